using Xinheng.Model.Cases.Promising;

namespace Xinheng.Model.Tests.Cases.Promising;

/// <summary>Types, text, and what keeps somebody from promising.</summary>
public sealed class PromiseTests
{
    private static readonly PromiseTemplate Template = new(
        "food-shop", PromiseKind.InPlaceOfApproval, "开业承诺书", "食品经营店登记", "食品", null,
        new Informed("内容甲", "条件乙", "核查丙", "责任丁"), "我承诺戊。", 24, [new FollowUp("现场核查", 60)], PromiseOpenness.Public);

    [Fact]
    public void The_seven_types_fall_into_the_four_groups()
    {
        var groups = Enum.GetValues<PromiseKind>().ToLookup(PromiseKinds.GroupOf);

        Assert.Equal(Enum.GetValues<PromiseGroup>().Order(), groups.Select(g => g.Key).Order());
        Assert.Equal([PromiseKind.InPlaceOfApproval, PromiseKind.PapersLater, PromiseKind.InPlaceOfCertificate], groups[PromiseGroup.InPlaceOfApproval].Order());
    }

    [Fact]
    public void The_text_says_all_that_must_be_told_and_that_it_is_voluntary()
    {
        var text = PromiseText.Of(Template, 3, "某公司", "某局", new DateOnly(2026, 6, 15)).Text;

        Assert.All(
            ["食品经营店登记", "内容甲", "条件乙", "核查丙", "责任丁", "我承诺戊。", "2026年8月14日以前", "有效期至 2028年6月14日", "不愿承诺的，按一般程序办理", "第 3 版", "某公司", "某局"],
            part => Assert.Contains(part, text, StringComparison.Ordinal));
    }

    [Fact]
    public void A_day_a_version_or_a_word_apart_is_another_text()
    {
        var day = new DateOnly(2026, 6, 15);
        var texts = new[]
        {
            PromiseText.Of(Template, 1, "某公司", "某局", day), PromiseText.Of(Template, 1, "某公司", "某局", day.AddDays(1)), PromiseText.Of(Template, 2, "某公司", "某局", day),
            PromiseText.Of(Template with { Promise = "我承诺己。" }, 1, "某公司", "某局", day),
        };

        Assert.Equal(texts.Length, texts.Select(text => text.Digest).Distinct().Count());
        Assert.Equal(texts[0].Digest, PromiseText.Of(Template, 1, "某公司", "某局", day).Digest);
    }

    [Theory]
    [InlineData(2024, 2, 29, 12, "2025-02-27")]
    [InlineData(2026, 1, 31, 1, "2026-02-27")]
    [InlineData(2026, 6, 15, 24, "2028-06-14")]
    public void A_term_of_months_ends_the_day_before_its_day_comes_again(int year, int month, int day, int months, string last) =>
        Assert.Equal(last, (Template with { Months = months }).ValidUntil(new DateOnly(year, month, day))!.Value.ToString("yyyy-MM-dd"));

    [Fact]
    public void Nobody_is_barred_by_an_empty_file_and_every_record_is_named()
    {
        BrokenTrust serious = new(Guid.Parse("0199a000-0000-7000-8000-000000000001"), "严重失信主体名单", null, false);
        BrokenTrust broken = new(null, "信用承诺履行情况", "99010020260615000001", true);

        Assert.Empty(BrokenTrust.Against(PromiseKind.InPlaceOfApproval, []));
        Assert.Empty(BrokenTrust.Against(PromiseKind.Repair, [serious, broken]));
        var refusals = BrokenTrust.Against(PromiseKind.PapersLater, [serious, broken]);
        Assert.Equal(2, refusals.Count);
        Assert.Contains("0199a000", refusals[0].Message, StringComparison.Ordinal);
        Assert.Contains("99010020260615000001", refusals[1].Message, StringComparison.Ordinal);
    }
}
