using Dapper;
using Npgsql;
using Xinheng.Model.Law;
using Xinheng.Platform.Journal;

namespace Xinheng.Platform.Law;

/// <summary>Counts every deadline again, by the rule and the calendar that were known when it was counted last.</summary>
internal static class DeadlineVerification
{
    public static async Task RunAsync(NpgsqlConnection snapshot, VerificationReport report, CancellationToken ct)
    {
        foreach (var id in await snapshot.QueryAsync<Guid>(new CommandDefinition("""
            select d.id from law.deadline d
             where not exists (select from journal.entry e where e.id = d.entry and e.at = d.set_at)
                or (d.ended_at is null) <> (d.ended_entry is null) or (d.met_on is not null and d.ended_at is null)
                or (d.ended_entry is not null
                    and not exists (select from journal.entry e where e.id = d.ended_entry and e.at = d.ended_at))
            """, cancellationToken: ct)))
        {
            report.Find("law.deadline-foreign", $"期限 {id} 的设定或办结在日志中没有依据。");
        }

        foreach (var no in await snapshot.QueryAsync<int>(new CommandDefinition("""
            select l.no from law.loading l join journal.entry e on e.id = l.entry
              left join (select loading, count(*) filter (where was_due_on is null and due_on is not null) as counted,
                                count(*) filter (where was_due_on is not null) as moved
                           from law.deadline_change group by loading) c on c.loading = l.no
             where (coalesce(c.counted, 0), coalesce(c.moved, 0)) is distinct from
                   ((e.content #>> '{facts,deadlines,counted}')::bigint, (e.content #>> '{facts,deadlines,moved}')::bigint)
            """, cancellationToken: ct)))
        {
            report.Find("law.deadline-change-missing", $"第 {no} 次法规载入所移动的期限与日志所记的数目不符。");
        }

        var books = new Dictionary<int, LawBook>();
        foreach (var (set, counted) in (await snapshot.QueryAsync<(int, int)>(new CommandDefinition(
            "select distinct set_in, counted_in from law.deadline order by 1, 2", cancellationToken: ct))).AsList())
        {
            foreach (var loading in new[] { set, counted })
            {
                if (!books.ContainsKey(loading))
                {
                    books[loading] = await LawHistory.AfterAsync(snapshot, loading, ct);
                }
            }
        }

        await foreach (var row in snapshot.QueryUnbufferedAsync<DeadlineOnRecord>(
            $"select {DeadlineOnRecord.Columns} from law.deadline").WithCancellation(ct))
        {
            report.Count("deadlines");
            if (!IsOfItsRule(row, books[row.SetIn]) || !IsAsCounted(row, books[row.CountedIn]))
            {
                report.Find("law.deadline-changed", $"期限 {row.Id} 与按当时的规则“{row.Rule}”和日历重新计算的不同。");
            }
        }
    }

    private static bool IsOfItsRule(DeadlineOnRecord row, LawBook law) =>
        law.Profiles.TryGetValue(row.Profile, out var profile) && law.Rules.Find(row.Rule, profile, row.RulesOn).TryGet(out var rule)
        && (rule.Jurisdiction, rule.Basis.ToString(), rule.Value, rule.Unit.ToString(), profile.Calendar)
            == (row.Jurisdiction, row.Basis, $"{row.Amount}", row.Unit, row.Calendar);

    private static bool IsAsCounted(DeadlineOnRecord row, LawBook law)
    {
        if (row.IsPaused)
        {
            return row is { DueOn: null, AwaitsYear: null };
        }

        if (!law.Calendars.TryGetValue(row.Calendar, out var calendar))
        {
            return row.DueOn is null;
        }

        var due = row.Count(calendar);
        return (due.DueOn, due.AwaitsYear, due.Calendar) == (row.DueOn, row.AwaitsYear, row.CalendarVersion);
    }
}
