using Xinheng.Model.Cases.Objecting;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;

namespace Xinheng.Platform.Cases.Objecting.Telling;

/// <summary>差错单: a provider whose data were found wrong says what the cause was and what it did, so that it does not happen again.</summary>
public sealed class CloseDefect(Journal.Journal journal)
{
    private const int Longest = 1_000;

    public sealed record Command(Guid Defect, string Cause);

    public async Task<Result<Done>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        await using var work = await journal.OpenAsync(caller.Actor, Power.CloseDefect, ct);
        var (provider, closed) = await work.FindAsync<(string? Provider, DateTime? ClosedAt)>(
            "select provider, closed_at from cases.defect where id = @Defect for update", command, ct);
        if (provider is null || !caller.May(Permission.DecideCases, provider))
        {
            return Refusal.NotFound("cases.no-defect", "没有这张差错单，或者它不是本单位的。");
        }

        if (closed is not null)
        {
            return Refusal.Conflict("cases.defect-closed", "这张差错单已经办结。");
        }

        var problems = ObjectionText.TextProblems(command.Cause, Longest, "cause", "原因和整改").ToList();
        if (problems.Count > 0)
        {
            return Result<Done>.Refuse(problems);
        }

        await work.ExecuteAsync("update cases.defect set closed_at = @At, closed_by = @by, done = @done, closed_in = @entry where id = @Defect",
            new { command.Defect, work.At, by = caller.Actor.Identity, done = command.Cause.Trim(), entry = work.Entry.Value }, ct);
        work.Tell(new { defect = command.Defect, done = Hash256.Of(System.Text.Encoding.UTF8.GetBytes(command.Cause.Trim())).ToString() });
        await work.CommitAsync(ct);
        return default(Done);
    }
}
