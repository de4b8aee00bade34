using Dapper;
using Npgsql;
using Xinheng.Model.Cases.Objecting;
using Xinheng.Model.Catalogue;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Model.People.Tracing;
using Xinheng.Platform.Cases.Objecting.Comparing;
using Xinheng.Platform.Cases.Objecting.Telling;
using Xinheng.Platform.Catalogue.Publishing;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Law;
using Xinheng.Platform.People.Tracing;
using Xinheng.Platform.Procedures;

namespace Xinheng.Platform.Cases.Objecting;

/// <summary>An objection as whoever may see its case sees it: the subject, the unit that answers, the operators and auditors of the region.</summary>
public sealed class ObjectionsAtHand(Database database, CaseReader cases, CatalogueInForce catalogue, Trace trace, Clock clock)
{
    private sealed record Head(
        Guid Record, Guid Subject, string Item, string ItemName, string SubjectKind, string? SubjectName, string? SubjectCode, string Provider, string ProviderName,
        DateOnly? DecidedOn, DateOnly? PublicUntil, string State, bool Contested);

    private sealed record Content(string Open, string Closed);

    public async Task<Result<ObjectionView>> FindAsync(CaseId id, Caller caller, CancellationToken ct)
    {
        var found = await cases.FindAsync(id, caller, ct);
        if (!found.TryGet(out var view) || view.File.Procedure != ObjectionSteps.Procedure.Code)
        {
            return CaseSight.NotFound;
        }

        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var row = await connection.QuerySingleAsync<ObjectionTable.Row>(new CommandDefinition(
            $"select {ObjectionTable.Columns} from cases.objection o where o.case_id = @Value", id, cancellationToken: ct));
        var head = await HeadAsync(connection, row, ct);
        var pack = (await catalogue.CurrentAsync(ct)).Pack;
        var item = pack.Find(row.Item);
        var said = await ContentAsync(connection, row, row.Revision, ct);
        var isSubject = caller.Self == new SubjectId(row.Subject);
        await TraceAsync(row, isSubject, caller, ct);
        return new ObjectionView
        {
            Case = view, Record = new RecordId(row.Record), ItemName = head.ItemName, Item = row.Item, SubjectKind = head.SubjectKind, SubjectName = head.SubjectName,
            SubjectCode = head.SubjectCode, Provider = head.Provider, ProviderName = head.ProviderName, DecidedOn = head.DecidedOn, PublicUntil = head.PublicUntil,
            State = head.State, IsContested = head.Contested, Ground = pack.FindCodeSet(Grounds.CodeSet)?.TextOf(row.Ground) ?? row.Ground, Why = row.Why,
            Claims = await ClaimsAsync(connection, id, item, said, ct), Said = FieldsOfRecord.Of(item, said), Compared = row.Compared,
            ComparedWith = row.ComparedWith, ComparedRow = row.ComparedRow, Outcome = row.Outcome, Reasons = row.Reasons, EndedOn = row.EndedOn,
            Changes = row.After is { } after && (row.Outcome is MendObjection.Outcome || ObjectionOutcomes.Read(row.Outcome ?? "")?.Corrects() == true)
                ? FieldsOfRecord.Of(item, FieldChange.Between(await ContentAsync(connection, row, after - 1, ct), await ContentAsync(connection, row, after, ct)))
                : [],
            Told = await ToldAsync(connection, row, isSubject, ct),
            Defect = await connection.QuerySingleOrDefaultAsync<Defect>(new CommandDefinition($"{Defects.Select} where d.case_id = @Value", id, cancellationToken: ct)),
        };
    }

    internal async Task<RecordId?> RecordOfAsync(CaseId id, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<Guid?>(new CommandDefinition(
            "select record from cases.objection where case_id = @Value", id, cancellationToken: ct)) is { } record ? new RecordId(record) : null;
    }

