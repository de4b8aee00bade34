using Dapper;
using Npgsql;
using Xinheng.Model.Foundation;
using Xinheng.Model.Law;
using Xinheng.Model.People.Tracing;

namespace Xinheng.Platform.People.Tracing.Alarms;

/// <summary>One legal day of the trace, counted by SQL over sets and judged by the rules of that day.</summary>
internal sealed class WatchedDay(NpgsqlConnection connection, AlarmRules rules, bool isWorkingDay)
{
    private sealed record UnitRow(string Organisation, long Looks, double? Usual);

    private sealed record ReaderRow(string? Organisation, Guid? Account, string? Machine, long Elsewhere, long NoMatter, long Lapsed, long OffHours, long Subjects)
    {
        public AlarmAbout About => new(Organisation, Account is { } id ? new AccountId(id) : null, Machine);
    }

    public async Task<IReadOnlyList<Alarm>> FindAsync(CancellationToken ct)
    {
        var day = new
        {
            rules.Day, from = Start(rules.Day), until = Start(rules.Day.AddDays(1)), fortnight = Start(rules.Day.AddDays(1 - AlarmRules.SubjectDays)),
            AlarmRules.UsualDays, AlarmRules.DayBegins, AlarmRules.DayEnds, isWorkingDay,
        };
        var units = await connection.QueryAsync<UnitRow>(new CommandDefinition(Units, day, cancellationToken: ct));
        var readers = (await connection.QueryAsync<ReaderRow>(new CommandDefinition(Readers, day, cancellationToken: ct))).AsList();
        return
        [
            .. units.SelectMany(u => rules.Of(new UnitDay(u.Organisation, u.Looks, u.Usual))),
            .. readers.SelectMany(r => rules.Of(new ReaderDay(r.About, r.Elsewhere, r.NoMatter, r.Lapsed, r.OffHours))),
            .. readers.SelectMany(r => rules.OfSubjects(r.About, r.Subjects)),
        ];
    }

    // The day's own count is written first: tomorrow it is one of the days by which tomorrow is measured.
    private const string Units = """
        insert into people.look_day (organisation, day, looks)
        select l.organisation, @Day, count(*) from people.look l
         where l.at >= @from and l.at < @until and l.organisation is not null and l.kind <> 'Handle'
         group by l.organisation
            on conflict (organisation, day) do update set looks = excluded.looks;
        select d.organisation as Organisation, d.looks as Looks,
               (select percentile_cont(0.5) within group (order by b.looks)
                  from (select p.looks from people.look_day p
                         where p.organisation = d.organisation and p.day < @Day order by p.day desc limit @UsualDays) b) as Usual
          from people.look_day d where d.day = @Day
        """;

    // Different subjects are counted only for those who read on that day.
    private const string Readers = """
        with reader as materialized (
          select l.organisation, l.account, l.machine,
                 count(*) filter (where l.elsewhere) as elsewhere,
                 count(*) filter (where l.matter_due and l.matter is null) as no_matter,
                 count(*) filter (where l.lapsed) as lapsed,
                 count(*) filter (where not @isWorkingDay
                   or extract(hour from l.at at time zone 'Asia/Shanghai') not between @DayBegins and @DayEnds - 1) as off_hours
            from people.look l
           where l.at >= @from and l.at < @until and l.door in ('Staff', 'Machine') and l.kind <> 'Handle'
           group by l.organisation, l.account, l.machine),
        fortnight as (
          select organisation, account, machine, count(distinct subject) as subjects
            from people.look
           where at >= @fortnight and at < @until and subject is not null and kind <> 'Handle'
           group by organisation, account, machine)
        select r.organisation as Organisation, r.account as Account, r.machine as Machine, r.elsewhere as Elsewhere,
               r.no_matter as NoMatter, r.lapsed as Lapsed, r.off_hours as OffHours, coalesce(f.subjects, 0) as Subjects
          from reader r
          left join fortnight f
            on coalesce(f.account::text, f.machine) = coalesce(r.account::text, r.machine)
           and coalesce(f.organisation, '') = coalesce(r.organisation, '')
        """;

    private static DateTimeOffset Start(DateOnly date) => LegalTime.StartOf(date).ToUniversalTime();
}
