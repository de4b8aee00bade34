using Dapper;
using Npgsql;
using Xinheng.Platform.Collection.Passes;

namespace Xinheng.Platform.Collection.Rehearsing;

/// <summary>Writes down what a rehearsal found, as it goes: whoever asked sees it move. Begun again, it begins anew.</summary>
internal sealed class RehearsalLedger
{
    private const int ClassesKept = 100_000;

    private readonly NpgsqlConnection connection;
    private long rowsBefore;
    private int classes;

    private readonly SubmissionPasses passes;

    private RehearsalLedger(NpgsqlConnection connection, SubmissionPasses passes) => (this.connection, this.passes) = (connection, passes);

    public required Guid Id { get; init; }

    public required string File { get; init; }

    public required string Digest { get; init; }

    public required int Edition { get; init; }

    public required DateOnly Since { get; init; }

    public static async Task<RehearsalLedger?> BeginAsync(NpgsqlConnection connection, SubmissionPasses passes, Guid id, CancellationToken ct)
    {
        var (file, digest, edition, since) = await connection.QuerySingleOrDefaultAsync<(string?, string, int, DateOnly)>(new CommandDefinition("""
            update collection.rehearsal
               set state = 'running', files = 0, files_done = 0, files_unread = 0, rows = 0, refused = 0, newly_refused = 0, newly_held = 0, freed = 0
             where id = @id and state in ('waiting', 'running') returning file, digest, edition, since
            """, new { id }, cancellationToken: ct));
        if (file is null)
        {
            return null;
        }

        await connection.ExecuteAsync(new CommandDefinition("""
            delete from collection.rehearsal_provider where rehearsal = @id;
            delete from collection.rehearsal_group where rehearsal = @id;
            delete from collection.rehearsal_row where rehearsal = @id;
            delete from collection.rehearsal_class where rehearsal = @id
            """, new { id }, cancellationToken: ct));
        return new RehearsalLedger(connection, passes) { Id = id, File = file, Digest = digest, Edition = edition, Since = since };
    }

    public Task ExpectAsync(int files, CancellationToken ct) => ExecuteAsync("update collection.rehearsal set files = @files where id = @Id", new { Id, files }, ct);

    public Task ReportAsync(long rows, CancellationToken ct) =>
        ExecuteAsync("update collection.rehearsal set rows = @rows where id = @Id", new { Id, rows = rowsBefore + rows }, ct);

    public async Task AddAsync(Submission submission, RehearsalTally tally, CancellationToken ct)
    {
        rowsBefore += tally.Rows;
        var unread = tally.IsUnread ? 1 : 0;
        await ExecuteAsync("""
            update collection.rehearsal
               set files_done = files_done + 1, files_unread = files_unread + @unread, rows = @rowsBefore, refused = refused + @Refused,
                   newly_refused = newly_refused + @NewlyRefused, newly_held = newly_held + @NewlyHeld, freed = freed + @Freed
             where id = @Id
            """, new { Id, unread, rowsBefore, tally.Refused, tally.NewlyRefused, tally.NewlyHeld, tally.Freed }, ct);
        if (tally.Rows == 0)
        {
            return;
        }

        await ExecuteAsync("""
            insert into collection.rehearsal_provider as p (rehearsal, item, provider, rows, newly_refused, newly_held, freed)
            values (@Id, @Item, @Provider, @Rows, @NewlyRefused, @NewlyHeld, @Freed)
                on conflict (rehearsal, item, provider) do update
               set rows = p.rows + @Rows, newly_refused = p.newly_refused + @NewlyRefused, newly_held = p.newly_held + @NewlyHeld, freed = p.freed + @Freed
            """, new { Id, submission.Item, submission.Provider, tally.Rows, tally.NewlyRefused, tally.NewlyHeld, tally.Freed }, ct);
        await GroupsAsync(submission, tally, ct);
    }

    public async Task AddAsync(string item, Reclassed changed, CancellationToken ct)
    {
        if (classes++ < ClassesKept)
        {
            await ExecuteAsync("""
                insert into collection.rehearsal_class (rehearsal, item, record_id, provider, authority, stands, confirmed, would_be, stands_until, would_until)
                values (@Id, @item, @RecordId, @Provider, @Authority, @Stands, @Confirmed, @WouldBe, @StandsUntil, @WouldUntil)
                """, new
            {
                Id, item, changed.RecordId, changed.Provider, changed.Authority, changed.Stands, changed.Confirmed, changed.WouldBe,
                changed.StandsUntil, changed.WouldUntil,
            }, ct);
        }
    }

    public Task EndAsync(string state, DateTimeOffset now, CancellationToken ct) =>
        ExecuteAsync("update collection.rehearsal set state = @state, finished_at = @now where id = @Id", new { Id, state, now }, ct);

    private async Task GroupsAsync(Submission submission, RehearsalTally tally, CancellationToken ct)
    {
        byte[]? key = null;
        foreach (var (code, field, severity, group) in tally.Groups)
        {
            await ExecuteAsync("""
                insert into collection.rehearsal_group as g (rehearsal, item, provider, code, field, number, severity, message, rows)
                values (@Id, @Item, @Provider, @code, @field, @Number, @severity, @Message, @Rows)
                    on conflict (rehearsal, item, provider, code, field, severity) do update set rows = g.rows + @Rows
                """, new { Id, submission.Item, submission.Provider, code, field, group.Example.Number, severity, group.Example.Message, group.Rows }, ct);
            foreach (var row in group.Examples)
            {
                key ??= await passes.KeyAsync(submission.File, ct);
                await ExecuteAsync("""
                    insert into collection.rehearsal_row (rehearsal, submission, row, item, provider, code, field, content)
                    values (@Id, @submission, @Number, @Item, @Provider, @code, @field, @content) on conflict do nothing
                    """, new
                {
                    Id, submission = submission.Id, Number = (long)row.Number, submission.Item, submission.Provider, code, field,
                    content = KeptRow.Of(tally.Item!, row).Seal(key),
                }, ct);
            }
        }
    }

    private Task ExecuteAsync(string sql, object parameters, CancellationToken ct) =>
        connection.ExecuteAsync(new CommandDefinition(sql, parameters, cancellationToken: ct));
}