    private static Task<Head> HeadAsync(NpgsqlConnection connection, ObjectionTable.Row row, CancellationToken ct) =>
        connection.QuerySingleAsync<Head>(new CommandDefinition("""
            select r.record_id as Record, r.subject_id as Subject, r.item, coalesce(i.name, r.item) as ItemName, s.kind as SubjectKind,
                   case when s.kind <> 'natural_person' then s.name end as SubjectName, case when s.kind <> 'natural_person' then s.code end as SubjectCode,
                   r.provider, coalesce(p.name, r.provider) as ProviderName, r.decided_on as DecidedOn, r.public_until as PublicUntil, r.state, r.contested
              from records.record r
              join subjects.subject s on s.id = r.subject_id
              left join catalogue.item_in_force i on i.code = r.item
              left join people.organisation p on p.code = r.provider
             where r.record_id = @Record
            """, row, cancellationToken: ct));

    private static async Task<IReadOnlyDictionary<string, string>> ContentAsync(NpgsqlConnection connection, ObjectionTable.Row row, int revision, CancellationToken ct)
    {
        var content = await connection.QuerySingleAsync<Content>(new CommandDefinition("""
            select open::text, closed::text from records.revision where subject_id = @Subject and record_id = @Record and no = @revision
            """, new { row.Subject, row.Record, revision }, cancellationToken: ct));
        return ProvidersCopy.Fields(content.Open, content.Closed);
    }

    private static async Task<IReadOnlyList<SaidClaim>> ClaimsAsync(
        NpgsqlConnection connection, CaseId id, CatalogueItem? item, IReadOnlyDictionary<string, string> said, CancellationToken ct)
    {
        var fields = FieldsOfRecord.Of(item, said).ToDictionary(field => field.Code);
        return [.. (await connection.QueryAsync<ObjectionTable.ClaimRow>(new CommandDefinition(
            """select no, field, "right", answer from cases.claim where case_id = @Value order by no""", id, cancellationToken: ct)))
            .Select(claim => new SaidClaim(claim.No, claim.Field, claim.Field is null ? "整条记录" : FieldsOfRecord.NameOf(item, claim.Field),
                claim.Field is { } code ? fields.GetValueOrDefault(code)?.Text : null, claim.Right, claim.Answer))];
    }

    // To the subject, lawful secrecy of a read holds here as in the trace itself.
    private async Task<IReadOnlyList<Told>> ToldAsync(NpgsqlConnection connection, ObjectionTable.Row row, bool isSubject, CancellationToken ct) =>
        [.. await connection.QueryAsync<Told>(new CommandDefinition("""
            select t.organisation, coalesce(o.name, t.organisation) as Name, t.looks, t.last_look as LastLook, t.told_at as ToldAt,
                   (select n.read_at from procedures.notice n where n.case_id = t.case_id and n.to_organisation = t.organisation order by n.at desc limit 1) as ReadAt
              from cases.told t left join people.organisation o on o.code = t.organisation
             where t.case_id = @CaseId
               and (not @isSubject or exists (
                 select from people.look l
                  where l.subject = @Subject and l.organisation = t.organisation and l.result = 'Answered' and @Item = any (l.items)
                    and not exists (select from people.sight_delay d where d.organisation = l.organisation and d.until > @Today
                                       and (d.look = l.id or d.matter = l.matter or d.authorisation = l.authorisation))))
             order by t.organisation
            """, new { row.CaseId, row.Subject, row.Item, isSubject, clock.Today }, cancellationToken: ct))];

    private Task TraceAsync(ObjectionTable.Row row, bool isSubject, Caller caller, CancellationToken ct) => trace.WriteAsync(
        new Look(isSubject ? LookKind.Read : LookKind.Handle, new SubjectId(row.Subject), [row.Item], isSubject ? "本人查看自己的异议" : "经办异议", null, null, LookResult.Answered, 1)
        { IsMatterDue = false }, caller, ct);
}
