using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;

namespace Xinheng.Platform.Cases.Promising.Templates;

/// <summary>A template is offered no longer. What was signed by it binds on.</summary>
public sealed class EndPromiseTemplate(Journal.Journal journal)
{
    private const int LongestReason = 500;

    public sealed record Command(string Code, string Reason);

    public async Task<Result<Done>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        await using var work = await journal.OpenAsync(caller.Actor, Power.EndPromiseTemplate, ct);
        var template = await TemplateTable.ForUpdateAsync(work, command.Code, "in_force", ct);
        if (template is null || !template.MaySee(caller))
        {
            return TemplateTable.NotFound;
        }

        List<Refusal> problems = [];
        if (!template.MayAdopt(caller))
        {
            problems.Add(Refusal.Forbidden("cases.promise-not-ender", "停用承诺书模板由受理单位的审核员或者值班员办理。"));
        }

        if (command.Reason.Trim().Length is 0 or > LongestReason)
        {
            problems.Add(Refusal.Invalid("cases.promise-end-reason", $"请写明为什么停用，不超过 {LongestReason} 个字。", "reason"));
        }

        if (problems.Count > 0)
        {
            return Result<Done>.Refuse(problems);
        }

        await work.ExecuteAsync("""
            update cases.promise_template set state = 'ended', ended_at = @At, ended_reason = @reason, ended_in = @entry where code = @Code and version = @Version
            """, new { command.Code, template.Version, work.At, reason = command.Reason.Trim(), entry = work.Entry.Value }, ct);
        work.Tell(new { template = command.Code, version = template.Version });
        await work.CommitAsync(ct);
        return default(Done);
    }
}
