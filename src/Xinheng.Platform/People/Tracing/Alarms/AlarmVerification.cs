using System.Text;
using Dapper;
using Npgsql;
using Xinheng.Model.Journal;
using Xinheng.Platform.Journal;

namespace Xinheng.Platform.People.Tracing.Alarms;

/// <summary>Holds alarms and what came of them against the journal: none vanishes, none is closed by nobody.</summary>
public sealed class AlarmVerification : IVerification
{
    private sealed record Closed(Guid Id, string? Reason, string? Said);

    public async Task RunAsync(NpgsqlConnection snapshot, VerificationReport report, CancellationToken ct)
    {
        const string Told = """
            with told as (
              select e.id as entry, e.at, t.alarm from journal.entry e cross join lateral json_array_elements(e.content->'facts'->'alarms') t (alarm)
               where e.power = 'people.raise-alarm')
            """;
        foreach (var id in await snapshot.QueryAsync<Guid>(new CommandDefinition($"""
            {Told} select a.id from people.alarm a left join told t on t.entry = a.entry and t.alarm->>'id' = a.id::text
             where t.entry is null or a.raised_at <> t.at or (a.pattern, a.grade, a.figure::text, a.threshold::text)
                   <> (t.alarm->>'pattern', t.alarm->>'grade', t.alarm->>'figure', t.alarm->>'threshold')
                or (a.organisation, a.account::text, a.machine)
                   is distinct from (t.alarm->>'organisation', t.alarm->>'account', t.alarm->>'machine')
            """, cancellationToken: ct)))
        {
            report.Find("people.alarm-changed", $"查询异常 {id} 与日志所载不同。");
        }

        foreach (var id in await snapshot.QueryAsync<string>(new CommandDefinition($"""
            {Told} select t.alarm->>'id' from told t where not exists (select from people.alarm a where a.id::text = t.alarm->>'id')
            """, cancellationToken: ct)))
        {
            report.Find("people.alarm-missing", $"日志所载的查询异常 {id} 被删除。");
        }

        foreach (var closed in await snapshot.QueryAsync<Closed>(new CommandDefinition("""
            select a.id, a.reason, e.content->'facts'->>'reason' as Said
              from people.alarm a
              full join (select * from journal.entry where power = 'people.close-alarm') e
                on e.id = a.closed_in and e.content->'facts'->>'alarm' = a.id::text and e.at = a.closed_at
             where a.closed_in is not null or e.id is not null
            """, cancellationToken: ct)))
        {
            if (closed.Reason is null || Hash256.Of(Encoding.UTF8.GetBytes(closed.Reason)).ToString() != closed.Said)
            {
                report.Find("people.alarm-closing", closed.Reason is null ? "一条已办结的查询异常又被打开。" : $"查询异常 {closed.Id} 的办结与日志所载不同。");
            }
        }
    }
}
