using Xinheng.Web.Api;

namespace Xinheng.Web.Tests.Hosting;

/// <summary>The page of a subject is rendered once for all strangers, and again as soon as its subject changed.</summary>
public sealed class KeptPagesTests
{
    private static readonly string Path = $"/subjects/{FakeWorld.Food}";

    [Theory, InlineData("", KeptShape.Page), InlineData("?all=1", KeptShape.WholePage)]
    public async Task A_page_is_rendered_once_until_its_subject_changes(string query, KeptShape shape)
    {
        await using var site = await TestSite.OpenAsync();
        var first = await site.Client.GetStringAsync(Path + query);
        Assert.Equal(first, await site.Client.GetStringAsync(Path + query));
        Assert.Equal(1, site.Subjects.Reads);
        Assert.True(site.Cache.TryGet(FakeWorld.Food, shape, out _));

        site.Cache.Evict(FakeWorld.Food);

        await site.Client.GetStringAsync(Path + query);
        Assert.Equal(2, site.Subjects.Reads);
    }

    [Fact]
    public async Task The_reader_who_has_the_page_is_told_so()
    {
        await using var site = await TestSite.OpenAsync();
        using var first = await site.Client.GetAsync(Path);
        Assert.Equal("text/html; charset=utf-8", first.Content.Headers.ContentType!.ToString());
        Assert.Equal("public, max-age=5, must-revalidate", first.Headers.NonValidated["Cache-Control"].ToString());

        using var again = new HttpRequestMessage(HttpMethod.Get, Path) { Headers = { IfNoneMatch = { first.Headers.ETag! } } };
        using var second = await site.Client.SendAsync(again);

        Assert.Equal(System.Net.HttpStatusCode.NotModified, second.StatusCode);
    }

    [Fact]
    public async Task A_page_that_was_overtaken_while_it_was_rendered_is_not_kept()
    {
        await using var site = await TestSite.OpenAsync();
        site.Subjects.WhileReading = () => site.Cache.Evict(FakeWorld.Food);

        await site.Client.GetStringAsync(Path);

        Assert.False(site.Cache.TryGet(FakeWorld.Food, KeptShape.Page, out _));
    }

    [Theory, InlineData("?lang=en", null), InlineData("", "view=size%3Dlarge"), InlineData("?all=2", null)]
    public async Task What_was_rendered_for_one_reader_is_kept_for_nobody(string query, string? cookie)
    {
        await using var site = await TestSite.OpenAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, Path + query);
        if (cookie is not null)
        {
            request.Headers.Add("Cookie", cookie);
        }

        using var answer = await site.Client.SendAsync(request);
        answer.EnsureSuccessStatusCode();

        Assert.False(site.Cache.TryGet(FakeWorld.Food, KeptShape.Page, out _));
        Assert.False(site.Cache.TryGet(FakeWorld.Food, KeptShape.WholePage, out _));
    }

    [Theory, InlineData("/subjects/"), InlineData("/api/v1/subjects/")]
    public async Task Nothing_is_kept_under_a_former_number_because_changes_are_told_by_the_code_of_today(string door)
    {
        await using var site = await TestSite.OpenAsync();

        using var answer = await site.Client.GetAsync(door + FakeSubjects.FormerOf(FakeWorld.Food));
        answer.EnsureSuccessStatusCode();

        Assert.Equal(0, site.Cache.HeldBytes);
    }

    [Fact]
    public async Task Nothing_is_kept_of_who_is_not_there()
    {
        await using var site = await TestSite.OpenAsync();

        using var answer = await site.Client.GetAsync("/subjects/91990100XY99999999");

        Assert.Equal(System.Net.HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("没有以这个代码公示的单位", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(0, site.Cache.HeldBytes);
    }
}
