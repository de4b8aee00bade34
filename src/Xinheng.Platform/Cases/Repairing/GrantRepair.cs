using Xinheng.Model.Cases.Repairing;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Model.Procedures;
using Xinheng.Model.Records;
using Xinheng.Platform.Collection;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Law;
using Xinheng.Platform.Procedures;
using Xinheng.Platform.Records.Moving;

namespace Xinheng.Platform.Cases.Repairing;

/// <summary>
/// 同意修复: by a reviewer of the body that determined the record, and by nobody else. In this transaction it leaves every view, every sharing
/// and every use; the archive keeps it. Basis: Order 36 of 2025, art. 3 (V-).
/// </summary>
public sealed class GrantRepair(Journal.Journal journal, CaseFiles cases, Standings standings, Jurisdiction jurisdiction, Clock clock)
{
    /// <param name="Verified">The decider has seen that the duties are performed and the wrong is corrected.</param>
    public sealed record Command(CaseId Case, bool Verified, string? Reason = null);

    public async Task<Result<CaseFile>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        if (!command.Verified)
        {
            return Refusal.Invalid("cases.repair-unverified", "同意修复之前，请核对材料并确认：义务已经履行、行为已经纠正、信用承诺已经签署。", "verified");
        }

        await using var work = await journal.OpenAsync(caller.Actor, Power.GrantRepair, ct);
        var taken = await cases.TakeAsync(work, RepairProcedure.Grant, command.Case, command.Reason, caller, ct);
        if (!taken.TryGet(out var hand))
        {
            return Result<CaseFile>.Refuse(taken.Refusals);
        }

        var record = (await standings.TakeAsync(work, new RecordId(hand.File.About!.Value), ct))!;
        if (Against(record, hand.File) is { } refusal)
        {
            return refusal;
        }

        var tree = await Standings.ReviseAsync(record, record.Standing.Repair($"同意信用修复（{hand.File.Number}）"), ct);
        await hand.TellSubjectAsync(
            $"{hand.File.Number}：同意信用修复。这条记录即时停止公示、停止共享、停止使用；各接收方是否已经撤下，可以在“修复去向”里查看。", ct);
        await hand.CommitAsync(new { record = record.Id.Value, revision = record.Revision + 1 }, ct, tree);
        return hand.File;
    }

    // The record may have moved while the case ran: another body may answer for it now, or its class may have become known.
    private Refusal? Against(RecordInHand record, CaseFile file)
    {
        var standing = record.Standing;
        if (standing.State is not (RecordState.Current or RecordState.Shielded))
        {
            return Refusal.Conflict("cases.repair-record-moved", "这条记录在办理期间已经撤下、修复或归档，没有可以修复的内容。请以此为理由办结。");
        }

        if ((standing.Authority ?? standing.Provider) != file.Body)
        {
            return Refusal.Conflict("cases.repair-not-determining", "这条记录的认定机关已经变更，本单位不能再决定它的修复。请与信用中心联系转办。");
        }

        var period = PublicityPeriod.Of(
            new PublicityFacts(standing.DecidedOn!.Value, standing.Confirmed ? standing.Severity : null), jurisdiction.Law, jurisdiction.Profile, file.RulesOn);
        return period.TryGet(out var known) && known.RepairableFrom > clock.Today
            ? Refusal.Conflict("cases.repair-minimum-open",
                $"按现在确认的失信程度，最短公示期到{known.RepairableFrom:yyyy-MM-dd}才满，在那以前不能同意修复。")
            : null;
    }
}
