using Dapper;
using Xinheng.Model.Cases.Objecting;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Law;
using Xinheng.Platform.Procedures;

namespace Xinheng.Platform.Cases.Objecting.Reviewing;

/// <summary>A review or suit about the decision behind a record, as whoever may see its case sees it.</summary>
public sealed record ReviewView
{
    public required CaseView Case { get; init; }

    public required Guid Record { get; init; }

    public required string ItemName { get; init; }

    public required string ProviderName { get; init; }

    public required string Kind { get; init; }

    /// <summary>The review authority or court.</summary>
    public required string Authority { get; init; }

    public required string Document { get; init; }

    public required DateOnly BegunOn { get; init; }

    public string? Outcome { get; init; }

    public string? Judgment { get; init; }

    public DateOnly? JudgedOn { get; init; }

    public string? Reasons { get; init; }

    /// <summary>By when the record of a revoked decision had to be gone, and whether it was.</summary>
    public DeadlineOnRecord? Removal { get; init; }
}

/// <summary>Reads reviews and suits.</summary>
public sealed class Reviews(Database database, CaseReader cases, Deadlines deadlines)
{
    private sealed record Row(
        Guid Record, string ItemName, string ProviderName, string Kind, string Authority, string Document, DateOnly BegunOn, string? Outcome, string? Judgment,
        DateOnly? JudgedOn, string? Reasons);

    public async Task<Result<ReviewView>> FindAsync(CaseId id, Caller caller, CancellationToken ct)
    {
        var found = await cases.FindAsync(id, caller, ct);
        if (!found.TryGet(out var view) || view.File.Procedure != ReviewSteps.Procedure.Code)
        {
            return CaseSight.NotFound;
        }

        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var row = await connection.QuerySingleAsync<Row>(new CommandDefinition("""
            select w.record, coalesce(i.name, r.item) as ItemName, coalesce(p.name, r.provider) as ProviderName, w.kind, w.authority, w.document,
                   w.begun_on as BegunOn, w.outcome, w.judgment, w.judged_on as JudgedOn, w.reasons
              from cases.review w
              join records.record r on r.record_id = w.record
              left join catalogue.item_in_force i on i.code = r.item
              left join people.organisation p on p.code = r.provider
             where w.case_id = @Value
            """, id, cancellationToken: ct));
        return new ReviewView
        {
            Case = view, Record = row.Record, ItemName = row.ItemName, ProviderName = row.ProviderName, Kind = row.Kind, Authority = row.Authority,
            Document = row.Document, BegunOn = row.BegunOn, Outcome = row.Outcome, Judgment = row.Judgment, JudgedOn = row.JudgedOn, Reasons = row.Reasons,
            Removal = (await deadlines.AboutAsync(EndReview.Kind, id.Value, ct)).FirstOrDefault(),
        };
    }
}
