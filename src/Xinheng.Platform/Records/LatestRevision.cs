using System.Text;
using Xinheng.Model.Catalogue;
using Xinheng.Model.Records;
using Xinheng.Model.Subjects;

namespace Xinheng.Platform.Records;

/// <summary>A record's row with the exact content of its latest revision: what the next one starts from.</summary>
internal sealed record LatestRevision(
    Guid RecordId, Guid SubjectId, string Item, string Nature, Guid Key, Guid Content, string SubjectKind, string Provider,
    string? Authority, DateOnly? DecidedOn, DateOnly? PublicUntil, short? Severity, bool Confirmed, bool? Impact, string? OwnOpenness,
    string State, bool Held, bool Contested, int Revision, int Edition, string Open, string Closed)
{
    public const string Select = """
        select r.record_id as RecordId, r.subject_id as SubjectId, r.item as Item, r.nature as Nature, r.key as Key, r.content as Content,
               r.subject_kind as SubjectKind, r.provider as Provider, r.authority as Authority, r.decided_on as DecidedOn,
               r.public_until as PublicUntil, r.severity as Severity, r.confirmed as Confirmed, r.impact as Impact,
               r.own_openness as OwnOpenness, r.state as State, r.held as Held, r.contested as Contested, r.revision as Revision,
               v.edition as Edition, v.open::text as Open, v.closed::text as Closed
          from records.record r
          join records.revision v on (v.subject_id, v.record_id, v.no) = (r.subject_id, r.record_id, r.revision)
        """;

    /// <summary>What it counts for now; each act says its own operation.</summary>
    public Standing Standing => new()
    {
        Operation = Operation.Enter,
        State = Names.State(State),
        Nature = WordOf(Nature, Enum.GetValues<Nature>(), CatalogueWords.Of),
        Provider = Provider,
        Authority = Authority,
        DecidedOn = DecidedOn,
        PublicUntil = PublicUntil,
        Severity = (Severity?)Severity,
        Confirmed = Confirmed,
        Impact = Impact,
        OwnOpenness = OwnOpenness is null ? null : WordOf(OwnOpenness, Enum.GetValues<Openness>(), CatalogueWords.Of),
        Held = Held,
        Contested = Contested,
    };

    /// <summary>The same content again, split as it was.</summary>
    public Candidate ToCandidate()
    {
        var about = new SubjectReference(WordOf(SubjectKind, Enum.GetValues<SubjectKind>(), SubjectKindWords.NameOf), "", "", "", null);
        return new Candidate(0, about, Key, Content, Standing, Encoding.UTF8.GetBytes(Open), Encoding.UTF8.GetBytes(Closed));
    }

    private static T WordOf<T>(string word, T[] values, Func<T, string> wordOf) => values.Single(value => wordOf(value) == word);
}
