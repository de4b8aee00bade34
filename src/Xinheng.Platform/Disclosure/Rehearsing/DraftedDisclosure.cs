using Dapper;
using Xinheng.Model.Catalogue;
using Xinheng.Model.People;
using Xinheng.Platform.Catalogue.Publishing;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.People;

namespace Xinheng.Platform.Disclosure.Rehearsing;

/// <summary>What an item's drafted text would do to the records on file, asked by today's own predicate with the draft's values in it.</summary>
/// <param name="Shown">On show today.</param>
/// <param name="Leaving">Of these: gone from it at once.</param>
/// <param name="Entering">Not on show today: would be, at once.</param>
/// <param name="Opened">Fields that would show in every record on show.</param>
/// <param name="Closed">Fields that would be gone from them.</param>
public sealed record DisclosureChange(
    string Item, long Shown, long Leaving, long Entering, IReadOnlyList<string> Opened, IReadOnlyList<string> Closed);

/// <summary>A record that would enter or leave public view.</summary>
public sealed record MovedRecord(Guid Id, string Provider, string? ProviderName, DateOnly? DecidedOn, DateOnly? PublicUntil);

/// <summary>
/// Runs the disclosure decision with a draft's values instead of those in force: nothing is stored, and publishing that draft on
/// the same day has just this effect. A record's own period and class do not follow the catalogue: they stay.
/// </summary>
public sealed class DraftedDisclosure(Database database)
{
    private const int Page = 50;

    // One expression for both sides: disclosure.shows, once as publication.shown asks it, once with the draft.
    private const string Sides = """
        select r.record_id, r.provider, r.decided_on, r.public_until,
               coalesce(i.active, false) and disclosure.shows(i.openness, r.own_openness, i.persons_public, r.nature, i.has_impact, r.subject_kind,
                 r.state, r.held, r.impact, r.severity, r.confirmed, p.minor, p.vetoed, r.public_until, foundation.today()) as now,
               @Active and disclosure.shows(@Openness, r.own_openness, @PersonsPublic, r.nature, @HasImpact, r.subject_kind,
                 r.state, r.held, r.impact, r.severity, r.confirmed, p.minor, p.vetoed, r.public_until, foundation.today()) as after
          from records.record r
          left join catalogue.item i on i.edition = (select max(e.no) from catalogue.edition e) and i.code = r.item
         cross join lateral (
           select r.subject_kind = 'natural_person'
                    and exists (select from subjects.person_number n where n.subject_id = r.subject_id and n.minor) as minor,
                  r.nature = 'positive'
                    and exists (select from disclosure.veto t where t.subject_id = r.subject_id and t.item = r.item and t.lifted_in is null) as vetoed) p
         where r.item = @item and r.state = 'current' and not r.held
        """;

    /// <summary>The items whose disclosure differs between two catalogues: openness, activity, persons, the mark, open fields.</summary>
    public static IReadOnlyList<string> Touched(CataloguePack before, CataloguePack after) =>
    [
        .. before.Items.Concat(after.Items).Select(item => item.Code).Distinct()
            .Where(code => Bearing(before.Find(code)) != Bearing(after.Find(code))),
    ];

    /// <param name="before">In force; null: not yet in the catalogue.</param>
    /// <param name="after">Drafted; null: no longer in the catalogue.</param>
    public async Task<DisclosureChange> ChangeAsync(CatalogueItem? before, CatalogueItem? after, CancellationToken ct)
    {
        var item = (after ?? before)!.Code;
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var (shown, leaving, entering) = await connection.QuerySingleAsync<(long, long, long)>(new CommandDefinition($"""
            select count(*) filter (where s.now), count(*) filter (where s.now and not s.after), count(*) filter (where s.after and not s.now)
              from ({Sides}) s
            """, Parameters(item, after, null, null), commandTimeout: 0, cancellationToken: ct));
        var (was, becomes) = (OpenFields(before), OpenFields(after));
        return new DisclosureChange(item, shown, leaving, entering, [.. becomes.Except(was)], [.. was.Except(becomes)]);
    }

    /// <summary>
    /// The records that would move, page by page. What leaves is public today; what would enter is named only to those who may see
    /// its provider's submissions.
    /// </summary>
    public async Task<IReadOnlyList<MovedRecord>> MovedAsync(
        string item, CatalogueItem? after, bool leaving, Guid? behind, Caller caller, CancellationToken ct)
    {
        if (!leaving && !caller.MayEnter(Permission.ViewSubmissions))
        {
            return [];
        }

        var which = leaving ? "s.now and not s.after" : $"s.after and not s.now and {SeenBy.Sql("s.provider")}";
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<MovedRecord>(new CommandDefinition($"""
            select s.record_id as Id, s.provider, (select o.name from people.organisation o where o.code = s.provider) as ProviderName,
                   s.decided_on as DecidedOn, s.public_until as PublicUntil
              from ({Sides}) s
             where {which} and (@behind::uuid is null or s.record_id > @behind)
             order by s.record_id limit {Page}
            """, Parameters(item, after, behind, SeenBy.Parameters(caller, Permission.ViewSubmissions)), commandTimeout: 0, cancellationToken: ct))];
    }

    private static object Parameters(string item, CatalogueItem? after, Guid? behind, SeenBy.Parameter? seen)
    {
        var row = after is null ? null : ItemRow.Of(0, after);
        return new
        {
            item, behind, Active = row?.Active ?? false, Openness = row?.Openness ?? "restricted", PersonsPublic = row?.PersonsPublic ?? false,
            HasImpact = row?.HasImpact ?? false, SeenEvery = seen?.SeenEvery ?? false, SeenOwn = seen?.SeenOwn ?? "", SeenStems = seen?.SeenStems ?? [],
        };
    }

    private static string Bearing(CatalogueItem? item) => item is null ? ""
        : ItemRow.Of(0, item) is var row ? $"{row.Active} {row.Openness} {row.PersonsPublic} {row.HasImpact} {string.Join(',', row.OpenFields)}" : "";

    private static IEnumerable<string> OpenFields(CatalogueItem? item) => item is null ? [] : ItemRow.Of(0, item).OpenFields;
}
