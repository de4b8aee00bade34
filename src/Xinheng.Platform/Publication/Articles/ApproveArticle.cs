using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.People;

namespace Xinheng.Platform.Publication.Articles;

/// <summary>A second person lets a version appear, at once or at a time to come. Whoever wrote in it does not, from whichever account.</summary>
public sealed class ApproveArticle(Journal.Journal journal, Clock clock)
{
    /// <param name="Version">The version that was read; one sent since is not approved by mistake.</param>
    /// <param name="WrittenAt">When that text was sent; the same version may have been returned and sent anew.</param>
    /// <param name="PublishAt">Null: at once.</param>
    public sealed record Command(Guid Article, int Version, DateTimeOffset? WrittenAt, DateTimeOffset? PublishAt);

    public async Task<Result<Done>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        await using var work = await journal.OpenAsync(caller.Actor, Power.ApproveArticle, ct);
        var version = await Articles.ForUpdateAsync(work, command.Article, ct);
        if (version is null || !Articles.MaySee(caller, version.Whose))
        {
            return Articles.NotFound;
        }

        List<Refusal> problems = [];
        if (!caller.May(Permission.ApproveArticles, version.Whose))
        {
            problems.Add(Refusal.Forbidden("article.not-approver", "发布文章需要管辖这个区域的值班员角色。"));
        }
        else if (await IsOwnAsync(work, version, caller, ct))
        {
            problems.Add(Refusal.Forbidden("article.own-work", "不能发布自己写过的文章，用另一个账户也不行。请由另一位值班员审核发布。"));
        }

        if (version.State != "waiting" || version.WithdrawnAt is not null)
        {
            problems.Add(Refusal.Conflict("article.not-waiting", "这一版现在不在等待审核。请刷新页面，看它现在到了哪一步。"));
        }
        else if (version.No != command.Version || (command.WrittenAt is { } read && read != version.WrittenAt))
        {
            problems.Add(Refusal.Conflict("article.changed", "您看过之后，这篇文章又改过。请刷新页面，看了新的内容再审核。"));
        }

        if (command.PublishAt is { } planned && (planned < clock.Now.AddMinutes(-1) || planned > clock.Now.AddYears(1)))
        {
            problems.Add(Refusal.Invalid("article.publish-at", "定时发布的时间应在现在之后、一年以内；现在就发布的，时间留空。", "publishAt"));
        }

        if (problems.Count > 0)
        {
            return Result<Done>.Refuse(problems);
        }

        var at = command.PublishAt is { } later && later > work.At ? later : work.At;
        await work.ExecuteAsync("""
            update publication.article_version set state = 'approved', decided_by = @name, decided_at = @At, decision = null, publish_at = @publishAt
             where article = @Article and no = @No
            """, new { version.Article, version.No, name = caller.Actor.Name, work.At, publishAt = at }, ct);
        work.Tell(new { article = version.Article, version = version.No, publishAt = at });
        await work.CommitAsync(ct);
        return default(Done);
    }

    private static async Task<bool> IsOwnAsync(Journal.Work work, ArticleVersion version, Caller caller, CancellationToken ct) =>
        version.Hands.Contains(caller.Actor.Identity)
        || (caller.Actor.Account is { } account && await Holders.IsSameAsAnyAsync(work, account, version.Hands, ct));
}
