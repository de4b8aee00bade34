using Dapper;
using Xinheng.Model.Cases.Repairing;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Model.People.Tracing;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.People.Tracing;
using Xinheng.Platform.Procedures;

namespace Xinheng.Platform.Cases.Repairing;

/// <summary>A case of repair as its page shows it.</summary>
/// <param name="Relation">In what relation the proxy stands, where there is one; the name is sealed.</param>
/// <param name="Bar">What was found about false materials.</param>
public sealed record RepairView(
    CaseView Case, RepairRecord Record, string Commitment, string CommitmentVersion, string CommitmentDigest, ProxyRelation? Relation, RepairView.Finding? Bar)
{
    /// <param name="Until">Null: no term is confirmed here, nothing is barred.</param>
    public sealed record Finding(DateOnly FoundOn, DateOnly? Until);
}

/// <summary>Reads one case of repair, for the subject, the body that decides, and those who supervise it; staff leave a trace.</summary>
public sealed class RepairReader(Database database, CaseReader cases, RepairOutlooks outlooks, Trace trace)
{
    private sealed record Row(
        Guid Record, string Commitment, string Version, string Digest, string? Relation, DateOnly? FoundOn, DateOnly? Until);

    public async Task<Result<RepairView>> FindAsync(CaseId id, Caller caller, CancellationToken ct)
    {
        var found = await cases.FindAsync(id, caller, ct);
        if (!found.TryGet(out var view) || view.File.Procedure != RepairProcedure.Table.Code)
        {
            return CaseSight.NotFound;
        }

        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var row = await connection.QuerySingleAsync<Row>(new CommandDefinition("""
            select r.record_id as Record, r.commitment, r.commitment_version as Version, encode(r.commitment_digest, 'hex') as Digest, p.relation,
                   b.found_on as FoundOn, b.until
              from cases.repair r
              left join cases.repair_proxy p on p.case_id = r.case_id
              left join cases.repair_bar b on b.case_id = r.case_id
             where r.case_id = @Value
            """, id, cancellationToken: ct));
        var record = (await outlooks.FindAsync(new RecordId(row.Record), ct))!;
        if (caller.Self != view.File.Subject)
        {
            await trace.WriteAsync(new Look(LookKind.Handle, view.File.Subject, [record.Item], "办理信用修复", view.File.Number, null, LookResult.Answered, 1)
            {
                IsMatterDue = false,
            }, caller, ct);
        }

        return new RepairView(
            view, record, row.Commitment, row.Version, row.Digest,
            row.Relation is { } relation ? Enum.Parse<ProxyRelation>(relation, ignoreCase: true) : null,
            row.FoundOn is { } on ? new RepairView.Finding(on, row.Until) : null);
    }
}
