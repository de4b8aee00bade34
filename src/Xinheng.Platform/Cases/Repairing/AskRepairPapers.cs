using Xinheng.Model.Cases.Repairing;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Model.Procedures;
using Xinheng.Platform.Procedures;

namespace Xinheng.Platform.Cases.Repairing;

/// <summary>一次告知补正: what is lacking and why, within the time for acceptance and only once; the clocks stand until it comes. Basis: Order 36 of 2025 (V-).</summary>
public sealed class AskRepairPapers(Journal.Journal journal, CaseFiles cases)
{
    public sealed record Command(CaseId Case, string Reason);

    public async Task<Result<CaseFile>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        await using var work = await journal.OpenAsync(caller.Actor, Power.AskRepairPapers, ct);
        return await cases.RunAsync(work, RepairProcedure.Lack, command.Case, command.Reason,
            "材料还不齐，请按下面写明的一次补齐。等您补正的日子不计入办理期限。", caller, ct);
    }
}
