using Dapper;
using Xinheng.Model.People;
using Xinheng.Model.People.Tracing;
using Xinheng.Platform.Collection.Passes;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.People;
using Xinheng.Platform.People.Tracing;

namespace Xinheng.Platform.Collection.Rehearsing;

/// <summary>A rehearsal of a drafted catalogue (试算): how far it is, and what it found.</summary>
public sealed record Rehearsal
{
    public required Guid Id { get; init; }

    public required string File { get; init; }

    public required string Digest { get; init; }

    public required int Edition { get; init; }

    public required DateOnly Since { get; init; }

    /// <summary><c>waiting</c>, <c>running</c>, <c>done</c>, or <c>changed</c>: the draft was changed before it could be tried.</summary>
    public required string State { get; init; }

    public required DateTime AskedAt { get; init; }

    public DateTime? FinishedAt { get; init; }

    public int Files { get; init; }

    public int FilesDone { get; init; }

    public int FilesUnread { get; init; }

    public long Rows { get; init; }

    public long Refused { get; init; }

    public long NewlyRefused { get; init; }

    public long NewlyHeld { get; init; }

    public long Freed { get; init; }

    public bool IsRunning => State is "waiting" or "running";
}

/// <summary>Reads what rehearsals found. Counts are for whoever drafts; rows only for who may see those submissions anyway.</summary>
public sealed class Rehearsals(Database database, SubmissionPasses passes, Trace trace)
{
    private const int RowsShown = 20;

    public sealed record ByProvider(string Item, string Provider, string? Name, long Rows, long NewlyRefused, long NewlyHeld, long Freed);

    public sealed record ByRule(string Item, string Code, string Field, string Number, string Severity, string Message, long Rows, int Providers);

    public sealed record Example(Guid Submission, long Row, string Provider, string? ProviderName, KeptRow Content);

    public sealed record ClassChange(string Item, short? Stands, short? WouldBe, bool Confirmed, long Records, long Sooner);

    public sealed record ClassOfOne(Guid RecordId, string Provider, string? ProviderName, short? Stands, short? WouldBe, bool Confirmed, DateOnly? StandsUntil, DateOnly? WouldUntil);

    /// <summary>The newest of a file's draft; null while nobody asked.</summary>
    public async Task<Rehearsal?> LatestAsync(Guid draft, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return await connection.QueryFirstOrDefaultAsync<Rehearsal>(new CommandDefinition("""
            select id, file, digest, edition, since, state, asked_at as AskedAt, finished_at as FinishedAt, files, files_done as FilesDone,
                   files_unread as FilesUnread, rows, refused, newly_refused as NewlyRefused, newly_held as NewlyHeld, freed
              from collection.rehearsal where draft = @draft order by asked_at desc, id desc limit 1
            """, new { draft }, cancellationToken: ct));
    }

