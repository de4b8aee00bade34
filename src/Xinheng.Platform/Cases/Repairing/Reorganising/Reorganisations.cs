using Dapper;
using Xinheng.Model.Cases.Repairing;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Procedures;

namespace Xinheng.Platform.Cases.Repairing.Reorganising;

/// <summary>What the court ruled, and which records it hides in this case.</summary>
/// <param name="Kind"><c>reorganisation</c> 重整 or <c>settlement</c> 和解.</param>
public sealed record ReorganisationView(
    CaseView Case, string Kind, string Court, string Ruling, DateOnly RuledOn, DateOnly? EndsOn, bool? Abused, string? SubjectName, string? SubjectCode,
    IReadOnlyList<ReorganisationView.Hidden> Records)
{
    public sealed record Hidden(Guid Id, string ItemName, DateOnly? DecidedOn, string State);
}

/// <summary>Reads cases of reorganisation.</summary>
public sealed class Reorganisations(Database database, CaseReader cases)
{
    private sealed record Row(string Kind, string Court, string Ruling, DateOnly RuledOn, DateOnly? EndsOn, bool? Abused, string? SubjectName, string? SubjectCode);

    public async Task<Result<ReorganisationView>> FindAsync(CaseId id, Caller caller, CancellationToken ct)
    {
        var found = await cases.FindAsync(id, caller, ct);
        if (!found.TryGet(out var view) || view.File.Procedure != ReorganisationProcedure.Table.Code)
        {
            return CaseSight.NotFound;
        }

        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var row = await connection.QuerySingleAsync<Row>(new CommandDefinition("""
            select r.kind, r.court, r.ruling, r.ruled_on as RuledOn, r.ends_on as EndsOn, r.abused,
                   case when s.kind <> 'natural_person' then s.name end as SubjectName, s.code as SubjectCode
              from cases.reorganisation r
              join procedures.case_file c on c.id = r.case_id
              left join subjects.subject s on s.id = c.subject_id
             where r.case_id = @Value
            """, id, cancellationToken: ct));
        var records = await connection.QueryAsync<ReorganisationView.Hidden>(new CommandDefinition("""
            select r.record_id as Id, coalesce(i.name, r.item) as ItemName, r.decided_on as DecidedOn, r.state
              from cases.reorganised h
              join records.record r on r.record_id = h.record_id
              left join catalogue.item_in_force i on i.code = r.item
             where h.case_id = @Value order by r.decided_on desc, r.record_id
            """, id, cancellationToken: ct));
        return new ReorganisationView(view, row.Kind, row.Court, row.Ruling, row.RuledOn, row.EndsOn, row.Abused, row.SubjectName, row.SubjectCode, records.AsList());
    }
}
