using Dapper;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.Law;
using Xinheng.Platform.Collection;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Law;
using Xinheng.Platform.Procedures;

namespace Xinheng.Platform.Cases.Repairing;

/// <summary>Every day: whoever has an account is told that a record may be repaired from today on. Days on which none ran are made up for; nobody
/// is told twice.</summary>
public sealed class RemindOfRepair(Journal.Journal journal, Database database, RepairOutlooks outlooks, Jurisdiction jurisdiction, Clock clock)
{
    public const string Job = "cases.remind-of-repair";

    // How far an anniversary can lie from the same number of days counted: months are not equally long.
    private const int Slack = 5;

    /// <summary>Returns how many were told.</summary>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var today = clock.Today;
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var through = await connection.ExecuteScalarAsync<DateOnly?>(new CommandDefinition("select through from cases.repair_reminded", cancellationToken: ct))
            ?? today.AddDays(-1);
        List<Guid> near = [];
        foreach (var (severity, rule) in new[] { (2, "REPAIR_ORDINARY_MIN"), (3, "REPAIR_SERIOUS_MIN") })
        {
            if (jurisdiction.Law.Rules.Find(rule, jurisdiction.Profile, today).TryGet(out var min))
            {
                near.AddRange(await NearAsync(connection, severity, Before(through, min.Period).AddDays(-Slack), Before(today, min.Period).AddDays(Slack), ct));
            }
        }

        List<RepairRecord> due = [];
        foreach (var id in near)
        {
            if (await outlooks.FindAsync(new RecordId(id), ct) is { Against.Count: 0, Outlook.EarliestOn: { } earliest } record && earliest > through && earliest <= today)
            {
                due.Add(record);
            }
        }

        await TellAsync(due, today, ct);
        return due.Count;
    }

    private async Task TellAsync(List<RepairRecord> due, DateOnly today, CancellationToken ct)
    {
        await using var work = await journal.OpenAsync(Actor.TheProgram, Power.RemindOfRepair, ct);
        var told = 0;
        foreach (var record in due)
        {
            if (await work.ExecuteAsync("insert into cases.repair_reminder (record_id, reminded_on) values (@Value, @today) on conflict do nothing",
                new { record.Id.Value, today }, ct) == 0)
            {
                continue;
            }

            told++;
            await NoticeTable.AddAsync(work, null, record.Subject, null,
                $"从今天（{today:yyyy-MM-dd}）起可以申请修复：{record.ItemName}{(record.Document is { } document ? $" {document}" : "")}。在“我的信用”里这条记录下申请，不收费，不用找人代办。", ct);
        }

        await work.ExecuteAsync("""
            insert into cases.repair_reminded (through) values (@today) on conflict (only_row) do update set through = @today
            """, new { today }, ct);
        if (told == 0)
        {
            // Nothing anybody was told is nothing for the journal; only how far it looked is kept.
            await work.Transaction.CommitAsync(ct);
            return;
        }

        work.Tell(new { reminded = told, through = today });
        await work.CommitAsync(ct);
    }

    private static Task<IEnumerable<Guid>> NearAsync(Npgsql.NpgsqlConnection connection, int severity, DateOnly from, DateOnly to, CancellationToken ct) =>
        connection.QueryAsync<Guid>(new CommandDefinition("""
            select r.record_id from records.record r
             where r.state = 'current' and r.nature = 'adverse' and r.confirmed and r.severity = @severity and r.decided_on between @from and @to
               and exists (select from people.subject_binding b where b.subject = r.subject_id)
               and not exists (select from cases.repair_reminder m where m.record_id = r.record_id)
             order by r.decided_on, r.record_id limit 50000
            """, new { severity, from, to }, cancellationToken: ct));

    private static DateOnly Before(DateOnly day, LegalPeriod period) => day.AddMonths(-((period.Years * 12) + period.Months)).AddDays(-period.Days);
}
