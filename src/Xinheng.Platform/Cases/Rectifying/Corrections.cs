using Dapper;
using Xinheng.Model.Cases.Rectifying;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Law;
using Xinheng.Platform.Procedures;

namespace Xinheng.Platform.Cases.Rectifying;

/// <summary>A line of the list of orders.</summary>
public sealed record RectificationLine
{
    public required Guid Id { get; init; }

    public required string CaseNumber { get; init; }

    public required string Number { get; init; }

    public required string Matter { get; init; }

    public required string Stage { get; init; }

    public required DateOnly DueOn { get; init; }

    public required bool IsOverdue { get; init; }

    public required bool IsExtended { get; init; }

    public string? SubjectName { get; init; }

    public string? BodyName { get; init; }

    public long Interviews { get; init; }
}

/// <summary>A line of the list of interviews.</summary>
public sealed record InterviewLine(Guid Id, string CaseNumber, string Kind, string Stage, DateTime CalledFor, DateOnly? FollowUpOn, string? SubjectName);

/// <summary>An order with its file.</summary>
public sealed record RectificationAtHand(
    RectificationRow Row, CaseView Case, string? SubjectName, string? BodyName, bool IsOverdue, bool DueIsDayOff, Guid? Record, IReadOnlyList<InterviewLine> Interviews);

/// <summary>An interview with its file.</summary>
public sealed record InterviewAtHand(InterviewRow Row, CaseView Case, string? SubjectName, string? BodyName, Guid? Record, DateOnly? FiledOn);

/// <summary>限期整改 and 约谈 as they are read, by whoever may see their cases.</summary>
public sealed class Corrections(Database database, CaseReader cases, Collection.Jurisdiction jurisdiction, Clock clock)
{
    private const int MostListed = 300;

    /// <summary>Which orders: <c>open</c>, <c>overdue</c>, <c>failed</c>, <c>handed-on</c>, <c>closed</c>.</summary>
    public static readonly IReadOnlyList<string> Filters = ["open", "overdue", "failed", "handed-on", "closed"];

    public async Task<IReadOnlyList<RectificationLine>> ListAsync(string filter, Caller caller, CancellationToken ct)
    {
        if (!caller.MayEnter(Permission.SeeCases))
        {
            return [];
        }

        var seen = CaseSight.Of(caller);
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<RectificationLine>(new CommandDefinition($"""
            select c.id, c.number as CaseNumber, r.number, r.matter, c.stage, r.due_on as DueOn,
                   (c.closed_on is null and c.stage <> 'proved' and r.due_on < @today) as IsOverdue, r.due_on <> r.first_due_on as IsExtended,
                   case when s.kind = 'natural_person' then null else s.name end as SubjectName, o.name as BodyName,
                   (select count(*) from cases.interview i where i.rectification = c.id) as Interviews
              from cases.rectification r
              join procedures.case_file c on c.id = r.case_id
              join subjects.subject s on s.id = c.subject_id
              left join people.organisation o on o.code = c.body
             where {CaseSight.Sql} and {Where(filter)}
             order by c.closed_on desc nulls first, r.due_on, c.id limit {MostListed}
            """, new { clock.Today, seen.Every, seen.Own, seen.Stems }, cancellationToken: ct))];
    }

    /// <summary>Open interviews first.</summary>
    public async Task<IReadOnlyList<InterviewLine>> InterviewsAsync(Caller caller, CancellationToken ct)
    {
        if (!caller.MayEnter(Permission.SeeCases))
        {
            return [];
        }

        var seen = CaseSight.Of(caller);
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<InterviewLine>(new CommandDefinition(
            $"{Listed} where {CaseSight.Sql} order by c.closed_on desc nulls first, i.called_for desc, c.id limit {MostListed}",
            new { seen.Every, seen.Own, seen.Stems }, cancellationToken: ct))];
    }

    public async Task<Result<RectificationAtHand>> FindAsync(CaseId id, Caller caller, CancellationToken ct)
    {
        var found = await cases.FindAsync(id, caller, ct);
        if (!found.TryGet(out var view))
        {
            return Result<RectificationAtHand>.Refuse(found.Refusals);
        }

        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        if (await connection.QuerySingleOrDefaultAsync<RectificationRow>(new CommandDefinition(
            $"select {RectificationRow.Columns} from cases.rectification r where r.case_id = @Value", id, cancellationToken: ct)) is not { } row)
        {
            return CaseSight.NotFound;
        }

        var (subject, body) = await NamesAsync(connection, view, ct);
        var dayOff = jurisdiction.Law.CalendarOf(jurisdiction.Profile).IsWorkingDay(row.DueOn).TryGet(out var works) && !works;
        return new RectificationAtHand(row, view, subject, body, view.File.IsOpen && row.DueOn < clock.Today, dayOff, (await RecordAsync(connection, id, ct)).Record,
            [.. await connection.QueryAsync<InterviewLine>(new CommandDefinition(
                $"{Listed} where i.rectification = @Value order by c.opened_at", id, cancellationToken: ct))]);
    }

    public async Task<Result<InterviewAtHand>> FindInterviewAsync(CaseId id, Caller caller, CancellationToken ct)
    {
        var found = await cases.FindAsync(id, caller, ct);
        if (!found.TryGet(out var view))
        {
            return Result<InterviewAtHand>.Refuse(found.Refusals);
        }

        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        if (await connection.QuerySingleOrDefaultAsync<InterviewRow>(new CommandDefinition(
            $"select {InterviewRow.Columns} from cases.interview i where i.case_id = @Value", id, cancellationToken: ct)) is not { } row)
        {
            return CaseSight.NotFound;
        }

        var (subject, body) = await NamesAsync(connection, view, ct);
        var (record, filed) = await RecordAsync(connection, id, ct);
        return new InterviewAtHand(row, view, subject, body, record, filed);
    }

    private const string Listed = """
        select c.id, c.number as CaseNumber, i.kind, c.stage, i.called_for as CalledFor, i.follow_up_on as FollowUpOn,
               case when s.kind = 'natural_person' then null else s.name end as SubjectName
          from cases.interview i
          join procedures.case_file c on c.id = i.case_id
          join subjects.subject s on s.id = c.subject_id
        """;

    // By the date, not by what a job has noted: a job may have slept.
    private static string Where(string filter) => filter switch
    {
        "overdue" => "c.closed_on is null and c.stage <> 'proved' and r.due_on < @today",
        "failed" => $"c.stage = '{RectificationProcedure.Failed.Code}'",
        "handed-on" => $"c.stage = '{RectificationProcedure.HandedOn.Code}'",
        "closed" => "c.closed_on is not null",
        _ => "c.closed_on is null",
    };

    private static async Task<(string? Subject, string? Body)> NamesAsync(Npgsql.NpgsqlConnection connection, CaseView view, CancellationToken ct) =>
        await connection.QuerySingleAsync<(string?, string?)>(new CommandDefinition("""
            select (select case when kind = 'natural_person' then null else name end from subjects.subject where id = @subject),
                   (select name from people.organisation where code = @Body)
            """, new { subject = view.File.Subject.Value, view.File.Body }, cancellationToken: ct));

    private static async Task<(Guid? Record, DateOnly? FiledOn)> RecordAsync(Npgsql.NpgsqlConnection connection, CaseId id, CancellationToken ct) =>
        await connection.QuerySingleOrDefaultAsync<(Guid?, DateOnly?)>(new CommandDefinition(
            "select record_id, filed_on from cases.correction_record where case_id = @Value", id, cancellationToken: ct));
}
