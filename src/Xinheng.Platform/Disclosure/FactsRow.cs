using Xinheng.Model.Catalogue;
using Xinheng.Model.Disclosure;
using Xinheng.Model.Law;
using Xinheng.Model.Records;
using Xinheng.Model.Subjects;

namespace Xinheng.Platform.Disclosure;

/// <summary>All that the decision asks of a record, as the tables have it.</summary>
internal sealed record FactsRow(
    string Openness, string? OwnOpenness, bool PersonsPublic, string Nature, bool HasImpact, string SubjectKind, string State, bool Held,
    bool? Impact, short? Severity, bool Confirmed, DateOnly? PublicUntil, bool Contested, DateOnly? DecidedOn, bool Minor, bool Vetoed,
    DateOnly Today)
{
    /// <summary>Of <c>records.record r</c> and <c>catalogue.item_in_force i</c>.</summary>
    public const string Columns = """
        i.openness, r.own_openness as OwnOpenness, i.persons_public as PersonsPublic, r.nature, i.has_impact as HasImpact,
        r.subject_kind as SubjectKind, r.state, r.held, r.impact, r.severity, r.confirmed, r.public_until as PublicUntil,
        r.contested, r.decided_on as DecidedOn,
        exists (select from subjects.person_number n where n.subject_id = r.subject_id and n.minor) as Minor,
        exists (select from disclosure.veto t where t.subject_id = r.subject_id and t.item = r.item and t.lifted_in is null) as Vetoed,
        foundation.today() as Today
        """;

    /// <param name="usableUntil">First day out of use, where it is known.</param>
    public DisclosureFacts ToFacts(DateOnly? usableUntil) => new()
    {
        Openness = WordOf(Openness, Enum.GetValues<Openness>(), CatalogueWords.Of),
        OwnOpenness = OwnOpenness is null ? null : WordOf(OwnOpenness, Enum.GetValues<Openness>(), CatalogueWords.Of),
        PersonsPublic = PersonsPublic,
        Nature = WordOf(Nature, Enum.GetValues<Nature>(), CatalogueWords.Of),
        HasImpact = HasImpact,
        SubjectKind = WordOf(SubjectKind, Enum.GetValues<SubjectKind>(), SubjectKindWords.NameOf),
        State = Names.State(State),
        Held = Held,
        Impact = Impact,
        Severity = (Severity?)Severity,
        Confirmed = Confirmed,
        PublicUntil = PublicUntil,
        UsableUntil = usableUntil,
        Contested = Contested,
        Minor = Minor,
        Vetoed = Vetoed,
    };

    /// <summary>Where a place counts the years of use from the end of the act, and nobody recorded that end, it stays unknown.</summary>
    public DateOnly? UsableUntil(LawBook law, JurisdictionProfile profile) =>
        profile.RetentionStart.Value == RetentionStart.Determination && DecidedOn is { } start
        && law.Rules.Find("ADVERSE_MAX_USE", profile, Today).TryGet(out var use)
            ? use.Period.After(start)
            : null;

    private static T WordOf<T>(string word, T[] values, Func<T, string> wordOf) => values.Single(value => wordOf(value) == word);
}
