using Xinheng.Model.Collection;
using Xinheng.Model.Foundation;
using Xinheng.Model.Law;
using Xinheng.Model.People;
using Xinheng.Platform.Catalogue.Publishing;
using Xinheng.Platform.Collection.Passes;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.Collection.Columns;

/// <summary>A row that somebody types: checked before it is handed in, so that what is wrong is said beside the field.</summary>
public sealed class TriedRow(CatalogueInForce catalogue, SubmissionPasses passes, Jurisdiction jurisdiction, Clock clock)
{
    public async Task<Result<IReadOnlyList<KeptProblem>>> TryAsync(
        string item, IReadOnlyDictionary<string, string> values, Caller caller, CancellationToken ct)
    {
        var inForce = await catalogue.CurrentAsync(ct);
        var found = inForce.Find(item);
        if (!found.TryGet(out var one))
        {
            return Result<IReadOnlyList<KeptProblem>>.Refuse(found.Refusals);
        }

        var terms = new SubmissionTerms(one, inForce.Edition, jurisdiction.Law, jurisdiction.Profile, caller.Actor.Organisation ?? "",
            LegalTime.DateOf(clock.Now), (_, _) => throw new InvalidOperationException("Numbers are looked up a chunk at a time."));
        var row = await passes.CheckAsync(terms, 1, [.. one.Columns.Select(c => values.GetValueOrDefault(c.Code))], isReleased: false, ct);
        return Result<IReadOnlyList<KeptProblem>>.Of(KeptRow.Of(one, row).Problems);
    }
}