    public async Task<IReadOnlyList<ByProvider>> ProvidersAsync(Guid rehearsal, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<ByProvider>(new CommandDefinition("""
            select p.item, p.provider, (select o.name from people.organisation o where o.code = p.provider) as Name,
                   p.rows, p.newly_refused as NewlyRefused, p.newly_held as NewlyHeld, p.freed
              from collection.rehearsal_provider p where p.rehearsal = @rehearsal
             order by p.newly_refused desc, p.newly_held desc, p.rows desc, p.provider
            """, new { rehearsal }, cancellationToken: ct))];
    }

    /// <param name="provider">Null: of all.</param>
    public async Task<IReadOnlyList<ByRule>> RulesAsync(Guid rehearsal, string? provider, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<ByRule>(new CommandDefinition("""
            select g.item, g.code, g.field, min(g.number) as Number, g.severity, min(g.message) as Message, sum(g.rows)::bigint as Rows,
                   count(distinct g.provider)::int as Providers
              from collection.rehearsal_group g
             where g.rehearsal = @rehearsal and (@provider::text is null or g.provider = @provider)
             group by g.item, g.code, g.field, g.severity order by Rows desc, g.code, g.field
            """, new { rehearsal, provider }, cancellationToken: ct))];
    }

    /// <summary>Some of the rows, of the submissions the caller may see; the look is traced.</summary>
    public async Task<IReadOnlyList<Example>> ExamplesAsync(
        Guid rehearsal, string code, string field, string? provider, Caller caller, CancellationToken ct)
    {
        if (!caller.MayEnter(Permission.ViewSubmissions))
        {
            return [];
        }

        var seen = SeenBy.Parameters(caller, Permission.ViewSubmissions);
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var rows = (await connection.QueryAsync<(Guid Submission, long Row, string Provider, string? Name, Guid File, string Item, byte[] Content)>(
            new CommandDefinition($"""
                select e.submission, e.row, e.provider, (select o.name from people.organisation o where o.code = e.provider), s.file, e.item, e.content
                  from collection.rehearsal_row e
                  join collection.submission s on s.id = e.submission
                  join foundation.file f on f.id = s.file and f.wrapped_key is not null
                 where e.rehearsal = @rehearsal and e.code = @code and e.field = @field and (@provider::text is null or e.provider = @provider)
                   and {SeenBy.Sql("e.provider")}
                 order by e.provider, e.submission, e.row limit @RowsShown
                """, new { rehearsal, code, field, provider, RowsShown, seen.SeenEvery, seen.SeenOwn, seen.SeenStems }, cancellationToken: ct))).AsList();
        if (rows.Count > 0)
        {
            await trace.WriteAsync(new Look(
                LookKind.Handle, null, [.. rows.Select(r => r.Item).Distinct()], "查看目录试算的例行", null, null, LookResult.Answered, rows.Count)
            {
                IsMatterDue = false,
            }, caller, ct);
        }

        List<Example> examples = [];
        foreach (var row in rows)
        {
            examples.Add(new Example(row.Submission, row.Row, row.Provider, row.Name, KeptRow.Open(await passes.KeyAsync(row.File, ct), row.Content)));
        }

        return examples;
    }

    public async Task<IReadOnlyList<ClassChange>> ClassesAsync(Guid rehearsal, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<ClassChange>(new CommandDefinition("""
            select c.item, c.stands, c.would_be as WouldBe, c.confirmed, count(*) as Records,
                   count(*) filter (where c.would_until < coalesce(c.stands_until, 'infinity')) as Sooner
              from collection.rehearsal_class c where c.rehearsal = @rehearsal
             group by c.item, c.stands, c.would_be, c.confirmed order by count(*) desc, c.item, c.stands, c.would_be, c.confirmed
            """, new { rehearsal }, cancellationToken: ct))];
    }

    /// <summary>The records themselves, of the providers whose submissions the caller may see.</summary>
    public async Task<IReadOnlyList<ClassOfOne>> ClassRowsAsync(Guid rehearsal, Guid? after, Caller caller, CancellationToken ct)
    {
        if (!caller.MayEnter(Permission.ViewSubmissions))
        {
            return [];
        }

        var seen = SeenBy.Parameters(caller, Permission.ViewSubmissions);
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<ClassOfOne>(new CommandDefinition($"""
            select c.record_id as RecordId, c.provider, (select o.name from people.organisation o where o.code = c.provider) as ProviderName,
                   c.stands, c.would_be as WouldBe, c.confirmed, c.stands_until as StandsUntil, c.would_until as WouldUntil
              from collection.rehearsal_class c
             where c.rehearsal = @rehearsal and (@after::uuid is null or c.record_id > @after) and {SeenBy.Sql("c.provider")}
             order by c.record_id limit @RowsShown
            """, new { rehearsal, after, RowsShown, seen.SeenEvery, seen.SeenOwn, seen.SeenStems }, cancellationToken: ct))];
    }
}
