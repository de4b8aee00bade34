using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Platform.People;

namespace Xinheng.Platform.Cases.Promising.Templates;

/// <summary>A second person puts a template in force: from that moment it may be signed, the version before it no more.</summary>
public sealed class AdoptPromiseTemplate(Journal.Journal journal)
{
    /// <param name="Version">The version that was read.</param>
    /// <param name="DraftedAt">When that text was written; one written since is not put in force by mistake.</param>
    public sealed record Command(string Code, int Version, DateTimeOffset? DraftedAt);

    public async Task<Result<Done>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        await using var work = await journal.OpenAsync(caller.Actor, Power.AdoptPromiseTemplate, ct);
        var waiting = await TemplateTable.ForUpdateAsync(work, command.Code, "waiting", ct);
        if (waiting is null || !waiting.MaySee(caller))
        {
            return TemplateTable.NotFound;
        }

        List<Refusal> problems = [];
        if (!waiting.MayAdopt(caller))
        {
            problems.Add(Refusal.Forbidden("cases.promise-not-adopter", "启用承诺书模板由受理单位的审核员或者另一位值班员办理。"));
        }
        else if (waiting.Hands.Contains(caller.Actor.Identity)
            || (caller.Actor.Account is { } account && await Holders.IsSameAsAnyAsync(work, account, waiting.Hands, ct)))
        {
            problems.Add(Refusal.Forbidden("cases.promise-own-draft", "不能启用自己起草的模板，用另一个账户也不行。请由另一个人核对后启用。"));
        }

        if (waiting.Version != command.Version || (command.DraftedAt is { } read && read != waiting.DraftedAt))
        {
            problems.Add(Refusal.Conflict("cases.promise-template-changed", "您看过之后，这份模板又改过。请刷新页面，看了新的内容再启用。"));
        }

        if (problems.Count > 0)
        {
            return Result<Done>.Refuse(problems);
        }

        await work.ExecuteAsync("""
            update cases.promise_template set state = 'replaced', ended_at = @At, ended_in = @entry where code = @Code and state = 'in_force';
            update cases.promise_template set state = 'in_force', decided_by = @name, decided_at = @At, decided_in = @entry
             where code = @Code and version = @Version
            """, new { command.Code, command.Version, name = caller.Actor.Name, work.At, entry = work.Entry.Value }, ct);
        work.Tell(new { template = command.Code, version = command.Version, digest = TemplateTable.DigestOf(TemplateTable.Write(waiting.Template)) });
        await work.CommitAsync(ct);
        return default(Done);
    }
}
