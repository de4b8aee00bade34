using Dapper;
using Xinheng.Model.People;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Journal;
using Xinheng.Platform.Law;

namespace Xinheng.Platform.Procedures;

/// <summary>Which clocks of cases a calendar that came or changed gave another last day: those concerned are told, operators and auditors see the list.</summary>
public sealed class MovedClocks(Database database)
{
    /// <param name="WasDueOn">Null: it had awaited a year's calendar.</param>
    /// <param name="DueOn">Null: it awaits one again.</param>
    public sealed record Moved(
        int Loading, DateTime RecordedAt, Guid CaseId, string Number, string Procedure, string Clock, string? BodyName, DateOnly? WasDueOn, DateOnly? DueOn);

    private const int Most = 500;

    /// <summary>In the act that recorded the law: set-sized, one statement each for subjects and units.</summary>
    public static Task HearAsync(Work work, LawLoaded loaded, CancellationToken ct) => work.ExecuteAsync("""
        with moved as (
          select c.id, c.subject_id, coalesce(k.organisation, c.body) as unit,
                 c.number || '：因放假安排公布或调整，时限的最后一天由 ' || coalesce(d.was_due_on::text, '待定') || ' 变为 ' || coalesce(d.due_on::text, '待定') || '。' as text
            from law.deadline_change d
            join procedures.clock k on k.deadline = d.deadline
            join procedures.case_file c on c.id = k.case_id
           where d.loading = @Loading
        )
        insert into procedures.notice (id, case_id, at, to_subject, to_organisation, text)
        select gen_random_uuid(), m.id, @At, m.subject_id, null, m.text from moved m
        union all
        select gen_random_uuid(), m.id, @At, null, m.unit, m.text from moved m where m.unit is not null
        """, new { loaded.Loading, work.At }, ct);

    /// <summary>The newest first, of the cases the caller may see.</summary>
    public async Task<IReadOnlyList<Moved>> ListAsync(Caller caller, CancellationToken ct)
    {
        if (!caller.MayEnter(Permission.SeeCases))
        {
            return [];
        }

        var seen = CaseSight.Of(caller);
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<Moved>(new CommandDefinition($"""
            select d.loading, l.recorded_at as RecordedAt, c.id as CaseId, c.number, c.procedure, k.clock, o.name as BodyName,
                   d.was_due_on as WasDueOn, d.due_on as DueOn
              from law.deadline_change d
              join law.loading l on l.no = d.loading
              join procedures.clock k on k.deadline = d.deadline
              join procedures.case_file c on c.id = k.case_id
              left join people.organisation o on o.code = c.body
             where {CaseSight.Sql}
             order by d.loading desc, d.due_on, c.number limit {Most}
            """, new { seen.Every, seen.Own, seen.Stems }, cancellationToken: ct))];
    }
}
