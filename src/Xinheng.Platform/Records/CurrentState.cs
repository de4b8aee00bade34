using Dapper;
using Npgsql;
using Xinheng.Platform.Journal;

namespace Xinheng.Platform.Records;

/// <summary>Holds the thin current state against the latest revisions: a revived record or a longer period shows here.</summary>
internal static class CurrentState
{
    private sealed record Difference(Guid Id, string? Columns);

    public static async Task CompareAsync(NpgsqlConnection snapshot, VerificationReport report, CancellationToken ct)
    {
        // What a record counts for is committed in its latest revision's standing; its row only repeats it.
        var differences = await snapshot.QueryAsync<Difference>(new CommandDefinition("""
            select r.record_id as id, d.columns
              from records.record r
              left join records.revision v on (v.subject_id, v.record_id, v.no) = (r.subject_id, r.record_id, r.revision)
              left join lateral json_to_record(case json_typeof(v.standing) when 'object' then v.standing end) as s (
                     state text, nature text, provider text, authority text, "decidedOn" date, "publicUntil" date, severity smallint,
                     confirmed boolean, impact boolean, openness text, held boolean, contested boolean) on true
             cross join lateral (select concat_ws('、',
                case when v.no is null then 'revision' end,
                case when r.state is distinct from s.state then 'state' end,
                case when r.nature is distinct from s.nature then 'nature' end,
                case when r.provider is distinct from s.provider then 'provider' end,
                case when r.authority is distinct from s.authority then 'authority' end,
                case when r.decided_on is distinct from s."decidedOn" then 'decided_on' end,
                case when r.public_until is distinct from s."publicUntil" then 'public_until' end,
                case when r.severity is distinct from s.severity then 'severity' end,
                case when r.confirmed is distinct from coalesce(s.confirmed, false) then 'confirmed' end,
                case when r.impact is distinct from s.impact then 'impact' end,
                case when r.own_openness is distinct from s.openness then 'own_openness' end,
                case when r.held is distinct from coalesce(s.held, false) then 'held' end,
                case when r.contested is distinct from coalesce(s.contested, false) then 'contested' end) as columns) d
             where d.columns <> ''
             limit 1000
            """, commandTimeout: 0, cancellationToken: ct));
        foreach (var difference in differences)
        {
            report.Find("records.state-changed", $"记录 {difference.Id} 的现状与最近一版不符（{difference.Columns}）。");
        }

        foreach (var id in await snapshot.QueryAsync<Guid>(new CommandDefinition("""
            select v.record_id from records.revision v
              left join records.record r on (r.record_id, r.subject_id) = (v.record_id, v.subject_id)
             where r.record_id is null or v.no > r.revision limit 1000
            """, commandTimeout: 0, cancellationToken: ct)))
        {
            report.Find("records.state-behind", $"记录 {id} 的现状落后于它的版本，或已被删除。");
        }

        report.Count("records", await snapshot.ExecuteScalarAsync<long>("select count(*) from records.record"));
    }
}
