using System.Text.Json;
using Dapper;
using Npgsql;
using Xinheng.Model.Cases.Repairing;
using Xinheng.Model.Catalogue;
using Xinheng.Model.Foundation;
using Xinheng.Model.Records;
using Xinheng.Platform.Catalogue.Publishing;
using Xinheng.Platform.Collection;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Law;

namespace Xinheng.Platform.Cases.Repairing;

/// <summary>When which record may be repaired, read from what is on record now.</summary>
public sealed class RepairOutlooks(Database database, CatalogueInForce catalogue, Jurisdiction jurisdiction, Clock clock)
{
    private sealed record Row(
        Guid Id, Guid Subject, string SubjectKind, string? SubjectName, string Item, string? ItemName, string Nature, string State, DateOnly? DecidedOn,
        DateOnly? PublicUntil, short? Severity, bool Confirmed, string Body, string? BodyName, bool BodyHere, string Open, DateOnly? Barred, string? OpenCase,
        Guid? OpenCaseId);

    private const string Select = """
        select r.record_id as Id, r.subject_id as Subject, r.subject_kind as SubjectKind, s.name as SubjectName, r.item, i.name as ItemName, r.nature, r.state,
               r.decided_on as DecidedOn, r.public_until as PublicUntil, r.severity, r.confirmed, coalesce(r.authority, r.provider) as Body,
               o.name as BodyName, o.code is not null as BodyHere, v.open::text as Open,
               (select max(b.until) from cases.repair_bar b where b.subject_id = r.subject_id) as Barred, c.number as OpenCase, c.id as OpenCaseId
          from records.record r
          join records.revision v on (v.subject_id, v.record_id, v.no) = (r.subject_id, r.record_id, r.revision)
          join subjects.subject s on s.id = r.subject_id
          left join catalogue.item_in_force i on i.code = r.item
          left join people.organisation o on o.code = coalesce(r.authority, r.provider)
          left join procedures.case_file c on c.procedure = 'repair' and c.key = r.record_id::text and c.closed_on is null
        """;

    /// <summary>One record, for whoever may ask about it; null when there is none.</summary>
    public async Task<RepairRecord?> FindAsync(RecordId id, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return await FindAsync(connection, null, id, ct);
    }

    /// <summary>Every adverse record of a subject.</summary>
    public async Task<IReadOnlyDictionary<RecordId, RepairRecord>> OfSubjectAsync(SubjectId subject, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            $"{Select} where r.subject_id = @Value and r.nature = 'adverse' order by r.decided_on desc, r.record_id limit 500", subject, cancellationToken: ct));
        var pack = (await catalogue.CurrentAsync(ct)).Pack;
        return rows.Select(row => Read(row, pack)).ToDictionary(record => record.Id);
    }

    internal async Task<RepairRecord?> FindAsync(NpgsqlConnection connection, NpgsqlTransaction? transaction, RecordId id, CancellationToken ct) =>
        await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
            $"{Select} where r.record_id = @Value", id, transaction, cancellationToken: ct)) is { } row
            ? Read(row, (await catalogue.CurrentAsync(ct)).Pack)
            : null;

    private RepairRecord Read(Row row, CataloguePack pack)
    {
        var item = pack.Find(row.Item);
        var fields = item is null ? null : JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(row.Open);
        string? Part(FieldRole role) => item?.Roles[role] is >= 0 and var column
            && fields!.TryGetValue(item.Columns[column].Code, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        return new RepairRecord
        {
            Id = new RecordId(row.Id), Subject = new SubjectId(row.Subject), Item = row.Item, ItemName = row.ItemName ?? row.Item,
            SubjectName = row.SubjectKind == "natural_person" ? null : row.SubjectName,
            Document = Part(FieldRole.DocumentNumber), Fine = Part(FieldRole.FineAmount),
            Body = row.Body, BodyName = row.BodyName ?? Part(FieldRole.AuthorityName) ?? row.Body, IsBodyHere = row.BodyHere,
            OpenCase = row.OpenCase, OpenCaseId = row.OpenCaseId,
            Outlook = row.DecidedOn is not { } decided ? null : RepairOutlook.Of(
                new RepairFacts(decided, row.Confirmed ? (Severity?)row.Severity : null)
                {
                    Track = RepairTrack.Of(row.Item), State = Names.State(row.State), IsAdverse = row.Nature == CatalogueWords.Of(Nature.Adverse),
                    PublicUntil = row.PublicUntil, BarredUntil = row.Barred, HasOpenCase = row.OpenCase is not null,
                }, jurisdiction.Law, jurisdiction.Profile, clock.Today),
        };
    }
}
