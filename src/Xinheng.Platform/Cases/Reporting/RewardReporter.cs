using Xinheng.Model.Cases.Reporting;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Law;

namespace Xinheng.Platform.Cases.Reporting;

/// <summary>举报奖励: whether one is given, on what basis, how much, by whom decided. It is paid to the reporter; nothing is ever paid by one.</summary>
public sealed class RewardReporter(Journal.Journal journal, ReportTable table, ReportSeals seals, Clock clock)
{
    private const int Longest = 300;
    private const decimal Most = 9_999_999m;

    /// <param name="Yuan">Where it is granted.</param>
    public sealed record Command(Guid Report, bool Granted, string Basis, decimal? Yuan);

    public async Task<Result<ReportRow>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        await using var work = await journal.OpenAsync(caller.Actor, Power.RewardReporter, ct);
        if (await table.TakeAsync(work, command.Report, ct) is not { } report || !ReportInHand.MayHandle(caller, report.Row))
        {
            return ReportInHand.NotFound;
        }

        var row = report.Row;
        List<Refusal> problems = [];
        if (row.Of == ReportKind.Complaint || row.Stage != ReportProcedures.Founded.Code)
        {
            problems.Add(Refusal.Conflict("cases.report.reward-stage", "只有查实的举报才决定奖励；投诉没有奖励。"));
        }

        if (row.RewardGranted is not null)
        {
            problems.Add(Refusal.Conflict("cases.report.rewarded", "这件举报的奖励已经决定过了。"));
        }

        if (ReportTable.Problem(command.Basis, Longest, "basis", "奖励的依据，或者不奖励的理由", await seals.IdentityAsync(work, row.Id, ct)) is { } basis)
        {
            problems.Add(basis);
        }

        if (command.Granted && command.Yuan is not (> 0 and <= Most))
        {
            problems.Add(Refusal.Invalid("cases.report.reward-yuan", "请写奖励多少元，大于 0，最多两位小数。", "yuan"));
        }

        if (problems.Count > 0)
        {
            return Result<ReportRow>.Refuse(problems);
        }

        var changed = row with
        {
            RewardGranted = command.Granted,
            RewardBasis = command.Basis,
            RewardYuan = command.Granted ? decimal.Round(command.Yuan!.Value, 2) : null,
            RewardOn = clock.Today,
            RewardBy = caller.Actor.Name,
        };
        await report.NoteAsync("reward", changed, null, ct);
        await work.CommitAsync(ct);
        return changed;
    }
}
