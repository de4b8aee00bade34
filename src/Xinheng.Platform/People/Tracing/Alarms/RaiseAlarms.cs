using Dapper;
using Xinheng.Model.Journal;
using Xinheng.Model.Law;
using Xinheng.Model.People.Tracing;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Journal;
using Xinheng.Platform.Law;

namespace Xinheng.Platform.People.Tracing.Alarms;

/// <summary>
/// Looks every hour through the days since it last looked for what real misuse looked like. The same pattern about the
/// same one in the same window is one alarm, however often it is found.
/// </summary>
public sealed class RaiseAlarms(Journal.Journal journal, Database database, LawHistory history, JurisdictionProfile place, Clock clock)
{
    public const string Job = "people.raise-alarms";

    private const long OneWatches = 0x416C61726D;

    /// <summary>Returns the alarms that are new.</summary>
    public async Task<IReadOnlyList<Alarm>> RunAsync(CancellationToken ct)
    {
        if (await history.NowAsync(ct) is not { } law)
        {
            return [];
        }

        var now = clock.Now;
        var profile = law.Profile(place.Code).Value;
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var through = await connection.QuerySingleOrDefaultAsync<DateTime?>(new CommandDefinition("""
            select coalesce((select through from people.alarm_watch), (select min(at) from people.look))
            """, cancellationToken: ct));
        List<Alarm> found = [];

        // From the day it last looked at, which was not over then, to this one.
        for (var day = LegalTime.DateOf(through is { } last && last < now ? last : now.UtcDateTime); day <= LegalTime.DateOf(now); day = day.AddDays(1))
        {
            var rules = new AlarmRules(law.Rules, profile, day);
            var isWorkingDay = !law.CalendarOf(profile).IsWorkingDay(day).TryGet(out var works) || works;
            found.AddRange(await new WatchedDay(connection, rules, isWorkingDay).FindAsync(ct));
        }

        found.AddRange(await GuessedSignIns.FindAsync(connection, new AlarmRules(law.Rules, profile, LegalTime.DateOf(now)), now, ct));
        var raised = await RaiseAsync(found, ct);
        await connection.ExecuteAsync(new CommandDefinition("""
            insert into people.alarm_watch as w (through) values (@now) on conflict (only_row) do update set through = greatest(w.through, @now)
            """, new { now }, cancellationToken: ct));
        return raised;
    }

    public JobKind AsJob() => new(Job, (_, ct) => RunAsync(ct));

    private async Task<IReadOnlyList<Alarm>> RaiseAsync(List<Alarm> found, CancellationToken ct)
    {
        if (found.Count == 0)
        {
            return [];
        }

        await using var work = await journal.OpenAsync(Actor.TheProgram, Power.RaiseAlarm, ct);
        await work.ExecuteAsync("select pg_advisory_xact_lock(@OneWatches)", new { OneWatches }, ct);
        List<(Guid Id, Alarm Alarm)> raised = [];
        foreach (var alarm in found)
        {
            var id = clock.NewId();
            if (await InsertAsync(work, id, alarm, ct))
            {
                raised.Add((id, alarm));
            }
        }

        if (raised.Count == 0)
        {
            return [];
        }

        work.Tell(new
        {
            alarms = raised.Select(r => new
            {
                id = r.Id, pattern = r.Alarm.Pattern.ToString(), grade = r.Alarm.Grade.ToString(), organisation = r.Alarm.About.Organisation,
                account = r.Alarm.About.Account?.Value, machine = r.Alarm.About.Machine, figure = r.Alarm.Figure, threshold = r.Alarm.Threshold,
            }),
        });
        await work.CommitAsync(ct);
        return [.. raised.Select(r => r.Alarm)];
    }

    private static async Task<bool> InsertAsync(Work work, Guid id, Alarm alarm, CancellationToken ct) => await work.ExecuteAsync("""
        insert into people.alarm (id, pattern, grade, organisation, account, machine, place, starts_at, ends_at, figure, usual, threshold, entry, raised_at)
        select @id, @pattern, @grade, @Organisation, @account, @Machine, @Place, @from, @until, @Figure, @Usual, @Threshold, @entry, @At
         where not exists (
           select from people.alarm a
            where a.pattern = @pattern and a.grade = @grade and a.ends_at > @from and a.starts_at < @until
              and a.organisation is not distinct from @Organisation::text and a.account is not distinct from @account::uuid
              and a.machine is not distinct from @Machine::text and a.place is not distinct from @Place::text)
        """, new
    {
        id, pattern = alarm.Pattern.ToString(), grade = alarm.Grade.ToString(), alarm.About.Organisation, account = alarm.About.Account?.Value,
        alarm.About.Machine, alarm.About.Place, from = alarm.From.ToUniversalTime(), until = alarm.Until.ToUniversalTime(),
        alarm.Figure, alarm.Usual, alarm.Threshold, entry = work.Entry.Value, work.At,
    }, ct) > 0;
}
