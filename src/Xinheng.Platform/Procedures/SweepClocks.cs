using Dapper;
using Xinheng.Model.Procedures;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Law;

namespace Xinheng.Platform.Procedures;

/// <summary>
/// Once a day: whoever let a clock run out is told, once, and the subject with it. What is overdue is always computed from the
/// deadlines themselves; days without a sweep only make the telling later.
/// </summary>
public sealed class SweepClocks(Database database, Clock clock, IEnumerable<Procedure> procedures)
{
    public const string Job = "procedures.sweep-clocks";

    private readonly Dictionary<string, Procedure> procedures = procedures.ToDictionary(p => p.Code);

    private sealed record Late(Guid CaseId, int No, string Clock, string Procedure, string Number, Guid SubjectId, string? Organisation, string? Body, DateOnly DueOn);

    public async Task RunAsync(CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        while (true)
        {
            await using var transaction = await connection.BeginTransactionAsync(ct);
            var late = (await connection.QueryAsync<Late>(new CommandDefinition("""
                select k.case_id as CaseId, k.no, k.clock, c.procedure, c.number, c.subject_id as SubjectId, k.organisation, c.body, d.due_on as DueOn
                  from procedures.clock k
                  join law.deadline d on d.id = k.deadline
                  join procedures.case_file c on c.id = k.case_id
                 where not k.ended and k.overdue_at is null and d.ended_at is null and d.due_on < @Today
                 order by d.due_on, k.case_id, k.no limit 500 for update of k skip locked
                """, new { clock.Today }, transaction, cancellationToken: ct))).AsList();
            if (late.Count == 0)
            {
                return;
            }

            foreach (var one in late)
            {
                await TellAsync(connection, transaction, one, ct);
            }

            await connection.ExecuteAsync(new CommandDefinition("""
                update procedures.clock k set overdue_at = @Now from unnest(@cases, @nos) as t (case_id, no) where (k.case_id, k.no) = (t.case_id, t.no)
                """, new { clock.Now, cases = late.Select(l => l.CaseId).ToArray(), nos = late.Select(l => l.No).ToArray() }, transaction, cancellationToken: ct));
            await transaction.CommitAsync(ct);
        }
    }

    private async Task TellAsync(Npgsql.NpgsqlConnection connection, Npgsql.NpgsqlTransaction transaction, Late late, CancellationToken ct)
    {
        var what = procedures.TryGetValue(late.Procedure, out var procedure) ? procedure.ClockOf(late.Clock)?.Name ?? late.Clock : late.Clock;
        await connection.ExecuteAsync(new CommandDefinition("""
            insert into procedures.notice (id, case_id, at, to_subject, text) values (@first, @CaseId, @Now, @SubjectId, @subject);
            insert into procedures.notice (id, case_id, at, to_organisation, text) select @second, @CaseId, @Now, @unit, @text where @unit::text is not null
            """, new
        {
            first = clock.NewId(), second = clock.NewId(), late.CaseId, clock.Now, late.SubjectId, unit = late.Organisation ?? late.Body,
            subject = $"{late.Number}：“{what}”应于 {late.DueOn:yyyy-MM-dd} 前完成，现已超期。平台已催办，超期情况计入该单位的公开统计。",
            text = $"{late.Number}：“{what}”应于 {late.DueOn:yyyy-MM-dd} 前完成，现已超期。请尽快办理；超期情况计入本单位的公开统计。",
        }, transaction, cancellationToken: ct));
    }
}
