using Dapper;
using Xinheng.Model.Catalogue;
using Xinheng.Model.Collection;
using Xinheng.Model.Foundation;
using Xinheng.Model.Law;
using Xinheng.Model.People;
using Xinheng.Platform.Catalogue.Publishing;
using Xinheng.Platform.Collection.Passes;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.Collection.Columns;

/// <summary>A row that somebody types: checked before it is handed in, so that what is wrong is said beside the field.</summary>
public sealed class TriedRow(CatalogueInForce catalogue, SubmissionPasses passes, Jurisdiction jurisdiction, Clock clock, Database database)
{
    /// <summary>What nobody should have to type: the own body as authority and source, by field code.</summary>
    public async Task<IReadOnlyDictionary<string, string>> OwnAsync(CatalogueItem item, Caller caller, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var name = await connection.ExecuteScalarAsync<string?>(new CommandDefinition(
            "select name from people.organisation where code = @Organisation", caller.Actor, cancellationToken: ct));
        (FieldRole Role, string? Value)[] own =
        [
            (FieldRole.AuthorityCode, caller.Actor.Organisation), (FieldRole.SourceCode, caller.Actor.Organisation),
            (FieldRole.AuthorityName, name), (FieldRole.SourceName, name),
        ];
        return own.Where(one => one.Value is not null && item.Roles.Has(one.Role))
            .GroupBy(one => item.Columns[item.Roles[one.Role]].Code).ToDictionary(one => one.Key, one => one.First().Value!);
    }

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
