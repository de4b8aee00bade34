using Dapper;
using Npgsql;
using Xinheng.Model.Disclosure;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Model.People.Tracing;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.People;
using Xinheng.Platform.People.Tracing;

namespace Xinheng.Platform.Disclosure.Archive;

/// <summary>
/// 信用档案 of an organisation for those who answer for it: all of it where it is registered in the reader's region, else what
/// their own bodies handed in or decided and what is public. Persons are read by <c>ReadPerson</c> alone. Each look is traced.
/// </summary>
public sealed class SubjectArchive(Database database, DisclosureOfRecord disclosure, Trace trace)
{
    public const int Most = 1_000;

    // Of a record r: the reader's own body, or one of their region, handed it in or decided it.
    private static string AnswersFor => $"({SeenBy.Sql("r.provider")} or {SeenBy.Sql("r.authority")})";

    private sealed record Found(Guid Id, string Kind, string Name, string? Code, string? Status, string? Region, bool Holds, bool Answers);

    private sealed record Revision(
        Guid Record, int No, DateTime At, string Operation, string State, string? Reason, string? Actor, string? Organisation, string? Submission, Guid Entry);

    public static readonly string Purpose = "查阅单位信用档案";

    /// <param name="code">Unified code, or a number that is no person's.</param>
    public async Task<Result<ArchivedFile>> ReadAsync(string code, Caller caller, CancellationToken ct)
    {
        var parameters = new DynamicParameters(new { code });
        parameters.AddDynamicParams(SeenBy.Parameters(caller, Permission.ReadArchive));
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        if (!caller.MayEnter(Permission.ReadArchive) || await FindAsync(connection, parameters, ct) is not { } found)
        {
            return NotFound();
        }

        var subject = new SubjectId(found.Id);
        if (found is { Holds: false, Answers: false })
        {
            await TraceAsync(subject, found.Region, [], LookResult.Denied, caller, ct);
            return NotFound();
        }

        var decided = await disclosure.DecideAllAsync(subject, [new Audience.Public()], ct);
        parameters.AddDynamicParams(new
        {
            subject = found.Id, holds = found.Holds, limit = Most + 1,
            shown = decided.Where(d => d.Value[0].IsShown).Select(d => d.Key).ToArray(),
        });
        var rows = (await connection.QueryAsync<ArchivedRecord>(new CommandDefinition($"""
            select * from (
              select r.record_id as Id, r.item, i.name as ItemName, r.nature, i.basis, i.open_fields as OpenFields, r.provider,
                     coalesce(p.name, r.provider) as ProviderName, coalesce(a.name, r.authority) as AuthorityName, r.decided_on as DecidedOn,
                     r.public_until as PublicUntil, r.severity, r.confirmed, r.contested, r.state, v.open::text as Open, v.closed::text as Closed,
                     t.text as Statement,
                     @holds or {AnswersFor} as IsWhole
                from records.record r
                join records.revision v on (v.subject_id, v.record_id, v.no) = (r.subject_id, r.record_id, r.revision)
                join catalogue.item_in_force i on i.code = r.item
                left join people.organisation p on p.code = r.provider
                left join people.organisation a on a.code = r.authority
                left join cases.statement t on t.record_id = r.record_id and t.ended_in is null
               where r.subject_id = @subject) f
             where f.IsWhole or f.Id = any (@shown)
             order by case f.nature when 'positive' then 0 when 'neutral' then 1 else 2 end, f.DecidedOn desc nulls last, f.Id
             limit @limit
            """, parameters, cancellationToken: ct))).AsList();
        var revisions = await RevisionsAsync(connection, found.Id, rows, ct);
        List<ArchivedRecord> records = [.. rows.Take(Most).Select(row => row with { Public = decided[row.Id][0], Revisions = [.. revisions[row.Id]] })];

        // Before the answer leaves.
        await TraceAsync(subject, found.Region, records, records.Count > 0 ? LookResult.Answered : LookResult.NothingFound, caller, ct);
        return new ArchivedFile(new FileHead(found.Kind, found.Name, found.Code, found.Status, found.Region), records, !found.Holds, rows.Count > Most);
    }

    private static async Task<Found?> FindAsync(NpgsqlConnection connection, DynamicParameters parameters, CancellationToken ct) =>
        await connection.QuerySingleOrDefaultAsync<Found>(new CommandDefinition($"""
            select s.id, s.kind, s.name, s.code, s.status, s.region,
                   @seenEvery or exists (select from unnest(@seenStems) stem where starts_with(s.region, stem)) as Holds,
                   exists (select from records.record r where r.subject_id = s.id and {AnswersFor}) as Answers
              from subjects.subject s
             where s.id = (select i.subject_id from subjects.identifier i where i.lookup = @code limit 1) and s.kind <> 'natural_person'
            """, parameters, cancellationToken: ct));

    private static async Task<ILookup<Guid, ArchivedRevision>> RevisionsAsync(
        NpgsqlConnection connection, Guid subject, IEnumerable<ArchivedRecord> records, CancellationToken ct)
    {
        var rows = await connection.QueryAsync<Revision>(new CommandDefinition("""
            select v.record_id as Record, v.no, e.at, v.standing ->> 'operation' as Operation, v.standing ->> 'state' as State,
                   v.standing ->> 'reason' as Reason, k.name as Actor, o.name as Organisation,
                   e.content -> 'facts' ->> 'submission' as Submission, v.entry
              from records.revision v
              join journal.entry e on e.id = v.entry
              left join people.account k on 'Staff:' || k.id = e.content ->> 'actor'
              left join people.organisation o on o.code = e.content ->> 'organisation'
             where v.subject_id = @subject and v.record_id = any (@records)
             order by v.record_id, v.no
            """, new { subject, records = records.Select(r => r.Id).ToArray() }, cancellationToken: ct));
        return rows.Select(r => new ArchivedRevision(
            r.Record, r.No, new DateTimeOffset(r.At, TimeSpan.Zero), r.Operation, r.State, r.Reason, r.Actor, r.Organisation,
            Guid.TryParse(r.Submission, out var submission) ? submission : null, r.Entry)).ToLookup(r => r.Record);
    }

    private Task TraceAsync(
        SubjectId subject, string? region, IReadOnlyList<ArchivedRecord> records, LookResult result, Caller caller, CancellationToken ct) =>
        trace.WriteAsync(
            new Look(LookKind.Read, subject, [.. records.Select(r => r.Item).Distinct().Order(StringComparer.Ordinal)], Purpose, null, null, result, records.Count)
            {
                IsMatterDue = false, SubjectRegion = region,
            }, caller, ct);

    private static Refusal NotFound() => Refusal.NotFound("archive.not-found", "没有这份信用档案，或者它不归您管。");
}
