using Dapper;
using Xinheng.Model.Disclosure;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Model.People.Tracing;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.People.Tracing;

namespace Xinheng.Platform.Disclosure;

/// <summary>Whose file it is, as the platform knows them.</summary>
public sealed record FileHead(string Kind, string Name, string? Code, string? Status, string? Region);

/// <summary>A record as its subject sees it.</summary>
public sealed record OwnRecord : FiledRecord
{
    /// <summary>Whether the subject itself sees what it says.</summary>
    public Decision Own { get; init; } = new Decision.Shown();
}

/// <param name="Records">The positive before the neutral before the adverse, newest first.</param>
/// <param name="IsCut">There are more than are shown at once.</param>
public sealed record FileOfSubject(FileHead Head, IReadOnlyList<OwnRecord> Records, bool IsCut);

/// <summary>
/// 本人查询: one's own file, free and at any time (河南省社会信用条例 40, V). Read by the subject alone; another's answers like
/// none. The reading is traced before it leaves, as the subject's own.
/// </summary>
public sealed class OwnFile(Database database, DisclosureOfRecord disclosure, Trace trace)
{
    public const int Most = 500;

    public static readonly string Purpose = "本人查看自己的信用档案";

    public async Task<Result<FileOfSubject>> ReadAsync(SubjectId subject, Caller caller, CancellationToken ct)
    {
        if (!caller.May(Permission.ViewOwnFile, new Target(Subject: subject)))
        {
            return NotFound();
        }

        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        if (await connection.QuerySingleOrDefaultAsync<FileHead>(new CommandDefinition("""
            select s.kind, s.name, s.code, s.status, s.region from subjects.subject s where s.id = @Value
            """, subject, cancellationToken: ct)) is not { } head)
        {
            return NotFound();
        }

        var rows = (await connection.QueryAsync<OwnRecord>(new CommandDefinition("""
            select r.record_id as Id, r.item, i.name as ItemName, r.nature, i.basis, coalesce(p.name, r.provider) as ProviderName,
                   coalesce(a.name, r.authority) as AuthorityName, r.decided_on as DecidedOn, r.public_until as PublicUntil,
                   r.severity, r.confirmed, r.contested, r.state, v.open::text as Open, v.closed::text as Closed, t.text as Statement
              from records.record r
              join records.revision v on (v.subject_id, v.record_id, v.no) = (r.subject_id, r.record_id, r.revision)
              join catalogue.item_in_force i on i.code = r.item
              left join people.organisation p on p.code = r.provider
              left join people.organisation a on a.code = r.authority
              left join cases.statement t on t.record_id = r.record_id and t.ended_in is null
             where r.subject_id = @Value
             order by case r.nature when 'positive' then 0 when 'neutral' then 1 else 2 end, r.decided_on desc nulls last, r.record_id
             limit @limit
            """, new { subject.Value, limit = Most + 1 }, cancellationToken: ct))).AsList();
        var decided = await disclosure.DecideAllAsync(subject, [new Audience.TheSubject(), new Audience.Public()], ct);
        var records = rows.Take(Most).Select(row => row with { Own = decided[row.Id][0], Public = decided[row.Id][1] }).ToList();

        // Before the answer leaves.
        await trace.WriteAsync(new Look(
            LookKind.Read, subject, [.. records.Select(r => r.Item).Distinct().Order(StringComparer.Ordinal)], Purpose, null, null,
            records.Count > 0 ? LookResult.Answered : LookResult.NothingFound, records.Count)
        { IsMatterDue = false, SubjectRegion = head.Region }, caller, ct);
        return new FileOfSubject(head, records, rows.Count > Most);
    }

    private static Refusal NotFound() => Refusal.NotFound("disclosure.no-own-file", "没有这份信用档案，或者它不是您的。");
}
