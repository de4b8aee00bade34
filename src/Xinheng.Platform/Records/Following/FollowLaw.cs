using Dapper;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.Law;
using Xinheng.Model.Records;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Journal;
using Xinheng.Platform.Law;

namespace Xinheng.Platform.Records.Following;

/// <summary>
/// A rule that came into force after a record entered allows a shorter publicity: the record's end comes earlier, never
/// later. Where old and new law meet the earlier end is taken (国家发展改革委令第36号, V-; the meeting itself K/U).
/// </summary>
public sealed class FollowLaw(
    Journal.Journal journal, EnterRecords records, Database database, LawHistory history, JurisdictionProfile place, Clock clock)
{
    public const string Job = "records.follow-law";

    private const int AtOnce = 2_000;

    // Rows carry the time their act began, and an act may wait and run for hours before it commits.
    private static readonly TimeSpan LongestAct = TimeSpan.FromDays(1);

    private sealed record Note(byte[] Rules, DateTime Through);

    /// <summary>Returns how many records have an earlier end now; nothing is written, not even an entry, when none has.</summary>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        // What is on record and not this program's own book: another program may have loaded the rule.
        if (await history.NowAsync(ct) is not { } law)
        {
            return 0;
        }

        var shorter = new ShorterPeriods(law, law.Profile(place.Code).Value, clock.Today);
        var (rules, began) = (shorter.RulesBegun, clock.Now);
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var note = await connection.QuerySingleOrDefaultAsync<Note>(new CommandDefinition(
            "select rules as Rules, through as Through from records.law_followed", cancellationToken: ct));

        // No rule has begun since: only what entered meanwhile may have been measured by the law of the day it was handed in.
        DateTime? since = note is not null && note.Rules.AsSpan().SequenceEqual(rules) ? note.Through - LongestAct : null;
        var revised = (await shorter.FindAsync(connection, since, ct)).Count > 0 ? await ShortenAsync(shorter, since, ct) : 0;
        await connection.ExecuteAsync(new CommandDefinition("""
            insert into records.law_followed (rules, through) values (@rules, @began)
                on conflict (only_row) do update set rules = @rules, through = @began
            """, new { rules, began }, cancellationToken: ct));
        return revised;
    }

    public JobKind AsJob() => new(Job, (_, ct) => RunAsync(ct));

    /// <summary>Law that was loaded late may have begun long ago: followed at once, if there is anything to follow it.</summary>
    internal static async Task HearAsync(Work work, LawLoaded loaded, CancellationToken ct)
    {
        if (await work.FindAsync<bool>("select exists (select from records.record)", null, ct))
        {
            await work.EnqueueAsync(Job, new { loading = loaded.Loading }, ct);
        }
    }

    private async Task<int> ShortenAsync(ShorterPeriods shorter, DateTime? since, CancellationToken ct)
    {
        await using var work = await journal.OpenAsync(Actor.TheProgram, Power.FollowLaw, ct);
        var entering = await records.BeginAsync(work, "", 0, ct);
        var ends = await shorter.FindAsync(work.Connection, since, ct); // again: nobody enters from here on
        var revised = 0;
        for (var last = (Record: Guid.Empty, Subject: Guid.Empty); ;)
        {
            var part = await ReadAsync(work, ends, last, ct);
            if (part.Count == 0)
            {
                break;
            }

            await entering.WriteAsync([.. part.Select(row => Draft(row, ends))], ct);
            revised += part.Count;
            last = (part[^1].RecordId, part[^1].SubjectId);
        }

        if (revised == 0)
        {
            return 0;
        }

        var tree = await entering.FinishAsync(ct);
        work.Tell(new { today = clock.Today, shortened = revised, grounds = ends.Select(e => e.Reason).Distinct().Order(StringComparer.Ordinal) }, tree);
        await work.CommitAsync(ct);
        return revised;
    }

    private static RevisionDraft Draft(LatestRevision row, IReadOnlyList<ShorterPeriods.End> ends)
    {
        var severity = row.Confirmed ? row.Severity : null;
        var end = ends.Single(e => e.DecidedOn == row.DecidedOn && e.Severity == severity);
        var standing = row.Standing with { Operation = Operation.FollowLaw, PublicUntil = end.LawfulEnd, Reason = end.Reason };
        return new RevisionDraft(
            new SubjectId(row.SubjectId), new RecordId(row.RecordId), row.Revision + 1, row.Item, row.Edition, row.ToCandidate(), standing,
            IsNew: false);
    }

    // Each page goes on behind the last one in the order of the primary key: the table is walked once.
    private static Task<IReadOnlyList<LatestRevision>> ReadAsync(
        Work work, IReadOnlyList<ShorterPeriods.End> ends, (Guid Record, Guid Subject) last, CancellationToken ct) =>
        work.ListAsync<LatestRevision>($"""
            {LatestRevision.Select}
              join unnest(@dates::date[], @severities::smallint[], @ends::date[]) as t (decided_on, severity, lawful_end)
                on t.decided_on = r.decided_on and t.severity is not distinct from case when r.confirmed then r.severity end
             where {ShorterPeriods.Followed} and (r.public_until is null or r.public_until > t.lawful_end)
               and (r.record_id, r.subject_id) > (@Record, @Subject)
             order by r.record_id, r.subject_id limit {AtOnce}
               for update of r
            """, new
        {
            last.Record, last.Subject,
            dates = ends.Select(e => e.DecidedOn).ToArray(),
            severities = ends.Select(e => e.Severity).ToArray(),
            ends = ends.Select(e => e.LawfulEnd).ToArray(),
        }, ct);
}
