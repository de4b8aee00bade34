using Dapper;
using Npgsql;
using Xinheng.Platform.Journal;

namespace Xinheng.Platform.Cases.Reporting;

/// <summary>Holds reports against the journal: each step stands in the log with a digest of the report after it, and the last one is of how it stands now.</summary>
public sealed class ReportVerification : IVerification
{
    private sealed record Last(Guid Id, byte[]? Salt, byte[]? Digest, string? Stage, byte[]? Sealed);

    public async Task RunAsync(NpgsqlConnection snapshot, VerificationReport report, CancellationToken ct)
    {
        await FindAsync(snapshot, report, "cases.report-event-foreign", "投诉举报 {0} 的一步办理在日志中没有依据，或被改动。", """
            select v.report from cases.report_event v
              left join journal.entry e on e.id = v.entry
             where e.id is null or not starts_with(e.power, 'cases.') or e.content->'facts'->>'report' is distinct from v.report::text
                or e.content->'facts'->>'no' is distinct from v.no::text or e.content->'facts'->>'step' is distinct from v.step
                or e.content->'facts'->>'stage' is distinct from v.stage or e.content->'facts'->>'digest' is distinct from encode(v.digest, 'hex')
                or (e.at at time zone 'Asia/Shanghai')::date is distinct from v.on_day
            """, ct);
        await FindAsync(snapshot, report, "cases.report-event-missing", "条目 {0} 记下的投诉举报办理被删除。", """
            select e.id from journal.entry e
             where e.power in ('cases.file-report', 'cases.accept-report', 'cases.ask-reporter', 'cases.reply-to-question', 'cases.refer-report',
                               'cases.answer-report', 'cases.decide-report', 'cases.reveal-reporter', 'cases.reward-reporter', 'cases.note-reward-paid')
               and not exists (select from cases.report_event v where v.entry = e.id)
            """, ct);

        var rows = (await snapshot.QueryAsync<ReportRow>(new CommandDefinition($"select {ReportRow.Columns} from cases.report r", cancellationToken: ct)))
            .ToDictionary(row => row.Id);
        await foreach (var last in snapshot.QueryUnbufferedAsync<Last>("""
            select r.id, v.salt, v.digest, v.stage,
                   (select sha256(coalesce(s.identity, '') || s.words ||
                           coalesce((select string_agg(m.sealed, '' order by m.no) from cases.report_message m where m.report = s.report), ''))
                      from cases.report_seal s where s.report = r.id) as sealed
              from cases.report r
              left join lateral (select * from cases.report_event v where v.report = r.id order by v.no desc limit 1) v on true
            """).WithCancellation(ct))
        {
            report.Count("reports");
            if (last is not { Salt: { } salt, Digest: { } digest, Sealed: { } closed }
                || !rows[last.Id].Digest(salt, closed).AsSpan().SequenceEqual(digest) || last.Stage != rows[last.Id].Stage)
            {
                report.Find("cases.report-changed", $"投诉举报 {last.Id} 与日志所记的不同：内容或封存的部分被改动。");
            }
        }
    }

    private static async Task FindAsync(NpgsqlConnection snapshot, VerificationReport report, string code, string message, string sql, CancellationToken ct)
    {
        foreach (var id in await snapshot.QueryAsync<Guid>(new CommandDefinition(sql, cancellationToken: ct)))
        {
            report.Find(code, string.Format(System.Globalization.CultureInfo.InvariantCulture, message, id));
        }
    }
}
