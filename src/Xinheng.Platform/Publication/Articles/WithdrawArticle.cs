using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;

namespace Xinheng.Platform.Publication.Articles;

/// <summary>An article leaves the pages at once, for a reason that stands in its place; all its versions are kept.</summary>
public sealed class WithdrawArticle(Journal.Journal journal)
{
    public sealed record Command(Guid Article, string Reason);

    public async Task<Result<Done>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        await using var work = await journal.OpenAsync(caller.Actor, Power.WithdrawArticle, ct);
        var version = await Articles.ForUpdateAsync(work, command.Article, ct);
        if (version is null || !Articles.MaySee(caller, version.Whose))
        {
            return Articles.NotFound;
        }

        List<Refusal> problems = [];
        if (!caller.May(Permission.ApproveArticles, version.Whose))
        {
            problems.Add(Refusal.Forbidden("article.not-approver", "撤下文章需要管辖这个区域的值班员角色。"));
        }

        if (version.WithdrawnAt is not null)
        {
            problems.Add(Refusal.Conflict("article.withdrawn", "这篇文章已经撤下，不必再办。"));
        }

        if (command.Reason.Length is 0 or > 500)
        {
            problems.Add(Refusal.Invalid("article.withdrawal-reason", "请写明撤下的原因，不超过 500 个字；读者看得到。", "withdrawal"));
        }

        if (problems.Count > 0)
        {
            return Result<Done>.Refuse(problems);
        }

        await work.ExecuteAsync("""
            update publication.article set withdrawn_at = @At, withdrawn_reason = @Reason, withdrawn_in = @entry where id = @Article
            """, new { version.Article, work.At, command.Reason, entry = work.Entry.Value }, ct);
        work.Tell(new { article = version.Article });
        await work.CommitAsync(ct);
        return default(Done);
    }
}
