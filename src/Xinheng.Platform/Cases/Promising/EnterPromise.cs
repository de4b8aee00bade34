using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.Records;
using Xinheng.Platform.Collection.Own;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Journal;
using Xinheng.Platform.Records.Moving;

namespace Xinheng.Platform.Cases.Promising;

/// <summary>
/// Brings a promise and later its performance onto the subject's file, through the catalogue's own checks. A job, because entering takes turns
/// with large files and nobody who signs should wait for them; it runs again until it is done, and does nothing twice.
/// </summary>
public sealed class EnterPromise(Journal.Journal journal, EnterOwnRow rows, Standings standings)
{
    public const string Job = "cases.enter-promise";

    public JobKind AsJob() => new(Job, (payload, ct) => RunAsync(payload.GetProperty("id").GetGuid(), ct));

    public async Task RunAsync(Guid id, CancellationToken ct)
    {
        // One row an act: the journal's entry names one tree.
        while (await EnterNextAsync(id, ct))
        {
        }
    }

    private async Task<bool> EnterNextAsync(Guid id, CancellationToken ct)
    {
        await using var work = await journal.OpenAsync(Actor.TheProgram, Power.EnterPromise, ct);
        var promise = await PromiseRow.OfCaseAsync(work, new CaseId(id), ct);
        if (promise is { State: "withdrawn", Record: { } taken })
        {
            return await TakeBackAsync(work, promise, new RecordId(taken), ct);
        }

        foreach (var (column, row) in Missing(promise))
        {
            var entered = await rows.RunAsync(work, row, ct);
            if (entered.TryGet(out var one))
            {
                await work.ExecuteAsync($"update cases.promise set {column} = @record where id = @id", new { id, record = one.Record.Value }, ct);
                work.Tell(new { promise = promise.Number, item = row.Item, record = one.Record.Value, outcome = one.Outcome.ToString() }, one.Tree);
                await work.CommitAsync(ct);
                return true;
            }

            // A catalogue without the item keeps promises here only; anything else somebody has to look at.
            if (entered.Refusals[0].Code is not ("catalogue.no-item" or "catalogue.item-inactive"))
            {
                throw new InvalidOperationException($"Promise {id} does not enter: {string.Join(", ", entered.Refusals.Select(r => r.Code))}");
            }
        }

        return false;
    }

    // Taken back after it had come on the file: out of every view, like what was never said.
    private async Task<bool> TakeBackAsync(Work work, PromiseRow promise, RecordId id, CancellationToken ct)
    {
        if (await standings.TakeAsync(work, id, ct) is not { Standing.State: RecordState.Current } record)
        {
            return false;
        }

        var tree = await Standings.ReviseAsync(record, record.Standing.Withdraw("承诺人撤回承诺"), ct);
        work.Tell(new { promise = promise.Number, item = record.Item, record = id.Value, outcome = "Withdrawn" }, tree);
        await work.CommitAsync(ct);
        return false;
    }

    // What was taken back before it came on the file never comes.
    private static IEnumerable<(string Column, OwnRow Row)> Missing(PromiseRow promise)
    {
        if (promise is { Record: null, State: not "withdrawn" })
        {
            yield return ("record", PromiseOnFile.OfSigning(promise));
        }

        if (promise is { Performance: not null, OutcomeRecord: null })
        {
            yield return ("outcome_record", PromiseOnFile.OfPerformance(promise));
        }
    }
}
