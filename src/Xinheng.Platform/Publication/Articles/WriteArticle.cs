using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.Publication.Articles;

/// <summary>
/// Somebody begins an article, goes on with what is not approved, or corrects what was: then a new version, the old one kept.
/// Sent on, it waits for another person.
/// </summary>
public sealed class WriteArticle(Journal.Journal journal, LinkHosts hosts, Clock clock)
{
    private const int LongestTitle = 120;
    private const int LongestBody = 60_000;

    /// <param name="Article">Null: a new one.</param>
    /// <param name="Kind">Of a new one: <c>news</c> or <c>policy</c>.</param>
    /// <param name="Send">To be approved now; otherwise it stays a draft.</param>
    public sealed record Command(Guid? Article, string Kind, ArticleDraft Draft, bool Send);

    public async Task<Result<Guid>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        await using var work = await journal.OpenAsync(caller.Actor, Power.WriteArticle, ct);
        var last = command.Article is { } id ? await Articles.ForUpdateAsync(work, id, ct) : null;
        if (command.Article is not null && (last is null || !Articles.MaySee(caller, last.Whose)))
        {
            return Articles.NotFound;
        }

        var (organisation, region) = last is null ? await WhoseAsync(work, caller, ct) : (last.Organisation, last.Region);
        var problems = Problems(command, last);
        if (!caller.May(Permission.WriteArticles, new Target(organisation, region)))
        {
            problems.Insert(0, Refusal.Forbidden("article.not-writer", "起草文章需要数据管理员或者值班员角色，限于本单位、本区域。"));
        }

        if (problems.Count > 0)
        {
            return Result<Guid>.Refuse(problems);
        }

        var article = last?.Article ?? clock.NewId();
        var no = last is null ? 1 : last.State == "approved" ? last.No + 1 : last.No;
        if (last is null)
        {
            await work.ExecuteAsync("""
                insert into publication.article (id, kind, organisation, region) values (@article, @Kind, @organisation, @region)
                """, new { article, command.Kind, organisation, region }, ct);
        }

        await work.ExecuteAsync("""
            insert into publication.article_version as v
                   (article, no, title, body, issuer, document_number, issued_on, correction, state, hands, written_by, written_at, entry)
            values (@article, @no, @Title, @Body, @Issuer, @DocumentNumber, @IssuedOn, @Correction, @state, array[@by], @name, @At, @entry)
                on conflict (article, no) do update
               set title = excluded.title, body = excluded.body, issuer = excluded.issuer, document_number = excluded.document_number,
                   issued_on = excluded.issued_on, correction = excluded.correction, state = excluded.state,
                   hands = case when @by = any (v.hands) then v.hands else v.hands || @by end,
                   written_by = excluded.written_by, written_at = excluded.written_at, entry = excluded.entry
            """, new
        {
            article, no, command.Draft.Title, command.Draft.Body, command.Draft.Issuer, command.Draft.DocumentNumber, command.Draft.IssuedOn,
            command.Draft.Correction, state = command.Send ? "waiting" : "draft", by = caller.Actor.Identity, name = caller.Actor.Name, work.At,
            entry = work.Entry.Value,
        }, ct);
        work.Tell(new { article, version = no, sent = command.Send });
        await work.CommitAsync(ct);
        return article;
    }

    // A department's article is the department's, under its region's operators; an operator's is their region's.
    private static async Task<(string? Organisation, string? Region)> WhoseAsync(Journal.Work work, Caller caller, CancellationToken ct) =>
        caller.Actor.Organisation is { } own
            ? (own, await work.FindAsync<string?>("select region from people.organisation where code = @own", new { own }, ct))
            : (null, caller.Grants.FirstOrDefault(g => Rights.ReachOf(g.Role, Permission.WriteArticles) == Reach.Region)?.Region?.Code);

    private List<Refusal> Problems(Command command, ArticleVersion? last)
    {
        var draft = command.Draft;
        List<Refusal> problems = [];
        if (last is null && command.Kind is not ("news" or "policy"))
        {
            problems.Add(Refusal.Invalid("article.kind", "请选择是新闻还是政策文件。", "kind"));
        }

        if (draft.Title.Length is 0 or > LongestTitle)
        {
            problems.Add(Refusal.Invalid("article.title", $"请写标题，不超过 {LongestTitle} 个字。", "title"));
        }

        if (draft.Body.Length is 0 or > LongestBody)
        {
            problems.Add(Refusal.Invalid("article.body", $"请写正文，不超过 {LongestBody:N0} 个字。", "body"));
        }

        if (last is { WithdrawnAt: not null })
        {
            problems.Add(Refusal.Conflict("article.withdrawn", "这篇文章已经撤下，不能再改。需要的话，另写一篇。"));
        }

        if (last?.State == "waiting")
        {
            problems.Add(Refusal.Conflict("article.waiting", "这一版正在等待审核，不能再改。请审核人退回之后再改。"));
        }

        if ((last?.State == "approved" || last is { No: > 1 }) && string.IsNullOrWhiteSpace(draft.Correction))
        {
            problems.Add(Refusal.Invalid("article.correction", "发布过的文章，更正时请写明为什么更正；读者看得到。", "correction"));
        }

        if ((last?.Kind ?? command.Kind) == "policy" && (string.IsNullOrWhiteSpace(draft.Issuer) || draft.IssuedOn is null))
        {
            problems.Add(Refusal.Invalid("article.policy-source", "政策文件请写明发文机关和印发日期；有文号的也写上。", "issuer"));
        }

        problems.AddRange(ArticleText.Read(draft.Body, hosts).Refusals);
        return problems;
    }
}
