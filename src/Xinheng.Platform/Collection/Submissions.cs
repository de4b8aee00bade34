using Dapper;
using Npgsql;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Journal;
using Xinheng.Platform.People;

namespace Xinheng.Platform.Collection;

/// <summary>Finds submissions, for those who may see them. What one may not see answers like what does not exist.</summary>
public sealed class Submissions(Database database)
{
    internal const string Columns = """
        id, item, provider, (select o.region from people.organisation o where o.code = provider) as Region, format, file, digest, bytes, received_by as ReceivedBy, received_at as ReceivedAt, state,
        fault::text as Fault, notes::text as Notes, edition, check_digest as CheckDigest, checked_at as CheckedAt,
        approved_by as ApprovedBy, approved_at as ApprovedAt, entered_at as EnteredAt, rounds,
        coalesce((select p.rows from collection.progress p where p.submission = collection.submission.id), 0) as Progress,
        rows, entered, corrected, unchanged, held, refused, done_entered as DoneEntered, done_corrected as DoneCorrected,
        wanted_items as WantedItems, missing_items as MissingItems, on_time as OnTime, late, unusual::text as Unusual,
        unusual_rows as UnusualRows, due_on as DueOn, draft, sent_by as SentBy, sent_at as SentAt,
        (select coalesce(sum(a.rows), 0)::bigint from collection.awaiting_calendar a where a.submission = collection.submission.id) as Awaiting,
        (select min(a.awaits_year) from collection.awaiting_calendar a where a.submission = collection.submission.id) as AwaitsYear
        """;

    /// <summary>A kind of problem of a submission, with its exact number of rows.</summary>
    public sealed record ProblemGroup(string Code, string Field, string Number, string Severity, string Message, long Rows, long FirstRow);

    public async Task<Result<Submission>> FindAsync(SubmissionId id, Caller caller, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var found = await connection.QuerySingleOrDefaultAsync<Submission>(new CommandDefinition(
            $"select {Columns} from collection.submission where id = @id", new { id = id.Value }, cancellationToken: ct));
        if (found is null || !caller.Holds(Permission.ViewSubmissions, found.Whose))
        {
            return Refusal.NotFound("collection.no-submission", "没有这份报送，或您无权查看。");
        }

        return caller.OutOfScope(Permission.ViewSubmissions, found.Item) is { } refusal ? refusal : found;
    }

    /// <summary>Whether a submission is under way and no job is left that would bring it further: too many attempts failed.</summary>
    public async Task<bool> IsGivenUpAsync(SubmissionId id, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return await connection.ExecuteScalarAsync<bool>(new CommandDefinition("""
            select s.state in ('received', 'checking', 'approved')
                   and not exists (select from foundation.job j where j.state = 'waiting' and (j.payload->>'id')::uuid = s.id)
              from collection.submission s where s.id = @id
            """, new { id = id.Value }, cancellationToken: ct));
    }

    public async Task<IReadOnlyList<Submission>> ListAsync(Caller caller, CancellationToken ct)
    {
        var seen = SeenBy.Parameters(caller, Permission.ViewSubmissions);
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<Submission>(new CommandDefinition($"""
            select {Columns} from collection.submission
             where {SeenBy.Sql("provider")} and (@every or item = any (@items))
             order by received_at desc limit 200
            """, new
        {
            seen.SeenEvery, seen.SeenOwn, seen.SeenStems,
            every = caller.IsForEveryItem(Permission.ViewSubmissions), items = caller.ItemsOf(Permission.ViewSubmissions).ToArray(),
        }, cancellationToken: ct))];
    }

    public async Task<IReadOnlyList<ProblemGroup>> ProblemsAsync(SubmissionId id, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<ProblemGroup>(new CommandDefinition("""
            select code, field, number, severity, message, rows, first_row as FirstRow
              from collection.problem where submission = @id order by rows desc, code, field
            """, new { id = id.Value }, cancellationToken: ct))];
    }

    /// <summary>What was handed in for those items since then, and not sent back as a whole, oldest first; whose original is still kept.</summary>
    internal static async Task<IReadOnlyList<Submission>> SinceAsync(
        NpgsqlConnection connection, string[] items, DateTimeOffset since, CancellationToken ct) =>
        [.. await connection.QueryAsync<Submission>(new CommandDefinition($"""
            select {Columns} from collection.submission
             where item = any (@items) and received_at >= @since and (state <> 'returned' or rows > 0)
               and exists (select from foundation.file f where f.id = submission.file and f.wrapped_key is not null)
             order by received_at, id
            """, new { items, since = since.ToUniversalTime() }, cancellationToken: ct))];

    /// <summary>The row as it is now, locked until the act is done.</summary>
    internal static Task<Submission?> ForUpdateAsync(Work work, SubmissionId id, CancellationToken ct) =>
        work.FindAsync<Submission>($"select {Columns} from collection.submission where id = @id for update", new { id = id.Value }, ct);

    /// <summary>Waits for whoever has it, however long: another program's pass over a large file takes minutes.</summary>
    internal static Task<Submission> LockAsync(NpgsqlConnection connection, SubmissionId id, CancellationToken ct) =>
        connection.QuerySingleAsync<Submission>(new CommandDefinition($"select {Columns} from collection.submission where id = @id for update",
            new { id = id.Value }, commandTimeout: 0, cancellationToken: ct));

    internal static Task<Submission> GetAsync(NpgsqlConnection connection, SubmissionId id, CancellationToken ct) =>
        connection.QuerySingleAsync<Submission>(new CommandDefinition(
            $"select {Columns} from collection.submission where id = @id", new { id = id.Value }, cancellationToken: ct));

    internal static Task<Submission?> SameAsync(Work work, string provider, string item, byte[] digest, CancellationToken ct) =>
        work.FindAsync<Submission>(
            $"select {Columns} from collection.submission where provider = @provider and item = @item and digest = @digest",
            new { provider, item, digest }, ct);
}
