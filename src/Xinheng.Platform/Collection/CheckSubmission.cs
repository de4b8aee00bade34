using System.Text.Json;
using Dapper;
using Npgsql;
using NpgsqlTypes;
using Xinheng.Model.Collection;
using Xinheng.Model.Foundation;
using Xinheng.Platform.Collection.Passes;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Records;

namespace Xinheng.Platform.Collection;

/// <summary>
/// Reads a submission once without entering anything: every row checked and held against the record, so that the reviewer
/// sees what would happen. Changes nothing evidential; run again, it says the same.
/// </summary>
public sealed class CheckSubmission(SubmissionPasses passes, Database database, Clock clock)
{
    public const string Job = "collection.check";

    /// <summary>Beyond this many, rows that stay are counted but not kept one by one: the original still has them.</summary>
    private const int MostKeptRows = 100_000;

    public async Task RunAsync(SubmissionId id, CancellationToken ct)
    {
        await using var connection = await passes.OpenAsync(ct);
        var submission = await Submissions.GetAsync(connection, id, ct);
        if (submission.Where is not (SubmissionState.Received or SubmissionState.Checking or SubmissionState.Checked))
        {
            return;
        }

        await connection.ExecuteAsync("update collection.submission set state = 'checking' where id = @Id", submission);
        var terms = await passes.TermsAsync(submission, null, ct);
        var settled = await passes.SettledAsync(submission, terms, ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await connection.ExecuteAsync(
            "delete from collection.problem where submission = @Id; delete from collection.kept_row where submission = @Id",
            submission, transaction);
        var rows = passes.Rows(submission, terms, settled);
        var tally = new Tally(terms.Item, new Timeliness(terms));
        await ReadAsync(connection, submission, terms, rows, tally, ct);
        await (rows.Refusals.Count > 0
            ? ReturnAsync(connection, submission, rows, ct)
            : FinishAsync(connection, submission, tally, rows, terms.Edition, CheckDigest.Of(submission, terms.Edition, settled), ct));
        await transaction.CommitAsync(CancellationToken.None);
    }

    private async Task ReadAsync(
        NpgsqlConnection connection, Submission submission, SubmissionTerms terms, RowStream rows, Tally tally, CancellationToken ct)
    {
        var key = await passes.KeyAsync(submission, ct);
        var kept = 0;
        await foreach (var chunk in rows.ChunksAsync(ct))
        {
            var staying = chunk.Where(r => r.Candidate is null).Select(r => (Row: r, IsHeld: tally.AddKept(r))).ToList();
            var entering = chunk.Where(r => r is { Candidate: not null, Repeats: false }).ToList();
            var matched = await RecordMatch.FindAsync(connection, terms.Item.Code, [.. entering.Select(r => r.Candidate!)], ct);
            for (var i = 0; i < matched.Length; i++)
            {
                if (tally.AddMatched(entering[i], matched[i]) is { } stays)
                {
                    staying.Add((stays, stays.IsHeld));
                }
            }

            foreach (var repeat in chunk.Where(r => r is { Candidate: not null, Repeats: true }))
            {
                tally.AddRepeat(repeat);
            }

            var keeping = staying.Take(MostKeptRows - kept).ToList();
            kept += keeping.Count;
            await KeepAsync(connection, submission, [.. keeping.Select(s => (s.Row.Number, s.IsHeld, KeptRow.Of(terms.Item, s.Row).Seal(key)))], ct);
            await passes.ReportAsync(submission, tally.Rows, ct);
        }
    }

    private static async Task KeepAsync(
        NpgsqlConnection connection, Submission submission, IReadOnlyList<(int Row, bool IsHeld, byte[] Content)> rows, CancellationToken ct)
    {
        if (rows.Count == 0)
        {
            return;
        }

        await using var copy = await connection.BeginBinaryImportAsync(
            "copy collection.kept_row (submission, row, state, content) from stdin (format binary)", ct);
        foreach (var (row, isHeld, content) in rows)
        {
            copy.StartRow();
            copy.Write(submission.Id, NpgsqlDbType.Uuid);
            copy.Write((long)row, NpgsqlDbType.Bigint);
            copy.Write(isHeld ? "held" : "refused", NpgsqlDbType.Text);
            copy.Write(content, NpgsqlDbType.Bytea);
        }

        await copy.CompleteAsync(ct);
    }

    private Task ReturnAsync(NpgsqlConnection connection, Submission submission, RowStream rows, CancellationToken ct) =>
        connection.ExecuteAsync(new CommandDefinition("""
            delete from collection.kept_row where submission = @Id;
            update collection.submission
               set state = 'returned', fault = @fault::json, checked_at = @now, rows = 0, entered = 0, corrected = 0,
                   unchanged = 0, held = 0, refused = 0
             where id = @Id
            """, new
        {
            submission.Id,
            now = clock.Now,
            fault = JsonSerializer.Serialize(rows.Refusals.Select(r => new { code = r.Code, field = r.Field, message = r.Message })),
        }, cancellationToken: ct));

    private async Task FinishAsync(
        NpgsqlConnection connection, Submission submission, Tally tally, RowStream rows, int edition, byte[] digest, CancellationToken ct)
    {
        foreach (var (example, severity, count, first) in tally.Problems)
        {
            await connection.ExecuteAsync(new CommandDefinition("""
                insert into collection.problem (submission, code, field, number, severity, message, rows, first_row)
                values (@Id, @Code, @field, @Number, @severity, @Message, @count, @first)
                """, new { submission.Id, example.Code, field = example.Field ?? "", example.Number, severity, example.Message, count, first },
                cancellationToken: ct));
        }

        // In later rounds the rows that entered before stay counted.
        var before = submission.Rounds > 0;
        await connection.ExecuteAsync(new CommandDefinition("""
            update collection.submission
               set state = 'checked', checked_at = @now, edition = @edition, check_digest = @digest, notes = @notes::json,
                   rows = case when @before then rows else @Rows end,
                   entered = done_entered + @Entered, corrected = done_corrected + @Corrected,
                   unchanged = case when @before then rows - done_entered - @Entered - done_corrected - @Corrected - @Held - @Refused else @Unchanged end,
                   held = @Held, refused = @Refused,
                   wanted_items = case when @before then wanted_items else @WantedItems end,
                   missing_items = case when @before then missing_items else @MissingItems end,
                   on_time = case when @before then on_time else @OnTime end,
                   late = case when @before then late else @Late end, unusual = @UnusualJson::json
             where id = @id
            """, new
        {
            id = submission.Id, now = clock.Now, edition, digest, before, tally.Rows, tally.Entered, tally.Corrected, tally.Unchanged,
            tally.Held, tally.Refused, tally.WantedItems, tally.MissingItems, tally.OnTime, tally.Late, tally.UnusualJson,
            notes = JsonSerializer.Serialize(rows.Notes.Select(n => new { code = n.Code, message = n.Message })),
        }, cancellationToken: ct));
    }

    /// <summary>The job that does it.</summary>
    public JobKind AsJob() => new(Job, (payload, ct) => RunAsync(new SubmissionId(payload.GetProperty("id").GetGuid()), ct));

    /// <summary>Whether checking is still to come or under way.</summary>
    public async Task<bool> IsPendingAsync(SubmissionId id, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return (await Submissions.GetAsync(connection, id, ct)).Where is SubmissionState.Received or SubmissionState.Checking;
    }
}
