using System.Text.Json;
using Dapper;
using Npgsql;
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

    public async Task RunAsync(SubmissionId id, CancellationToken ct)
    {
        await using var connection = await passes.OpenAsync(ct);
        if (await connection.ExecuteAsync(new CommandDefinition("""
            update collection.submission set state = 'checking' where id = @id and state in ('received', 'checking', 'checked')
            """, new { id = id.Value }, commandTimeout: 0, cancellationToken: ct)) == 0)
        {
            return; // entered or returned meanwhile
        }

        // Locked to the end: checks take turns, and nobody settles a row while they read.
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var submission = await Submissions.LockAsync(connection, id, ct);
        if (submission.Where == SubmissionState.Checking)
        {
            await CheckAsync(connection, submission, ct);
            await transaction.CommitAsync(CancellationToken.None);
        }
    }

    private async Task CheckAsync(NpgsqlConnection connection, Submission submission, CancellationToken ct)
    {
        var found = await passes.TermsAsync(submission, null, ct);
        if (!found.TryGet(out var terms))
        {
            await ReturnAsync(connection, submission, found.Refusals, ct);
            return;
        }

        var settled = await passes.SettledAsync(submission, terms, ct);
        var ledger = await PassLedger.OpenAsync(connection, submission, terms.Item, await passes.KeyAsync(submission, ct), ct);
        var pass = new Pass(passes, submission, terms, settled, enters: false);
        var review = await RowsForReview.OpenAsync(connection, submission, terms.Item, settled, await passes.KeyAsync(submission, ct), ct);
        await pass.WalkAsync(ledger, rows => RecordMatch.FindAsync(connection, terms.Item.Code, rows, ct), review, ct);
        if (pass.Refusals.Count > 0)
        {
            await ReturnAsync(connection, submission, pass.Refusals, ct);
            return;
        }

        await ledger.ForeseeAsync(pass.Tally, ct);
        await review.KeepAsync(ct);
        await FinishAsync(connection, submission, pass, terms.Edition, CheckDigest.Of(submission, terms.Edition, settled), ct);
    }

    // A submission that entered in part stays entered: only its further round comes to nothing.
    private Task ReturnAsync(
        NpgsqlConnection connection, Submission submission, IReadOnlyList<Refusal> refusals, CancellationToken ct) =>
        connection.ExecuteAsync(new CommandDefinition(submission.Rounds > 0
            ? "update collection.submission set state = 'entered', fault = @fault::json, checked_at = @now where id = @Id"
            : """
              delete from collection.kept_row where submission = @Id;
              delete from collection.problem where submission = @Id;
              delete from collection.review_row where submission = @Id;
              delete from collection.awaiting_calendar where submission = @Id;
              update collection.submission
                 set state = 'returned', fault = @fault::json, checked_at = @now, rows = 0, entered = 0, corrected = 0,
                     unchanged = 0, held = 0, refused = 0, wanted_items = 0, missing_items = 0, on_time = 0, late = 0
               where id = @Id
              """, new
            {
                submission.Id,
                now = clock.Now,
                fault = JsonSerializer.Serialize(refusals.Select(r => new { code = r.Code, field = r.Field, message = r.Message })),
            }, cancellationToken: ct));

    // A further round in which nothing came right leaves nothing to approve.
    private Task FinishAsync(
        NpgsqlConnection connection, Submission submission, Pass pass, int edition, byte[] digest, CancellationToken ct) =>
        connection.ExecuteAsync(new CommandDefinition("""
            update collection.submission
               set state = @state, checked_at = @now, edition = @edition, check_digest = @digest, fault = null, notes = @notes::json
             where id = @Id
            """, new
        {
            submission.Id, now = clock.Now, edition, digest,
            state = submission.Rounds > 0 && pass.Tally.Rows == pass.Tally.Held + pass.Tally.Refused ? "entered" : "checked",
            notes = submission.Rounds > 0 ? submission.Notes : JsonSerializer.Serialize(pass.Notes.Select(n => new { code = n.Code, message = n.Message })),
        }, cancellationToken: ct));

    /// <summary>The job that does it.</summary>
    public JobKind AsJob() => new(Job, async (payload, ct) =>
    {
        // Twenty rows settled one after the other ask twenty times: the first check answers for all that were there by then.
        var id = new SubmissionId(payload.GetProperty("id").GetGuid());
        if (await IsPendingAsync(id, ct))
        {
            await RunAsync(id, ct);
        }
    });

    /// <summary>Whether checking is still to come or under way.</summary>
    public async Task<bool> IsPendingAsync(SubmissionId id, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return (await Submissions.GetAsync(connection, id, ct)).Where is SubmissionState.Received or SubmissionState.Checking;
    }
}
