using Dapper;
using Npgsql;
using Xinheng.Platform.Journal;

namespace Xinheng.Platform.Records;

/// <summary>Says in which columns records differ from their latest revisions, of which they were found to differ.</summary>
internal static class CurrentState
{
    private const int MostNamed = 1000;

    private sealed record Difference(Guid Id, string? Columns);

    public static async Task NameAsync(NpgsqlConnection snapshot, IEnumerable<Guid> records, VerificationReport report, CancellationToken ct)
    {
        var ids = records.Take(MostNamed).ToArray();
        if (ids.Length == 0)
        {
            return;
        }

        // What a record counts for is committed in its latest revision's standing; its row only repeats it.
        var differences = await snapshot.QueryAsync<Difference>(new CommandDefinition("""
            select r.record_id as id, concat_ws('、',
                case when v.no is null then 'revision' end,
                case when r.state is distinct from v.standing->>'state' then 'state' end,
                case when r.nature is distinct from v.standing->>'nature' then 'nature' end,
                case when r.provider is distinct from v.standing->>'provider' then 'provider' end,
                case when r.authority is distinct from v.standing->>'authority' then 'authority' end,
                case when r.decided_on::text is distinct from v.standing->>'decidedOn' then 'decided_on' end,
                case when r.public_until::text is distinct from v.standing->>'publicUntil' then 'public_until' end,
                case when r.severity::text is distinct from v.standing->>'severity' then 'severity' end,
                case when r.confirmed::text is distinct from coalesce(v.standing->>'confirmed', 'false') then 'confirmed' end,
                case when r.impact::text is distinct from v.standing->>'impact' then 'impact' end,
                case when r.own_openness is distinct from v.standing->>'openness' then 'own_openness' end,
                case when r.held::text is distinct from coalesce(v.standing->>'held', 'false') then 'held' end,
                case when r.contested::text is distinct from coalesce(v.standing->>'contested', 'false') then 'contested' end,
                case when r.content is distinct from encode(substring(sha256(convert_to(v.open::text || v.closed::text, 'UTF8')) from 1 for 16), 'hex')::uuid
                     then 'content' end) as columns
              from records.record r
              left join records.revision v on (v.subject_id, v.record_id, v.no) = (r.subject_id, r.record_id, r.revision)
             where r.record_id = any (@ids)
            """, new { ids }, commandTimeout: 0, cancellationToken: ct));
        foreach (var difference in differences)
        {
            report.Find("records.state-changed", $"记录 {difference.Id} 的现状与最近一版不符（{difference.Columns}）。");
        }
    }
}
