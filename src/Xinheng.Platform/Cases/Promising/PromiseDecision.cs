using System.Text;
using Xinheng.Model.Cases.Promising;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Platform.Collection.Own;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Journal;
using Xinheng.Platform.Law;

namespace Xinheng.Platform.Cases.Promising;

/// <summary>What both decisions share: the outcome is written down, tried against the catalogue, and sent on its way to the file.</summary>
public sealed class PromiseDecision(EnterOwnRow rows, Clock clock)
{
    /// <summary>What the log fixes of an outcome's texts without repeating them.</summary>
    public static string DigestOf(string? document, string? unkept, string? pursued) =>
        Hash256.Of(Encoding.UTF8.GetBytes($"{document}\n{unkept}\n{pursued}")).ToString();

    internal async Task<Result<PromiseRow>> WriteAsync(Work work, PromiseRow promise, PromiseState state, CancellationToken ct)
    {
        var decided = promise with { DecidedOn = clock.Today, State = PromiseStates.CodeOf(state) };
        var tried = await rows.TryAsync(PromiseOnFile.OfPerformance(decided), ct);
        if (tried.Refusals.Where(r => r.Code is not ("catalogue.no-item" or "catalogue.item-inactive")).ToList() is { Count: > 0 } faults)
        {
            return Result<PromiseRow>.Refuse(faults);
        }

        await work.ExecuteAsync("""
            update cases.promise set state = @State, performance = @Performance, decided_on = @DecidedOn, document = @Document, unkept = @Unkept, pursued = @Pursued
             where id = @Id
            """, decided, ct);
        await work.EnqueueAsync(EnterPromise.Job, new { id = promise.Id }, ct);
        return decided;
    }
}
