using Dapper;
using Xinheng.Model.Catalogue;
using Xinheng.Model.Foundation;
using Xinheng.Platform.Catalogue.Publishing;
using Xinheng.Platform.Collection;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.Disclosure.Persons;

/// <summary>What a subject may ask not to be shown, and what it has asked.</summary>
public sealed class Vetoes(Database database, CatalogueInForce catalogue, Jurisdiction jurisdiction)
{
    public sealed record Choice(CatalogueItem Item, bool IsVetoed);

    /// <summary>Nothing where the place knows no such right.</summary>
    public async Task<IReadOnlyList<Choice>> OfSubjectAsync(SubjectId subject, CancellationToken ct)
    {
        if (!jurisdiction.Profile.PositiveDataVeto.Value)
        {
            return [];
        }

        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var vetoed = (await connection.QueryAsync<string>(new CommandDefinition(
            "select item from disclosure.veto where subject_id = @Value and lifted_in is null", subject, cancellationToken: ct))).ToHashSet();
        return [.. (await catalogue.CurrentAsync(ct)).Pack.Items.Where(item => item.MayBeVetoed).Select(item => new Choice(item, vetoed.Contains(item.Code)))];
    }
}
