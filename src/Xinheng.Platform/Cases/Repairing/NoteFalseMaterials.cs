using Xinheng.Model.Cases.Repairing;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Model.Procedures;
using Xinheng.Platform.Collection;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Law;
using Xinheng.Platform.Procedures;

namespace Xinheng.Platform.Cases.Repairing;

/// <summary>
/// 认定材料虚假: by the determining body, with evidence and notice. An undecided application ends; new ones are barred for as long as a confirmed
/// rule says, and where none is confirmed the notice says that nothing is barred. A repaired record stays repaired: bringing it back
/// takes a new decision, with a document of its own. Basis: Order 36 of 2025 (length of the bar: U).
/// </summary>
public sealed class NoteFalseMaterials(Journal.Journal journal, CaseFiles cases, CaseDocuments documents, Jurisdiction jurisdiction, Clock clock)
{
    /// <param name="Evidence">Kept already; discarded where it is refused.</param>
    public sealed record Command(CaseId Case, string Reason, IReadOnlyList<CaseDocuments.Kept> Evidence);

    public async Task<Result<CaseFile>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        var noted = await NoteAsync(command, caller, ct);
        if (noted.IsRefused)
        {
            documents.Discard(command.Evidence);
        }

        return noted;
    }

    private async Task<Result<CaseFile>> NoteAsync(Command command, Caller caller, CancellationToken ct)
    {
        if (command.Evidence.Count == 0)
        {
            return Refusal.Invalid("cases.falsehood-no-evidence", "认定材料虚假须附证据，如出具单位的复函。", "documents");
        }

        await using var work = await journal.OpenAsync(caller.Actor, Power.NoteFalseMaterials, ct);
        var isGranted = await work.FindAsync<string>("select stage from procedures.case_file where id = @Value", command.Case, ct) == RepairProcedure.Granted.Code;
        var step = isGranted ? RepairProcedure.FalsehoodNoted : RepairProcedure.Falsehood;
        var taken = await cases.TakeAsync(work, step, command.Case, command.Reason, caller, ct);
        if (!taken.TryGet(out var hand))
        {
            return Result<CaseFile>.Refuse(taken.Refusals);
        }

        if (await work.FindAsync<bool>("select exists (select from cases.repair_bar where case_id = @Value)", command.Case, ct))
        {
            return Refusal.Conflict("cases.falsehood-already-noted", "这件申请的材料已经认定为虚假，不必再次认定。");
        }

        var rule = jurisdiction.Law.Rules.Find(RepairProcedure.FalseMaterialsRule, jurisdiction.Profile, clock.Today).TryGet(out var found) ? found : null;
        var until = await RepairBars.PutAsync(hand, RepairBars.FalseMaterials, rule, clock.Today, ct);
        await documents.AttachAsync(hand, Party.Body, command.Evidence, ct);
        await hand.TellSubjectAsync(string.Concat(
            $"{hand.File.Number}：认定机关认定修复材料虚假，理由见办理经过。",
            until is null
                ? "限制再次申请的年限，本地没有已核实的规定，平台不据此限制您再次申请。"
                : $"{until:yyyy-MM-dd}之前不受理您的修复申请（{rule!.Basis}）。",
            isGranted ? "已经修复的记录不因此自动恢复公示；确需恢复的，由认定机关另行作出决定并告知您。" : "",
            string.Concat(RepairRemedies.All.Take(3))), ct);
        await hand.CommitAsync(new { barred = until }, ct);
        return hand.File;
    }
}
