using Dapper;
using Npgsql;
using Xinheng.Model.People;
using Xinheng.Model.People.Tracing;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.People;
using Xinheng.Platform.People.Tracing;

namespace Xinheng.Platform.Assessment.Auditing;

/// <summary>
/// A thing's whole history out of the log and the tables, each entry held against the log as it is read. Following is itself
/// traced: an auditor sees what is not public.
/// </summary>
public sealed class Trails(Database database, LogLines log, RevisionsOnTrail revisions, Trace trace)
{
    private const int MostParts = 100;

    private sealed record PartRow(Guid Id, string Text);

    private sealed record LookRow(Guid Id, DateTime At, string Kind, string Purpose, string? Matter, string Result, int Rows, string? Organisation, string? Account, bool IsSealed);

    public async Task<Trail> OfAsync(Trailed thing, Caller caller, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var (events, parts) = thing.Kind switch
        {
            TrailKind.Record => (await revisions.OfAsync(connection, thing.Id, ct), await RecordPartsAsync(connection, thing.Id, ct)),
            TrailKind.Subject => (await LooksAsync(connection, "l.subject = @id", thing.Id, caller, ct), await SubjectPartsAsync(connection, thing, caller, ct)),
            TrailKind.Submission => ([], await SubmissionPartsAsync(connection, thing.Id, ct)),
            TrailKind.Account => (await LooksAsync(connection, "l.account = @id", thing.Id, caller, ct), []),
            TrailKind.Look => (await LooksAsync(connection, "l.id = @id", thing.Id, caller, ct), thing.Subject is { } about ? [("所查的主体", about.Value)] : []),
            TrailKind.Case => ([], await CasePartsAsync(connection, thing.Id, ct)),
            _ => (new List<TrailEvent>(), new List<(string, Guid)>()),
        };

        var known = events.Select(e => e.Line?.Entry).OfType<Guid>().ToHashSet();
        events.AddRange((await log.AboutAsync(thing.Id, caller, ct)).Where(line => !known.Contains(line.Entry)).Select(Tell));
        var trail = new Trail(thing, [.. events.OrderBy(e => e.At).ThenBy(e => e.Line?.No ?? long.MaxValue)], parts);
        await TraceAsync(thing, trail.Events.Count, caller, ct);
        return trail;
    }

    // Before the answer leaves.
    private Task<LookId> TraceAsync(Trailed thing, int rows, Caller caller, CancellationToken ct) =>
        trace.WriteAsync(new Look(LookKind.Search, thing.Subject, ["audit"], $"审计：追溯{Words(thing.Kind)}", null, null,
            rows > 0 ? LookResult.Answered : LookResult.NothingFound, rows)
        { IsMatterDue = false, SubjectRegion = thing.IsPerson ? null : thing.Region }, caller, ct);

    public static string Words(TrailKind kind) => kind switch
    {
        TrailKind.Submission => "报送",
        TrailKind.Record => "记录",
        TrailKind.Subject => "主体",
        TrailKind.Entry => "日志条目",
        TrailKind.Account => "账户",
        TrailKind.Look => "一次查询",
        TrailKind.Bulletin => "通报",
        TrailKind.Case => "办件",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "A kind without a name."),
    };

    internal static TrailEvent Tell(LogLine line) =>
        new(line.At, line.Power?.Name ?? line.PowerCode, line.ActorName, null, line, line.Evidence, []);

    private static async Task<List<TrailEvent>> LooksAsync(NpgsqlConnection connection, string which, Guid id, Caller caller, CancellationToken ct) =>
        [.. (await connection.QueryAsync<LookRow>(new CommandDefinition($"""
            select l.id, l.at, l.kind, l.purpose, l.matter, l.result, l.rows, o.name as Organisation, coalesce(a.name, l.machine) as Account,
                   exists (select from people.look_seal s where s.hour = date_trunc('hour', l.at, 'UTC')) as IsSealed
              from people.look l
              left join people.organisation o on o.code = l.organisation
              left join people.account a on a.id = l.account
             where {which} and {SeenBy.Sql("l.organisation")} order by l.id desc limit {LogLines.Most}
            """, Asking(id, caller), cancellationToken: ct))).Select(l => new TrailEvent(
                new DateTimeOffset(l.At, TimeSpan.Zero), l.Result == nameof(LookResult.Denied) ? "查询被拒绝" : "被查询",
                string.Join(" ", new[] { l.Organisation, l.Account }.OfType<string>()),
                string.Join("，", new[] { l.Purpose, l.Matter is null ? null : $"事项 {l.Matter}", l.Rows > 0 ? $"{l.Rows} 条" : null }.OfType<string>()),
                null, l.IsSealed ? EvidenceState.Sealed : EvidenceState.NotYet, which == "l.id = @id" ? [] : [("这次查询", l.Id)]))];

    private static Task<List<(string, Guid)>> RecordPartsAsync(NpgsqlConnection connection, Guid id, CancellationToken ct) => PartsAsync(connection, $"""
        select distinct r.subject_id as Id, '所属主体' as Text from records.record r where r.record_id = @id
        union
        select distinct (e.content->'facts'->>'submission')::uuid, '来自报送'
          from records.record r
          join records.revision v on (v.subject_id, v.record_id) = (r.subject_id, r.record_id)
          join journal.entry e on e.id = v.entry
         where r.record_id = @id and e.content->'facts'->>'submission' is not null
         limit {MostParts}
        """, new { id }, ct);

    private static Task<List<(string, Guid)>> CasePartsAsync(NpgsqlConnection connection, Guid id, CancellationToken ct) => PartsAsync(connection, """
        select c.about as Id, '所涉记录' as Text from procedures.case_file c join records.record r on r.record_id = c.about where c.id = @id
        union all
        select c.subject_id, '当事人' from procedures.case_file c where c.id = @id
        """, new { id }, ct);

    private static Task<List<(string, Guid)>> SubjectPartsAsync(NpgsqlConnection connection, Trailed subject, Caller caller, CancellationToken ct) =>
        PartsAsync(connection, $"""
            select r.record_id as Id, r.item || ' ' || coalesce(r.decided_on::text, '') as Text
              from records.record r where r.subject_id = @id and {SeenBy.Sql("r.provider")}
             order by r.decided_on desc nulls last limit {MostParts}
            """, Asking(subject.Id, caller), ct);

    private static DynamicParameters Asking(Guid id, Caller caller)
    {
        var parameters = new DynamicParameters(SeenBy.Parameters(caller, Permission.Audit));
        parameters.Add("id", id);
        return parameters;
    }

    // The trees of a submission's entries lead to its records.
    private static Task<List<(string, Guid)>> SubmissionPartsAsync(NpgsqlConnection connection, Guid id, CancellationToken ct) => PartsAsync(connection, $"""
        select r.record_id as Id, '入库的记录 ' || r.item as Text
          from journal.entry e
          join records.record r on r.entered_at = e.at
          join records.revision v on (v.subject_id, v.record_id, v.entry) = (r.subject_id, r.record_id, e.id)
         where journal.mentions(e.content) @> array[@id] and e.power = 'records.enter'
         limit {MostParts}
        """, new { id }, ct);

    private static async Task<List<(string, Guid)>> PartsAsync(NpgsqlConnection connection, string sql, object parameters, CancellationToken ct) =>
        [.. (await connection.QueryAsync<PartRow>(new CommandDefinition(sql, parameters, cancellationToken: ct))).Select(p => (p.Text, p.Id))];
}
