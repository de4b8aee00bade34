using Dapper;
using Xinheng.Model.Catalogue;
using Xinheng.Model.People;
using Xinheng.Platform.Catalogue.Publishing;
using Xinheng.Platform.Collection;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.People;

namespace Xinheng.Platform.Assessment.Scoring;

/// <summary>Behind timeliness: the records of a department's item that were handed in after the item's days were over.</summary>
public sealed class LateRecords(Database database, CatalogueInForce catalogue, Jurisdiction jurisdiction)
{
    public const int MostShown = 200;
    private const int MostRead = 20_000;

    public sealed record Late(Guid Record, DateOnly DecidedOn, DateOnly DueOn, DateOnly ReceivedOn, Guid Submission);

    private sealed record Row(Guid Record, DateOnly DecidedOn, DateOnly ReceivedOn, Guid Submission);

    /// <summary>The latest first, of submissions received in the month.</summary>
    public async Task<IReadOnlyList<Late>> OfAsync(DateOnly month, string provider, string item, Caller caller, CancellationToken ct)
    {
        if ((await catalogue.CurrentAsync(ct)).Pack.Find(item) is not { Update.Unit: UpdateUnit.WorkingDays or UpdateUnit.Days } known)
        {
            return [];
        }

        var parameters = new DynamicParameters(SeenBy.Parameters(caller, Permission.SeeQuality));
        parameters.AddDynamicParams(new { provider, item, first = Scoreboard.FirstOf(month), last = Scoreboard.LastOf(month) });
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition($"""
            select r.record_id as Record, r.decided_on as DecidedOn, (s.received_at at time zone 'Asia/Shanghai')::date as ReceivedOn, s.id as Submission
              from records.record r
              join records.revision v on (v.subject_id, v.record_id) = (r.subject_id, r.record_id) and v.no = 1
              join journal.entry e on e.id = v.entry
              join collection.submission s on s.id = (e.content->'facts'->>'submission')::uuid
             where r.provider = @provider and r.item = @item and r.decided_on is not null
               and r.entered_at >= @first::timestamp at time zone 'Asia/Shanghai'
               and s.received_at >= @first::timestamp at time zone 'Asia/Shanghai'
               and s.received_at < (@last + 1)::timestamp at time zone 'Asia/Shanghai'
               and {SeenBy.Sql("r.provider")}
             order by r.decided_on limit {MostRead}
            """, parameters, cancellationToken: ct));
        var calendar = jurisdiction.Law.CalendarOf(jurisdiction.Profile);
        Dictionary<DateOnly, DateOnly?> due = [];
        return
        [
            .. (from row in rows
                let last = DueOf(row.DecidedOn)
                where row.ReceivedOn > last
                orderby row.ReceivedOn.DayNumber - last.Value.DayNumber descending
                select new Late(row.Record, row.DecidedOn, last.Value, row.ReceivedOn, row.Submission)).Take(MostShown),
        ];

        DateOnly? DueOf(DateOnly decided) => due.TryGetValue(decided, out var found) ? found : due[decided] =
            known.Update.Unit == UpdateUnit.Days ? decided.AddDays(known.Update.Count) : calendar.Due(decided, known.Update.Count).DueOn;
    }
}
