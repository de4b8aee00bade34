using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.Law;
using Xinheng.Model.People;
using Xinheng.Model.Records;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Journal;
using Xinheng.Platform.Law;
using Xinheng.Platform.Records.Moving;

namespace Xinheng.Platform.Records;

/// <summary>
/// A decision was revoked, changed or held unlawful, or its row should not have come: the record leaves every public view in this
/// transaction. Content and history stay. Basis: 行政处罚法 48 ¶2 (V).
/// </summary>
public sealed class WithdrawRecord(Journal.Journal journal, EnterRecords records, LawBook law, JurisdictionProfile profile, Clock clock)
{
    private const string WithinRule = "PENALTY_WITHDRAW";

    /// <param name="Kind">What became of the decision; whoever withdraws must say, nothing is taken for granted.</param>
    /// <param name="Basis">Number of the document that revokes or changes the decision, or by which the mistake is put right.</param>
    /// <param name="BasisOn">Its date: from there the days to withdraw are counted. Not asked where the row was a mistake.</param>
    public sealed record Command(RecordId Record, WithdrawalKind? Kind, string Reason, string Basis, DateOnly? BasisOn);

    /// <summary>The number of the new revision.</summary>
    public async Task<Result<int>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        if (RecordGrounds.NotReviewer(caller) is { } refusal)
        {
            return refusal;
        }

        await using var work = await journal.OpenAsync(caller.Actor, Power.WithdrawRecord, ct);
        var record = await RecordInHand.TakeAsync(work, records, command.Record, ct);
        if (record is null || !caller.May(Permission.DecideRecords, record.Standing.Provider))
        {
            return RecordGrounds.NotFound();
        }

        if (Problems(command, record.Standing) is { Count: > 0 } problems)
        {
            return Result<int>.Refuse(problems);
        }

        var standing = record.Standing with
        {
            Operation = Operation.Withdraw,
            State = RecordState.Withdrawn,
            Reason = RecordGrounds.Text(command.Reason, command.Basis),
        };
        var (due, late) = await DueAsync(work, record.Item, command, ct);
        return await record.ReviseAsync(work, standing, new
        {
            withdrawn = true, kind = WithdrawalWords.CodeOf(command.Kind!.Value), basis = command.Basis.Trim(), basisOn = command.BasisOn, due, late,
        }, ct);
    }

    private List<Refusal> Problems(Command command, Standing standing)
    {
        var problems = RecordGrounds.Problems(command.Reason, command.Basis);
        if (command.Kind is null)
        {
            problems.Add(Refusal.Invalid("records.withdrawal-kind", "请选择为什么撤下：决定被撤销、变更、确认违法或者无效，还是报送有误。", "kind"));
        }
        else if (command.Kind != WithdrawalKind.Mistake && command.BasisOn is null)
        {
            problems.Add(Refusal.Invalid("records.withdrawal-date", "请填写撤销、变更决定的文书日期，撤回公示的期限从这一天起算。", "basisOn"));
        }

        if (command.BasisOn > clock.Today)
        {
            problems.Add(Refusal.Invalid("records.withdrawal-date-later", $"文书日期 {command.BasisOn:yyyy-MM-dd} 还没有到，请核对。", "basisOn"));
        }
        else if (command.BasisOn < standing.DecidedOn)
        {
            problems.Add(Refusal.Invalid("records.withdrawal-date-earlier",
                $"文书日期 {command.BasisOn:yyyy-MM-dd} 早于原决定的日期 {standing.DecidedOn:yyyy-MM-dd}，请核对。", "basisOn"));
        }

        if (standing.State is RecordState.Withdrawn)
        {
            problems.Add(Refusal.Conflict("records.already-withdrawn", "这条记录已经撤下，不必再办。"));
        }
        else if (standing.State is RecordState.Repaired or RecordState.Archived)
        {
            // Withdrawing it would make room for a restoration, and what was repaired would be public again.
            problems.Add(Refusal.Conflict("records.not-withdrawable", "这条记录已修复或归档，本就不公示、不使用，不能再撤下。"));
        }

        return problems;
    }

    // For penalties alone, as the article has it; where a calendar is missing nobody is called late.
    private async Task<(DateOnly? Due, bool Late)> DueAsync(Work work, string item, Command command, CancellationToken ct)
    {
        if (command is not { Kind: not WithdrawalKind.Mistake, BasisOn: { } from }
            || !await work.FindAsync<bool>("select exists (select from catalogue.item_in_force where code = @item and has_impact)", new { item }, ct))
        {
            return (null, false);
        }

        var due = law.Due(WithinRule, profile, from).TryGet(out var deadline) ? deadline.DueOn : null;
        return (due, clock.Today > due);
    }
}
