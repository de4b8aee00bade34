using Xinheng.Model.Cases.Repairing;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Model.Procedures;
using Xinheng.Platform.Procedures;

namespace Xinheng.Platform.Cases.Repairing;

/// <summary>撤回申请: by the subject, at any time before the decision; it may apply again.</summary>
public sealed class TakeBackRepair(Journal.Journal journal, CaseFiles cases)
{
    public sealed record Command(CaseId Case, string? Reason = null);

    public async Task<Result<CaseFile>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        await using var work = await journal.OpenAsync(caller.Actor, Power.TakeBackRepair, ct);
        return await cases.RunAsync(work, RepairProcedure.TakeBack, command.Case, command.Reason,
            "申请已按您的要求撤回，可以随时再次申请。", caller, ct);
    }
}
