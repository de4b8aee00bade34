using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Model.Records;
using Xinheng.Platform.Journal;
using Xinheng.Platform.Records.Moving;

namespace Xinheng.Platform.Records;

/// <summary>
/// A withdrawal was wrong: the record is again what it was before, for as long as it was to be public and no longer.
/// A repaired record never comes back this way, whatever happened to it since.
/// </summary>
public sealed class RestoreRecord(Journal.Journal journal, EnterRecords records)
{
    /// <param name="Basis">Number of the document by which the decision stands after all.</param>
    public sealed record Command(RecordId Record, string Reason, string Basis);

    /// <summary>The number of the new revision.</summary>
    public async Task<Result<int>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        if (RecordGrounds.NotReviewer(caller) is { } refusal)
        {
            return refusal;
        }

        await using var work = await journal.OpenAsync(caller.Actor, Power.RestoreRecord, ct);
        var record = await RecordInHand.TakeAsync(work, records, command.Record, ct);
        if (record is null || !caller.May(Permission.DecideRecords, record.Standing.Provider))
        {
            return RecordGrounds.NotFound();
        }

        var before = await StateBeforeAsync(work, record, ct);
        if (Problems(command, record.Standing.State, before) is { Count: > 0 } problems)
        {
            return Result<int>.Refuse(problems);
        }

        var standing = record.Standing with
        {
            Operation = Operation.Restore,
            State = before,
            Reason = RecordGrounds.Text(command.Reason, command.Basis),
        };
        return await record.ReviseAsync(work, standing, new { restored = Names.Of(before), basis = command.Basis.Trim() }, ct);
    }

    private static List<Refusal> Problems(Command command, RecordState state, RecordState before)
    {
        var problems = RecordGrounds.Problems(command.Reason, command.Basis);
        if (state != RecordState.Withdrawn)
        {
            problems.Add(Refusal.Conflict("records.not-withdrawn", state == RecordState.Repaired
                ? "这条记录已完成信用修复，不能恢复公示。"
                : "只有已撤下的记录可以恢复，这条记录没有撤下。"));
        }
        else if (before == RecordState.Repaired)
        {
            problems.Add(Refusal.Conflict("records.was-repaired", "这条记录在撤下之前已完成信用修复，不能恢复公示。"));
        }

        return problems;
    }

    // What the last revision said that did not say "withdrawn".
    private static async Task<RecordState> StateBeforeAsync(Work work, RecordInHand record, CancellationToken ct) =>
        await work.FindAsync<string>("""
            select v.standing ->> 'state' from records.revision v
             where v.subject_id = @subject and v.record_id = @id and v.standing ->> 'state' <> 'withdrawn'
             order by v.no desc limit 1
            """, new { subject = record.Subject.Value, id = record.Id.Value }, ct) is { } state
            ? Names.State(state)
            : RecordState.Current;
}
