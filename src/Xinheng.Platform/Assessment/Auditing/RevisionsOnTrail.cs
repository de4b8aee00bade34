using System.Buffers;
using System.Text;
using System.Text.Json;
using Dapper;
using Npgsql;
using Xinheng.Model.Journal;
using Xinheng.Model.Law;
using Xinheng.Model.Records;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Law;

namespace Xinheng.Platform.Assessment.Auditing;

/// <summary>A record's versions as they came: what each did, by which entry, and whether its content is still what was committed to.</summary>
public sealed class RevisionsOnTrail(LogLines log, Clock clock)
{
    private sealed record Row(
        int No, Guid Entry, int Edition, string Item, string Standing, string Open, string Closed, byte[] Salt, byte[] ClosedDigest, byte[] Commitment,
        DateOnly? PublicUntil, string State);

    public async Task<List<TrailEvent>> OfAsync(NpgsqlConnection connection, Guid record, CancellationToken ct)
    {
        var rows = (await connection.QueryAsync<Row>(new CommandDefinition("""
            select v.no, v.entry, v.edition, r.item, v.standing::text as Standing, v.open::text as Open, v.closed::text as Closed, v.salt,
                   v.closed_digest as ClosedDigest, v.commitment, r.public_until as PublicUntil, r.state
              from records.record r join records.revision v on (v.subject_id, v.record_id) = (r.subject_id, r.record_id)
             where r.record_id = @record order by v.no
            """, new { record }, cancellationToken: ct))).AsList();
        var lines = (await log.OfAsync(rows.Select(r => r.Entry), ct)).ToDictionary(l => l.Entry);
        List<TrailEvent> events = [.. rows.Where(r => lines.ContainsKey(r.Entry)).Select(r => Tell(record, r, lines[r.Entry]))];
        if (rows is [.., { PublicUntil: { } until, State: "current" }] && until <= clock.Today)
        {
            events.Add(new TrailEvent(LegalTime.StartOf(until), "公示期满，离开公示", null, "到期自动不再公示，不需要任何人办理", null, null, []));
        }

        return events;
    }

    private static TrailEvent Tell(Guid record, Row row, LogLine line)
    {
        using var standing = JsonDocument.Parse(row.Standing);
        var (what, reason) = (Text(standing, "operation"), Text(standing, "reason"));
        var detail = $"第 {row.No} 版：{Words(what)}" + (reason is null ? "" : $"，{reason}");
        var whole = IsWhole(record, row);
        return new TrailEvent(line.At, line.Power?.Name ?? line.PowerCode, line.ActorName, whole ? detail : $"{detail}；内容与入库时的承诺不符",
            line, whole ? line.Evidence : EvidenceState.Broken, []);
    }

    private static string? Text(JsonDocument standing, string member) =>
        standing.RootElement.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string Words(string? operation) => operation switch
    {
        "enter" => "入库",
        "correct" => "更正",
        "withdraw" => "撤下",
        "restore" => "恢复",
        "archive" => "归档",
        "confirm" => "确认分类",
        "follow-law" => "依新规定缩短公示期",
        "contest" => "异议标注",
        "repair" => "准予信用修复",
        "shield" => "重整期间暂时屏蔽",
        "lift-shield" => "解除屏蔽",
        "stop" => "停止公示",
        _ => operation ?? "",
    };

    private static bool IsWhole(Guid record, Row row)
    {
        var open = new ArrayBufferWriter<byte>(4096);
        RevisionContent.WriteOpen(open, record, row.No, row.Item, row.Edition, Encoding.UTF8.GetBytes(row.Standing), Encoding.UTF8.GetBytes(row.Open));
        var commitment = Commitment.Of(open.WrittenSpan, Encoding.UTF8.GetBytes(row.Closed), row.Salt);
        return commitment.Digest == new Hash256(row.Commitment) && commitment.ClosedDigest == new Hash256(row.ClosedDigest);
    }
}
