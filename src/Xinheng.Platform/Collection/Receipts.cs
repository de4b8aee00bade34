using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Journal;

namespace Xinheng.Platform.Collection;

/// <summary>Signs what a department may hold the platform to: that the bytes came, and what became of their rows.</summary>
public sealed class Receipts(SigningKeys keys, Database database)
{
    internal async Task IssueAsync(Work work, Submission submission, ReceiptOutcome? outcome, CancellationToken ct)
    {
        var receipt = new Receipt
        {
            Submission = submission.Key,
            Digest = new Hash256(submission.Digest),
            Bytes = submission.Bytes,
            Item = submission.Item,
            Provider = submission.Provider,
            ReceivedAt = new DateTimeOffset(submission.ReceivedAt, TimeSpan.Zero),
            Outcome = outcome,
            Checkpoint = await work.FindAsync<string>("select note from journal.checkpoint order by size desc limit 1", null, ct),
        };
        await work.ExecuteAsync("insert into collection.receipt (submission, round, at, text) values (@id, @round, @At, @text)", new
        {
            id = submission.Id,
            round = outcome is null ? 0 : submission.Rounds + 1,
            work.At,
            text = receipt.Sign(keys.Current).ToString(),
        }, ct);
    }

    /// <summary>The newest receipt; the first one only says that the bytes were received.</summary>
    public async Task<string?> NewestAsync(SubmissionId id, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        await using var command = new Npgsql.NpgsqlCommand(
            "select text from collection.receipt where submission = $1 order by round desc limit 1", connection);
        command.Parameters.AddWithValue(id.Value);
        return (string?)await command.ExecuteScalarAsync(ct);
    }
}
