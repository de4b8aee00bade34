using Dapper;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Model.People.Tracing;
using Xinheng.Platform.Cases.Objecting.Comparing;
using Xinheng.Platform.Catalogue.Publishing;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.People.Tracing;

namespace Xinheng.Platform.Cases.Objecting;

/// <summary>A record as whoever it is about sees it before objecting: public or not, field by field.</summary>
public sealed record RecordToContest
{
    public required Guid Id { get; init; }

    public required Guid Subject { get; init; }

    public required string Item { get; init; }

    public required string ItemName { get; init; }

    public required string Nature { get; init; }

    public required string Provider { get; init; }

    public required string ProviderName { get; init; }

    public DateOnly? DecidedOn { get; init; }

    public required string State { get; init; }

    public required int Revision { get; init; }

    public required string Open { get; init; }

    public required string Closed { get; init; }

    /// <summary>An objection to it that is not yet answered.</summary>
    public Guid? OpenCase { get; init; }

    public IReadOnlyList<SaidField> Fields { get; init; } = [];
}

/// <summary>Finds a record for whoever it is about, or for the clerk before whom that subject proved identity. Another's answers like none.</summary>
public sealed class RecordsToContest(Database database, CatalogueInForce catalogue, Trace trace)
{
    public async Task<Result<RecordToContest>> FindAsync(RecordId record, SubjectId subject, Caller caller, CancellationToken ct)
    {
        var found = await ReadAsync(record, ct);
        if (found is null || found.Subject != subject.Value)
        {
            return NotFound;
        }

        await trace.WriteAsync(new Look(
            LookKind.Read, subject, [found.Item], caller.Self == subject ? "提出异议：查看自己的记录" : "窗口代办异议：查看到场主体的记录", null, null, LookResult.Answered, 1)
        { IsMatterDue = false }, caller, ct);
        var item = (await catalogue.CurrentAsync(ct)).Pack.Find(found.Item);
        return found with { Fields = FieldsOfRecord.Of(item, ProvidersCopy.Fields(found.Open, found.Closed)) };
    }

    /// <summary>The grounds one may name: the catalogue's code set 异议理由.</summary>
    public async Task<IReadOnlyList<(string Code, string Text)>> GroundsAsync(CancellationToken ct) =>
        [.. (await catalogue.CurrentAsync(ct)).Pack.FindCodeSet(Grounds.CodeSet)!.Values.Select(value => (value.Code, value.Text))];

    public static Refusal NotFound =>
        Refusal.NotFound("cases.no-own-record", "没有这条记录，或者它不是这个主体的。请从自己的信用档案里选一条记录，再提出异议。");

    private async Task<RecordToContest?> ReadAsync(RecordId record, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<RecordToContest>(new CommandDefinition("""
            select r.record_id as Id, r.subject_id as Subject, r.item, coalesce(i.name, r.item) as ItemName, r.nature, r.provider,
                   coalesce(p.name, r.provider) as ProviderName, r.decided_on as DecidedOn, r.state, r.revision,
                   v.open::text as Open, v.closed::text as Closed,
                   (select o.case_id from cases.objection o where o.record = r.record_id and o.ended_on is null) as OpenCase
              from records.record r
              join records.revision v on (v.subject_id, v.record_id, v.no) = (r.subject_id, r.record_id, r.revision)
              left join catalogue.item_in_force i on i.code = r.item
              left join people.organisation p on p.code = r.provider
             where r.record_id = @Value
            """, record, cancellationToken: ct));
    }
}

/// <summary>异议理由, as the catalogue lists them.</summary>
internal static class Grounds
{
    public const string CodeSet = "CS_OBJGROUND";
}
