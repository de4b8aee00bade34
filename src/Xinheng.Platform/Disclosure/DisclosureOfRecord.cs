using Dapper;
using Xinheng.Model.Catalogue;
using Xinheng.Model.Disclosure;
using Xinheng.Model.Foundation;
using Xinheng.Model.Law;
using Xinheng.Model.Records;
using Xinheng.Model.Subjects;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Law;

namespace Xinheng.Platform.Disclosure;

/// <summary>
/// May this audience see this record today, and if not, by which rule? For one record at a time: lists that strangers read
/// ask the views, which carry the same decision as a predicate.
/// </summary>
public sealed class DisclosureOfRecord(Database database, LawBook law, JurisdictionProfile profile, Clock clock)
{
    private sealed record Row(
        string Openness, string? OwnOpenness, bool PersonsPublic, string Nature, bool HasImpact, string SubjectKind, string State, bool Held,
        bool? Impact, short? Severity, bool Confirmed, DateOnly? PublicUntil, bool Contested, DateOnly? DecidedOn, DateOnly Today);

    /// <summary>Null when there is no such record, or its item is no longer in the catalogue.</summary>
    public async Task<Decision?> DecideAsync(RecordId record, Audience audience, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition("""
            select i.openness, r.own_openness as OwnOpenness, i.persons_public as PersonsPublic, r.nature, i.has_impact as HasImpact,
                   r.subject_kind as SubjectKind, r.state, r.held, r.impact, r.severity, r.confirmed, r.public_until as PublicUntil,
                   r.contested, r.decided_on as DecidedOn, foundation.today() as Today
              from records.record r
              join catalogue.item_in_force i on i.code = r.item
             where r.record_id = @Value
            """, record, cancellationToken: ct));
        return row is null ? null : Decision.Decide(FactsOf(row), audience, row.Today);
    }

    private DisclosureFacts FactsOf(Row row) => new()
    {
        Openness = WordOf(row.Openness, Enum.GetValues<Openness>(), CatalogueWords.Of),
        OwnOpenness = row.OwnOpenness is null ? null : WordOf(row.OwnOpenness, Enum.GetValues<Openness>(), CatalogueWords.Of),
        PersonsPublic = row.PersonsPublic,
        Nature = WordOf(row.Nature, Enum.GetValues<Nature>(), CatalogueWords.Of),
        HasImpact = row.HasImpact,
        SubjectKind = WordOf(row.SubjectKind, Enum.GetValues<SubjectKind>(), SubjectKindWords.NameOf),
        State = Names.State(row.State),
        Held = row.Held,
        Impact = row.Impact,
        Severity = (Severity?)row.Severity,
        Confirmed = row.Confirmed,
        PublicUntil = row.PublicUntil,
        UsableUntil = UsableUntil(row.DecidedOn),
        Contested = row.Contested,
    };

    // Where a place counts the years of use from the end of the act, and nobody recorded that end, it stays unknown.
    private DateOnly? UsableUntil(DateOnly? decidedOn) =>
        profile.RetentionStart.Value == RetentionStart.Determination && decidedOn is { } start
        && law.Rules.Find("ADVERSE_MAX_USE", profile, clock.Today).TryGet(out var use)
            ? use.Period.After(start)
            : null;

    private static T WordOf<T>(string word, T[] values, Func<T, string> wordOf) => values.Single(value => wordOf(value) == word);
}
