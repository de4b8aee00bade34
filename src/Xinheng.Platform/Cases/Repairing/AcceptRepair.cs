using Xinheng.Model.Cases.Repairing;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Model.Procedures;
using Xinheng.Platform.Procedures;

namespace Xinheng.Platform.Cases.Repairing;

/// <summary>受理: by the determining body, in three working days. Basis: Order 36 of 2025 (V-).</summary>
public sealed class AcceptRepair(Journal.Journal journal, CaseFiles cases)
{
    public sealed record Command(CaseId Case, string? Reason = null);

    public async Task<Result<CaseFile>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        await using var work = await journal.OpenAsync(caller.Actor, Power.AcceptRepair, ct);
        return await cases.RunAsync(work, RepairProcedure.Accept, command.Case, command.Reason,
            "已受理，正在审查。", caller, ct);
    }
}
