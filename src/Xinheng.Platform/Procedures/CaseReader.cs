using Dapper;
using Npgsql;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.Procedures;

/// <summary>Reads cases: one whole, one's own, those of a unit or region.</summary>
public sealed class CaseReader(Database database)
{
    public const int PageSize = 30;

    /// <param name="Procedure">Of one procedure only.</param>
    /// <param name="OverdueOn">Only with an open clock that had run out on this day.</param>
    /// <param name="Closed">Closed ones instead of open ones.</param>
    public sealed record Question(string? Procedure = null, DateOnly? OverdueOn = null, bool Closed = false, Guid? After = null)
    {
        /// <summary>How many a page holds.</summary>
        public int Most { get; init; } = PageSize;
    }

    /// <param name="Next">Where the next page begins; null on the last.</param>
    public sealed record Page(IReadOnlyList<CaseListed> Items, Guid? Next);

    private const string Listed = """
        select c.id, c.number, c.procedure, c.stage, c.subject_id as SubjectId, c.about, c.body, o.name as BodyName, c.opened_on as OpenedOn,
               c.closed_on as ClosedOn, c.paused_on as PausedOn, k.due_on as DueOn, k.clock, k.owes
          from procedures.case_file c
          left join people.organisation o on o.code = c.body
          left join lateral (select d.due_on, k.clock, k.owes from procedures.clock k join law.deadline d on d.id = k.deadline
                              where k.case_id = c.id and not k.ended order by d.due_on nulls last, k.no limit 1) k on true
        """;

    public async Task<Result<CaseView>> FindAsync(CaseId id, Caller caller, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var file = (await connection.QuerySingleOrDefaultAsync<CaseTable.Row>(new CommandDefinition(
            $"select {CaseTable.Columns} from procedures.case_file c where c.id = @Value", id, cancellationToken: ct)))?.ToFile();
        return file is not null && CaseSight.MaySee(file, caller)
            ? new CaseView(file, await StepsAsync(connection, id, ct), await ClocksAsync(connection, id, ct), await DocumentsAsync(connection, id, ct))
            : CaseSight.NotFound;
    }

    /// <summary>As people cite it; for whoever has just filed it.</summary>
    public async Task<string?> NumberOfAsync(CaseId id, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return await connection.ExecuteScalarAsync<string?>(new CommandDefinition("select number from procedures.case_file where id = @Value", id, cancellationToken: ct));
    }

    /// <summary>A subject's own, the newest first. Whoever calls it has made sure that it is the subject who asks.</summary>
    public async Task<IReadOnlyList<CaseListed>> OfSubjectAsync(SubjectId subject, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<CaseListed>(new CommandDefinition(
            $"{Listed} where c.subject_id = @Value order by c.opened_at desc, c.id desc limit 500", subject, cancellationToken: ct))];
    }

    /// <summary>What the caller may see, what runs out first at the top; closed ones the newest first.</summary>
    public async Task<Page> ListAsync(Question question, Caller caller, CancellationToken ct)
    {
        if (!caller.MayEnter(Permission.SeeCases))
        {
            return new Page([], null);
        }

        var (seen, parameters) = (CaseSight.Of(caller), new DynamicParameters(question));
        parameters.AddDynamicParams(new { seen.Every, seen.Own, seen.Stems, limit = question.Most + 1 });
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var order = question.Closed ? "c.closed_on desc, c.id desc" : "k.due_on nulls last, c.opened_at, c.id";
        var found = (await connection.QueryAsync<CaseListed>(new CommandDefinition($"""
            with l as materialized (
              {Listed}
               where {CaseSight.Sql} and (c.closed_on is not null) = @Closed and (@Procedure::text is null or c.procedure = @Procedure)
                 and (@OverdueOn::date is null or k.due_on < @OverdueOn)
               order by {order}
            ), n as (select l.*, row_number() over () as place from l)
            select * from n where @After::uuid is null or place > (select place from n where id = @After) order by place limit @limit
            """, parameters, cancellationToken: ct))).AsList();
        return new Page([.. found.Take(question.Most)], found.Count > question.Most ? found[question.Most - 1].Id : null);
    }

    /// <summary>How many are open and how many of those are late, by procedure.</summary>
    public async Task<IReadOnlyList<(string Procedure, long Open, long Overdue)>> CountAsync(DateOnly today, Caller caller, CancellationToken ct)
    {
        if (!caller.MayEnter(Permission.SeeCases))
        {
            return [];
        }

        var seen = CaseSight.Of(caller);
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<(string, long, long)>(new CommandDefinition($"""
            select c.procedure, count(*), count(*) filter (where exists (
                     select from procedures.clock k join law.deadline d on d.id = k.deadline
                      where k.case_id = c.id and not k.ended and d.due_on < @today))
              from procedures.case_file c
             where c.closed_on is null and {CaseSight.Sql}
             group by c.procedure order by c.procedure
            """, new { today, seen.Every, seen.Own, seen.Stems }, cancellationToken: ct))];
    }

    private static async Task<IReadOnlyList<StepTaken>> StepsAsync(NpgsqlConnection connection, CaseId id, CancellationToken ct) =>
        [.. await connection.QueryAsync<StepTaken>(new CommandDefinition("""
            select s.no, s.step, s.stage, s.day, s.at, s.party, s.organisation, o.name as OrganisationName, s.body, b.name as BodyName, s.reason
              from procedures.step s
              left join people.organisation o on o.code = s.organisation
              left join people.organisation b on b.code = s.body
             where s.case_id = @Value order by s.no
            """, id, cancellationToken: ct))];

    private static async Task<IReadOnlyList<ClockShown>> ClocksAsync(NpgsqlConnection connection, CaseId id, CancellationToken ct) =>
        [.. await connection.QueryAsync<ClockShown>(new CommandDefinition("""
            select k.clock, k.organisation, o.name as OrganisationName, k.owes, k.started_on as StartedOn, k.ended, d.rule, d.basis, d.amount, d.unit,
                   d.due_on as DueOn, d.awaits_year as AwaitsYear, d.met_on as MetOn,
                   coalesce(cardinality(d.paused_after) > cardinality(d.paused_through), false) as Paused
              from procedures.clock k
              left join law.deadline d on d.id = k.deadline
              left join people.organisation o on o.code = k.organisation
             where k.case_id = @Value order by k.no
            """, id, cancellationToken: ct))];

    private static async Task<IReadOnlyList<DocumentShown>> DocumentsAsync(NpgsqlConnection connection, CaseId id, CancellationToken ct) =>
        [.. await connection.QueryAsync<DocumentShown>(new CommandDefinition("""
            select d.id, d.name, d.media_type as MediaType, d.length, d.party, d.added_at as AddedAt
              from procedures.document d where d.case_id = @Value order by d.added_at, d.id
            """, id, cancellationToken: ct))];
}
