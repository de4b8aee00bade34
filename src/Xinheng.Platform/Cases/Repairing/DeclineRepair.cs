using Xinheng.Model.Cases.Repairing;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Model.Procedures;
using Xinheng.Platform.Procedures;

namespace Xinheng.Platform.Cases.Repairing;

/// <summary>不予受理: with reasons and remedies. Basis: Order 36 of 2025 (V-).</summary>
public sealed class DeclineRepair(Journal.Journal journal, CaseFiles cases)
{
    public sealed record Command(CaseId Case, string Reason);

    public async Task<Result<CaseFile>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        await using var work = await journal.OpenAsync(caller.Actor, Power.DeclineRepair, ct);
        return await cases.RunAsync(work, RepairProcedure.Decline, command.Case, command.Reason,
            $"不予受理，理由见办理经过。{string.Concat(RepairRemedies.All)}", caller, ct);
    }
}
