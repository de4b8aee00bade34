using Xinheng.Model.Cases.Repairing;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Model.Procedures;
using Xinheng.Platform.Procedures;

namespace Xinheng.Platform.Cases.Repairing;

/// <summary>不予修复: with reasons and remedies. Basis: Order 36 of 2025 (V-).</summary>
public sealed class RefuseRepair(Journal.Journal journal, CaseFiles cases)
{
    public sealed record Command(CaseId Case, string Reason);

    public async Task<Result<CaseFile>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        await using var work = await journal.OpenAsync(caller.Actor, Power.RefuseRepair, ct);
        return await cases.RunAsync(work, RepairProcedure.Refuse, command.Case, command.Reason,
            $"不予修复，理由见决定。{string.Concat(RepairRemedies.All)}", caller, ct);
    }
}
