using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;

namespace Xinheng.Platform.Publication.Articles;

/// <summary>The approver sends a version back with what has to be changed.</summary>
public sealed class ReturnArticle(Journal.Journal journal)
{
    public sealed record Command(Guid Article, string Reason);

    public async Task<Result<Done>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        await using var work = await journal.OpenAsync(caller.Actor, Power.ReturnArticle, ct);
        var version = await Articles.ForUpdateAsync(work, command.Article, ct);
        if (version is null || !Articles.MaySee(caller, version.Whose))
        {
            return Articles.NotFound;
        }

        List<Refusal> problems = [];
        if (!caller.May(Permission.ApproveArticles, version.Whose))
        {
            problems.Add(Refusal.Forbidden("article.not-approver", "退回文章需要管辖这个区域的值班员角色。"));
        }

        if (version.State != "waiting")
        {
            problems.Add(Refusal.Conflict("article.not-waiting", "这一版现在不在等待审核。请刷新页面，看它现在到了哪一步。"));
        }

        if (command.Reason.Length is 0 or > 500)
        {
            problems.Add(Refusal.Invalid("article.return-reason", "请写明要改什么，不超过 500 个字。", "reason"));
        }

        if (problems.Count > 0)
        {
            return Result<Done>.Refuse(problems);
        }

        await work.ExecuteAsync("""
            update publication.article_version set state = 'returned', decided_by = @name, decided_at = @At, decision = @Reason
             where article = @Article and no = @No
            """, new { version.Article, version.No, name = caller.Actor.Name, work.At, command.Reason }, ct);
        work.Tell(new { article = version.Article, version = version.No });
        await work.CommitAsync(ct);
        return default(Done);
    }
}
