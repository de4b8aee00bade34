using System.Globalization;
using Xinheng.Model.Catalogue;
using Xinheng.Model.Law;
using Xinheng.Model.Records;

namespace Xinheng.Model.Collection;

/// <summary>
/// The class an item's rule gives by what stands in a row's or a record's fields. A penalty's is a proposal; null where the
/// determining body would have to say.
/// </summary>
public sealed class ClassOfRecord(CatalogueItem item, LawBook law, JurisdictionProfile profile)
{
    /// <param name="valueOf">The stored value of a field by its code.</param>
    public Severity? Of(Func<string, string?> valueOf, DateOnly decidedOn)
    {
        string? Value(FieldRole role) => item.Roles[role] is >= 0 and var column ? valueOf(item.Columns[column].Code) : null;
        return item.Class switch
        {
            ClassRule.Fixed rule => (Severity)rule.Class,
            null => null,
            _ when Value(FieldRole.Severity) is { } given => SeverityWords.Read(given),
            _ => Propose(item, Value, decidedOn, law, profile)?.Severity,
        };
    }

    /// <summary>The class a penalty seems to have; null where no kind of penalty is given.</summary>
    internal static SeverityProposal? Propose(
        CatalogueItem item, Func<FieldRole, string?> valueOf, DateOnly decidedOn, LawBook law, JurisdictionProfile profile) =>
        valueOf(FieldRole.PenaltyKinds) is not { } kinds ? null : SeverityProposal.From(
            new SeverityFacts(
                [.. Codes(kinds).Select(code => (PenaltyKind)code)],
                valueOf(FieldRole.Procedure) == "01" ? PenaltyProcedure.Simple : PenaltyProcedure.Ordinary,
                decidedOn)
            {
                FineYuan = valueOf(FieldRole.FineAmount) is { } fine ? decimal.Parse(fine, CultureInfo.InvariantCulture) * 10_000 : null,
                Sector = item.Sectors.Length == 1 ? item.Sectors[0] : FineThreshold.AnySector,
            },
            law, profile);

    private static IEnumerable<int> Codes(string kinds) => kinds.Split(',', ';', '|')
        .Select(code => int.TryParse(code.AsSpan(0, Math.Min(2, code.Length)), CultureInfo.InvariantCulture, out var number) ? number : 99);
}
