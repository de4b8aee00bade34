using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Model.Records;
using Xinheng.Platform.Records.Moving;

namespace Xinheng.Platform.Records;

/// <summary>
/// A decision was revoked, changed or held unlawful: its record leaves every public view in this transaction. Content and
/// history stay. Basis: 行政处罚法 48 ¶2 (V).
/// </summary>
public sealed class WithdrawRecord(Journal.Journal journal, EnterRecords records)
{
    /// <param name="Basis">Number of the document that revokes or changes the decision.</param>
    public sealed record Command(RecordId Record, string Reason, string Basis);

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

        if (Problems(command, record.Standing.State) is { Count: > 0 } problems)
        {
            return Result<int>.Refuse(problems);
        }

        var standing = record.Standing with
        {
            Operation = Operation.Withdraw,
            State = RecordState.Withdrawn,
            Reason = RecordGrounds.Text(command.Reason, command.Basis),
        };
        return await record.ReviseAsync(work, standing, new { withdrawn = true, basis = command.Basis.Trim() }, ct);
    }

    private static List<Refusal> Problems(Command command, RecordState state)
    {
        var problems = RecordGrounds.Problems(command.Reason, command.Basis);
        if (state is RecordState.Withdrawn)
        {
            problems.Add(Refusal.Conflict("records.already-withdrawn", "这条记录已经撤下，不必再办。"));
        }
        else if (state is RecordState.Repaired or RecordState.Archived)
        {
            // Withdrawing it would make room for a restoration, and what was repaired would be public again.
            problems.Add(Refusal.Conflict("records.not-withdrawable", "这条记录已修复或归档，本就不公示、不使用，不能再撤下。"));
        }

        return problems;
    }
}
