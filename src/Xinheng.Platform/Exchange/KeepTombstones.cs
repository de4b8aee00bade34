using Dapper;
using Npgsql;
using Xinheng.Model.Exchange;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Journal;
using Xinheng.Platform.Publication.OpenData;
using Xinheng.Platform.Records;
using Xinheng.Platform.Records.Moving;

namespace Xinheng.Platform.Exchange;

/// <summary>
/// Sets a tombstone when a record leaves public view, in the transaction in which it leaves: the deciding act's, or the open
/// data's where a day, a rule or a request ended it. A record that comes back ends its tombstone the same way. A few statements
/// for any number of records; who is to be told is found out later.
/// </summary>
public sealed class KeepTombstones(Clock clock)
{
    public const string Channel = "exchange_tombstone";

    /// <summary>A decision took records out of every view, or brought them back.</summary>
    public async Task HearAsync(Work work, RecordsMoved moved, CancellationToken ct)
    {
        var left = moved.Records.Where(r => r.Move != Move.Returned).ToList();
        if (left.Count > 0)
        {
            await work.ExecuteAsync("""
                insert into exchange.tombstone (id, record_id, subject_id, item, why, open, at, entry)
                select g.id, r.record_id, r.subject_id, r.item, g.why,
                       coalesce(disclosure.shows(
                         i.openness, r.own_openness, i.persons_public, r.nature, i.has_impact, r.subject_kind, 'current', false,
                         r.impact, r.severity, r.confirmed, false, false, null, foundation.today()), false),
                       @At, @entry
                  from unnest(@ids, @records, @whys) as g (id, record, why)
                  join records.record r on r.record_id = g.record
                  left join catalogue.item_in_force i on i.code = r.item
                    on conflict (record_id) where restored_at is null do nothing;
                select pg_notify(@Channel, '')
                """, new
            {
                work.At, entry = work.Entry.Value, Channel, ids = NewIds(left.Count), records = left.Select(r => r.Record.Value).ToArray(),
                whys = left.Select(r => WhyOf(r.Move).ToString().ToLowerInvariant()).ToArray(),
            }, ct);
        }

        if (left.Count < moved.Records.Count)
        {
            await EndAsync(work, "t.record_id", [.. moved.Records.Where(r => r.Move == Move.Returned).Select(r => r.Record.Value)], ct);
        }
    }

    /// <summary>Something changed of these subjects: what is on show again needs no taking down.</summary>
    public static Task HearAsync(Work work, RecordsChanged changed, CancellationToken ct) => changed.Subjects is { Count: > 0 } subjects
        ? EndAsync(work, "t.subject_id", [.. subjects.Select(s => s.Value)], ct)
        : Task.CompletedTask;

    /// <summary>The open data noticed what left and what came back; answers with the tombstone of each that left.</summary>
    public async Task<IReadOnlyDictionary<Guid, Guid>> HearAsync(NpgsqlConnection connection, OpenNews news, CancellationToken ct)
    {
        if (news.Shown.Count > 0)
        {
            // What was decided meanwhile is seen: a record that is gone again keeps its tombstone.
            await connection.ExecuteAsync(new CommandDefinition("""
                update exchange.tombstone t set restored_at = @At
                 where t.restored_at is null and t.record_id = any (@shown)
                   and exists (select from publication.shown r where (r.record_id, r.subject_id) = (t.record_id, t.subject_id))
                """, new { news.At, shown = news.Shown.ToArray() }, cancellationToken: ct));
        }

        if (news.Gone.Count == 0)
        {
            return new Dictionary<Guid, Guid>();
        }

        var gone = news.Gone.ToArray();
        await connection.ExecuteAsync(new CommandDefinition("""
            insert into exchange.tombstone (id, record_id, subject_id, item, why, open, at)
            select g.id, r.record_id, r.subject_id, r.item,
                   case when r.state <> 'current' then r.state
                        when r.public_until <= foundation.today() then 'expired'
                        else 'other' end, true, @At
              from unnest(@ids, @gone) as g (id, record)
              join records.record r on r.record_id = g.record
             where not exists (select from publication.shown s where (s.record_id, s.subject_id) = (r.record_id, r.subject_id))
                on conflict (record_id) where restored_at is null do nothing;
            select pg_notify(@Channel, '')
            """, new { news.At, gone, ids = NewIds(gone.Length), Channel }, cancellationToken: ct));
        return (await connection.QueryAsync<(Guid Record, Guid Id)>(new CommandDefinition(
            "select record_id, id from exchange.tombstone where restored_at is null and record_id = any (@gone)", new { gone }, cancellationToken: ct)))
            .ToDictionary(t => t.Record, t => t.Id);
    }

    private static Task EndAsync(Work work, string column, Guid[] of, CancellationToken ct) => work.ExecuteAsync($"""
        update exchange.tombstone t set restored_at = @At, restored_entry = @entry
         where t.restored_at is null and {column} = any (@of)
           and (exists (select from publication.shown r where (r.record_id, r.subject_id) = (t.record_id, t.subject_id))
                or (not t.open and exists (select from records.record r where (r.record_id, r.subject_id) = (t.record_id, t.subject_id) and r.state = 'current')))
        """, new { work.At, entry = work.Entry.Value, of }, ct);

    private static Departure WhyOf(Move move) => move switch
    {
        Move.Repaired => Departure.Repaired,
        Move.Withdrawn => Departure.Withdrawn,
        Move.Shielded => Departure.Shielded,
        Move.Archived => Departure.Archived,
        Move.Stopped => Departure.Stopped,
        _ => throw new ArgumentOutOfRangeException(nameof(move), move, null),
    };

    private Guid[] NewIds(int count) => [.. Enumerable.Range(0, count).Select(_ => clock.NewId())];
}
