using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Platform.People;
using Xinheng.Platform.Publication.Articles;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.Publication;

/// <summary>News and policies: two people, a time, corrections that keep what was, withdrawal with its reason.</summary>
public sealed class ArticlesTests : IAsyncLifetime
{
    private static readonly ArticleDraft News = new("夏季双公示提速", "## 做法\n\n- 当日报送\n- **当日**审核\n\n详见[公示](/disclosures)。");

    private TestPlatform platform = null!;
    private Caller desk = null!;

    public async ValueTask InitializeAsync()
    {
        platform = await TestPlatform.CreateAsync();
        desk = await platform.AppointAsync("desk", Role.Operator);
    }

    public ValueTask DisposeAsync() => platform.DisposeAsync();

    [Fact]
    public async Task What_a_second_person_approved_appears_at_once()
    {
        var id = await SendAsync(News);
        Assert.Null(await PublicAsync(id));

        await ApproveAsync(id);

        Assert.Equal(News.Title, (await PublicAsync(id))!.Title);
        Assert.Equal(id, Assert.Single(await platform.Get<PublicArticles>().ListAsync("news", 0, default)).Id);
    }

    [Fact]
    public async Task Nobody_approves_what_they_wrote_from_whichever_account()
    {
        var id = (await platform.Get<WriteArticle>().RunAsync(new(null, "news", News, true), desk, default)).Value;
        var again = await platform.Get<AppointAccount>().RunAsync(
            new("desk.two", TestPlatform.Authority, "correct horse battery", new AccountHolder("云某", "desk")), Caller.TheProgram, default);
        Assert.False(again.IsRefused);
        _ = (await platform.Get<GrantRole>().RunAsync(new("desk.two", Role.Operator), Caller.TheProgram, default)).Value;
        var other = (await platform.Get<Accounts>().FindAsync("desk.two", default))!;

        Assert.Equal("article.own-work", (await TryApproveAsync(id, desk)).Refusals[0].Code);
        Assert.Equal("article.own-work", (await TryApproveAsync(id, other)).Refusals[0].Code);
    }

    [Fact]
    public async Task A_department_writes_and_does_not_publish()
    {
        var id = await SendAsync(News);

        Assert.Equal("article.not-approver", (await TryApproveAsync(id, platform.Maker)).Refusals[0].Code);
        Assert.Equal("article.not-found", (await platform.Get<ReturnArticle>().RunAsync(new(id, "请补充"), platform.Reviewer, default)).Refusals[0].Code);
    }

    [Fact]
    public async Task A_planned_article_appears_when_its_time_comes()
    {
        var id = await SendAsync(News);
        var at = platform.Clock.GetUtcNow().AddHours(20);
        _ = (await TryApproveAsync(id, desk, at)).Value;
        Assert.Null(await PublicAsync(id));

        platform.Clock.Set(at.AddSeconds(1));

        Assert.Equal(at, (await PublicAsync(id))!.PublishedAt);
    }

    [Fact]
    public async Task A_correction_is_a_further_version_and_the_old_one_is_kept()
    {
        var id = await SendAsync(News);
        await ApproveAsync(id);
        platform.Clock.Set(platform.Clock.GetUtcNow().AddDays(1));
        var corrected = News with { Title = "夏季双公示再提速" };

        Assert.Equal("article.correction", (await platform.Get<WriteArticle>().RunAsync(new(id, "news", corrected, true), platform.Maker, default)).Refusals.Single().Code);
        _ = (await platform.Get<WriteArticle>().RunAsync(new(id, "news", corrected with { Correction = "标题有误" }, true), platform.Maker, default)).Value;
        Assert.Equal(News.Title, (await PublicAsync(id))!.Title);
        await ApproveAsync(id, 2);

        var shown = (await PublicAsync(id))!;
        Assert.Equal((corrected.Title, "标题有误", true), (shown.Title, shown.Correction, shown.IsCorrected));
        Assert.Equal([corrected.Title, News.Title], (await platform.Get<Articles>().FindAsync(id, desk, default)).Value.Select(v => v.Draft.Title));
    }

    [Fact]
    public async Task What_was_sent_anew_since_it_was_read_is_not_approved_by_mistake()
    {
        var id = await SendAsync(News);
        var read = (await platform.Get<Articles>().FindAsync(id, desk, default)).Value[0];
        _ = (await platform.Get<ReturnArticle>().RunAsync(new(id, "请写明日期"), desk, default)).Value;
        platform.Clock.Set(platform.Clock.GetUtcNow().AddMinutes(1));
        _ = (await platform.Get<WriteArticle>().RunAsync(new(id, "news", News with { Title = "另一个标题" }, true), platform.Maker, default)).Value;

        Assert.Equal("article.changed", (await platform.Get<ApproveArticle>().RunAsync(new(id, 1, read.WrittenAt, null), desk, default)).Refusals.Single().Code);
    }

    [Fact]
    public async Task What_is_withdrawn_is_gone_and_says_why()
    {
        var id = await SendAsync(News);
        await ApproveAsync(id);

        _ = (await platform.Get<WithdrawArticle>().RunAsync(new(id, "活动取消"), desk, default)).Value;

        Assert.Null(await PublicAsync(id));
        Assert.Equal("活动取消", (await platform.Get<PublicArticles>().FindWithdrawnAsync("news", id, default))!.Reason);
        Assert.Equal("article.withdrawn", (await platform.Get<WriteArticle>().RunAsync(new(id, "news", News, true), platform.Maker, default)).Refusals[0].Code);
    }

    [Fact]
    public async Task A_policy_names_who_issued_it()
    {
        var refused = await platform.Get<WriteArticle>().RunAsync(new(null, "policy", News, true), platform.Maker, default);

        Assert.Equal("article.policy-source", refused.Refusals.Single().Code);
    }

    [Fact]
    public async Task What_nobody_published_is_beyond_the_anonymous_role()
    {
        await SendAsync(News);
        await using var connection = await platform.Database.Portal.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var question = new Npgsql.NpgsqlCommand("select count(*) from publication.article_version", connection);

        Assert.Equal("42501", (await Assert.ThrowsAsync<Npgsql.PostgresException>(() => question.ExecuteScalarAsync(TestContext.Current.CancellationToken))).SqlState);
    }

    private async Task<Guid> SendAsync(ArticleDraft draft) =>
        (await platform.Get<WriteArticle>().RunAsync(new(null, "news", draft, true), platform.Maker, default)).Value;

    private Task<Result<Done>> TryApproveAsync(Guid id, Caller by, DateTimeOffset? at = null, int version = 1) =>
        platform.Get<ApproveArticle>().RunAsync(new(id, version, null, at), by, default);

    private async Task ApproveAsync(Guid id, int version = 1) => _ = (await TryApproveAsync(id, desk, version: version)).Value;

    private Task<PublicArticle?> PublicAsync(Guid id) => platform.Get<PublicArticles>().FindAsync("news", id, default);
}
