using System.Globalization;
using Dapper;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Model.People.Tracing;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.People.Tracing;

namespace Xinheng.Platform.Records.Deciding;

/// <summary>
/// The records a reviewer may decide on: those of adverse records whose class the own body has yet to confirm, and any one
/// by its number. What is another's answers like what does not exist.
/// </summary>
public sealed class RecordsToDecide(Database database, Trace trace)
{
    private const int PageSize = 20;

    private const string Columns = """
        r.record_id as Id, r.subject_id as Subject, r.item, i.name as ItemName, r.subject_kind as SubjectKind,
        case when r.subject_kind <> 'natural_person' then s.name end as SubjectName, s.code as SubjectCode, r.nature, r.provider,
        coalesce(p.name, r.provider) as ProviderName, r.authority, a.name as AuthorityName, r.decided_on as DecidedOn,
        r.public_until as PublicUntil, r.severity, r.confirmed, r.state, r.revision
        """;

    private const string Joined = """
        join catalogue.item_in_force i on i.code = r.item
        join subjects.subject s on s.id = r.subject_id
        left join people.organisation p on p.code = r.provider
        left join people.organisation a on a.code = r.authority
        """;

    /// <param name="Next">Where the next page begins; null on the last.</param>
    public sealed record Page(IReadOnlyList<RecordAtHand> Items, string? Next);

    /// <summary>Adverse records whose class the caller's body has not confirmed: newest documents first. They are hidden until it does.</summary>
    public async Task<Result<Page>> UnconfirmedAsync(string? after, Caller caller, CancellationToken ct)
    {
        if (!TryPlace(after, out var date, out var id))
        {
            return Refusal.Invalid("records.cursor", "翻页标记不对，请从第一页开始。", "after");
        }

        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var found = (await connection.QueryAsync<RecordAtHand>(new CommandDefinition($"""
            select {Columns}
              from (select * from records.record
                     where state = 'current' and nature = 'adverse' and not confirmed and coalesce(authority, provider) = @body
                       and (decided_on, record_id) < (@date, @id)
                     order by decided_on desc, record_id desc limit @limit) r
              {Joined}
             order by r.decided_on desc, r.record_id desc
            """, new { body = caller.Actor.Organisation ?? "", date, id, limit = PageSize + 1 }, cancellationToken: ct))).AsList();
        var items = found.Take(PageSize).ToList();
        return new Page(items, found.Count > PageSize ? PlaceOf(items[^1]) : null);
    }

    public async Task<Result<RecordAtHand>> FindAsync(RecordId id, Caller caller, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var record = await connection.QuerySingleOrDefaultAsync<RecordAtHand>(new CommandDefinition(
            $"select {Columns} from records.record r {Joined} where r.record_id = @Value", id, cancellationToken: ct));
        if (record is null)
        {
            return RecordGrounds.NotFound();
        }

        var may = caller.May(Permission.DecideRecords, record.Provider) || caller.May(Permission.DecideRecords, record.Classifies);
        await trace.WriteAsync(
            new Look(LookKind.Handle, new SubjectId(record.Subject), [record.Item], "经办本单位负责的记录", null, null,
                may ? LookResult.Answered : LookResult.Denied, may ? 1 : 0)
            { IsMatterDue = false }, caller, ct);
        return may ? record : RecordGrounds.NotFound();
    }

    /// <summary>What became of a record, newest first; ask for those found by <see cref="FindAsync"/> only.</summary>
    public async Task<IReadOnlyList<RevisionAtHand>> HistoryAsync(RecordAtHand record, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<RevisionAtHand>(new CommandDefinition("""
            select v.no, e.at, v.standing->>'operation' as operation, v.standing->>'state' as state,
                   (v.standing->>'severity')::smallint as severity, (v.standing->>'publicUntil')::date as PublicUntil,
                   v.standing->>'reason' as reason
              from records.record r
              join records.revision v on v.subject_id = r.subject_id and v.record_id = r.record_id
              join journal.entry e on e.id = v.entry
             where r.record_id = @Id
             order by v.no desc
            """, record, cancellationToken: ct))];
    }

    private static string PlaceOf(RecordAtHand last) =>
        string.Create(CultureInfo.InvariantCulture, $"{last.DecidedOn:yyyy-MM-dd}_{last.Id}");

    private static bool TryPlace(string? after, out DateOnly date, out Guid id)
    {
        (date, id) = (DateOnly.MaxValue, Guid.Empty);
        return string.IsNullOrEmpty(after)
            || (after is { Length: > 11 } && after[10] == '_'
                && DateOnly.TryParseExact(after[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date)
                && Guid.TryParse(after[11..], out id));
    }
}
