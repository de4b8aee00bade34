using Xinheng.Platform.Publication.Articles;

namespace Xinheng.Platform.Tests.Publication;

/// <summary>What staff may write into an article, and where it may lead.</summary>
public sealed class ArticleTextTests
{
    private static readonly LinkHosts Hosts = LinkHosts.Read("gov.example, credit.example");

    [Theory]
    [InlineData("/disclosures", true)]
    [InlineData("https://gov.example/a?b=c", true)]
    [InlineData("https://www.gov.example/", true)]
    [InlineData("http://gov.example/", false)]
    [InlineData("https://gov.example.evil.example/", false)]
    [InlineData("https://notgov.example/", false)]
    [InlineData("https://gov.example@evil.example/", false)]
    [InlineData("https://gov.example:8443/", false)]
    [InlineData("//evil.example/", false)]
    [InlineData("/\\evil.example/", false)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData("data:text/html,x", false)]
    [InlineData("disclosures", false)]
    [InlineData("", false)]
    public void Links_lead_only_to_our_pages_and_to_listed_hosts(string address, bool allowed)
    {
        Assert.Equal(allowed, Hosts.Allow(address));
        Assert.Equal(allowed, !ArticleText.Read($"见[这里](<{address}>)。", Hosts).IsRefused);
    }

    [Fact]
    public void Markup_of_ones_own_stays_the_letters_it_is()
    {
        var paragraph = Assert.IsType<ArticleBlock.Paragraph>(Assert.Single(ArticleText.Read("看 <script>alert(1)</script> <b>这里</b>", Hosts).Value));

        Assert.Equal("看 <script>alert(1)</script> <b>这里</b>", string.Concat(paragraph.Text.Select(span => span.Text)));
    }

    [Theory]
    [InlineData("![图](/a.png)", "article.picture")]
    [InlineData("[甲][1]\n\n[1]: /a", "article.reference")]
    [InlineData("<https://elsewhere.example>", "article.link-host")]
    public void What_an_article_cannot_hold_is_refused_by_name(string body, string code) =>
        Assert.Equal(code, ArticleText.Read(body, Hosts).Refusals.Single().Code);

    [Fact]
    public void Headings_lists_quotations_and_stress_are_read()
    {
        var blocks = ArticleText.Read("# 大\n\n### 小\n\n一**二**三\n\n1. 甲\n2. 乙\n\n> 引\n\n- 丙", Hosts).Value;

        Assert.Equal([2, 3], blocks.OfType<ArticleBlock.Heading>().Select(h => h.Level));
        Assert.Equal([false, true, false], blocks.OfType<ArticleBlock.Paragraph>().Single().Text.Select(s => s.IsStrong));
        Assert.Equal([true, false], blocks.OfType<ArticleBlock.Listing>().Select(l => l.IsOrdered));
        Assert.Single(blocks.OfType<ArticleBlock.Quotation>());
    }

    [Fact]
    public void A_host_taken_off_the_list_loses_its_links_and_not_its_words()
    {
        var shown = (ArticleBlock.Paragraph)ArticleText.Show("见[原文](https://gov.example/a)。", LinkHosts.Read(null)).Single();

        Assert.Equal(["见", "原文", "。"], shown.Text.Select(span => span.Text));
        Assert.All(shown.Text, span => Assert.Null(span.Href));
    }
}
