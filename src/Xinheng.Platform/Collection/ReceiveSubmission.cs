using Xinheng.Model.Collection;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Catalogue.Publishing;

namespace Xinheng.Platform.Collection;

/// <summary>
/// Takes a department's bytes: kept encrypted, by digest, with a signed receipt, before anybody looks at them. The same
/// bytes for the same item again are the same submission. A signature that came with them must hold, or nothing is kept.
/// </summary>
public sealed class ReceiveSubmission(
    Journal.Journal journal, FileStore files, CatalogueInForce catalogue, Receipts receipts, Signatures signatures,
    Database database, Jobs jobs, Clock clock)
{
    /// <summary>A file as large as the largest department's yearly delivery.</summary>
    public const long MostBytes = 4L << 30;

    /// <param name="Signature">The provider's detached JWS over its <see cref="SubmissionStatement"/>, where one came along.</param>
    /// <param name="IsDraft">Its maker still wants to look at it in the workbench: no reviewer gets it before it is sent.</param>
    public sealed record Command(string Item, string Provider, SubmissionFormat Format, Stream Content, string? Signature = null, bool IsDraft = false);

    /// <param name="IsNew">False when these bytes were received before.</param>
    public sealed record Received(SubmissionId Id, bool IsNew);

    public async Task<Result<Received>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        var offered = await signatures.OpenAsync(command.Signature, command.Provider, caller, clock.Now, ct);
        if (await RefuseAsync(command, caller, ct) is { Count: > 0 } problems)
        {
            return Result<Received>.Refuse(problems);
        }

        if (offered.IsRefused)
        {
            return Result<Received>.Refuse(offered.Refusals);
        }

        var written = await files.WriteAsync(command.Content, MostBytes, ct);
        if (!written.TryGet(out var file))
        {
            return Result<Received>.Refuse(written.Refusals);
        }

        if (file.Length == 0)
        {
            files.Discard(file);
            return Refusal.Invalid("collection.empty", "文件是空的。请检查导出是否完成，再重新报送。");
        }

        if (offered.Value is not { } offer)
        {
            return await RecordAsync(command, file, null, caller, ct);
        }

        var signed = Signatures.Check(offer, new(new Hash256(file.Digest), command.Item, command.Provider));
        if (!signed.TryGet(out var signature))
        {
            files.Discard(file);
            return Result<Received>.Refuse(signed.Refusals);
        }

        return await RecordAsync(command, file, signature, caller, ct);
    }

    private async Task<Result<Received>> RecordAsync(
        Command command, FileStore.Written file, Signatures.Verified? signature, Caller caller, CancellationToken ct)
    {
        await using var work = await journal.OpenAsync(caller.Actor, Power.ReceiveSubmission, ct);

        // Two people sending the same file at once take turns here; the second finds the first's.
        await work.ExecuteAsync("select pg_advisory_xact_lock(hashtextextended(@key, 0))",
            new { key = Convert.ToHexString(file.Digest) }, ct);
        if (await Submissions.SameAsync(work, command.Provider, command.Item, file.Digest, ct) is { } same)
        {
            files.Discard(file);
            await ContinueAsync(work, same, signature, ct);
            return new Received(same.Key, false);
        }

        await files.RecordAsync(work.Transaction, file, ct);
        var submission = new Submission
        {
            Id = clock.NewId(), Item = command.Item, Provider = command.Provider, Format = command.Format.ToString(),
            File = file.Id, Digest = file.Digest, Bytes = file.Length, ReceivedBy = caller.Actor.Identity,
            ReceivedAt = work.At.UtcDateTime, State = nameof(SubmissionState.Received), Draft = command.IsDraft,
        };
        await work.ExecuteAsync("""
            insert into collection.submission (id, item, provider, format, file, digest, bytes, received_by, received_at, state, draft)
            values (@Id, @Item, @Provider, @Format, @File, @Digest, @Bytes, @ReceivedBy, @ReceivedAt, 'received', @Draft)
            """, submission, ct);
        await receipts.IssueAsync(work, submission, null, ct);
        await work.EnqueueAsync(CheckSubmission.Job, new { id = submission.Id }, ct);
        await TellAsync(work, submission, signature, ct);
        await work.CommitAsync(ct);
        return new Received(submission.Key, true);
    }

    private static async Task TellAsync(Journal.Work work, Submission submission, Signatures.Verified? signature, CancellationToken ct)
    {
        var digest = Convert.ToHexStringLower(submission.Digest);
        if (signature is null)
        {
            work.Tell(new { submission = submission.Id, item = submission.Item, provider = submission.Provider, digest, bytes = submission.Bytes });
            return;
        }

        await Signatures.KeepAsync(work, submission.Id, signature, ct);
        work.Tell(new
        {
            submission = submission.Id, item = submission.Item, provider = submission.Provider, digest, bytes = submission.Bytes,
            signature = signature.Facts,
        });
    }

    // Who hands the same bytes in again wants them dealt with, also where the program gave up after too many attempts.
    // Signed now by a key that had not: that is evidence, and told.
    private async Task ContinueAsync(Journal.Work work, Submission same, Signatures.Verified? signature, CancellationToken ct)
    {
        var job = same.Where switch
        {
            SubmissionState.Received or SubmissionState.Checking => CheckSubmission.Job,
            SubmissionState.Approved => EnterSubmission.Job,
            _ => null,
        };
        if (job is not null)
        {
            await jobs.EnsureAsync(work.Transaction, job, new { id = same.Id }, ct);
        }

        if (signature is not null && !await Signatures.IsKeptAsync(work, same.Id, signature, ct))
        {
            await TellAsync(work, same, signature, ct);
            await work.CommitAsync(ct);
        }
        else if (job is not null)
        {
            await work.Transaction.CommitAsync(CancellationToken.None); // nothing evidential happened: no entry
        }
    }

    private async Task<List<Refusal>> RefuseAsync(Command command, Caller caller, CancellationToken ct)
    {
        List<Refusal> problems = [];
        if (!caller.Holds(Permission.Submit, new Target(command.Provider)))
        {
            problems.Add(Refusal.Forbidden("collection.not-maker", "报送需要本单位的数据管理员角色。"));
        }

        var found = (await catalogue.CurrentAsync(ct)).Find(command.Item);
        problems.AddRange(found.Refusals);
        if (!found.IsRefused && caller.OutOfScope(Permission.Submit, command.Item) is { } outOfScope)
        {
            problems.Add(outOfScope);
        }

        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        await using var known = new Npgsql.NpgsqlCommand("select 1 from people.organisation where code = $1", connection);
        known.Parameters.AddWithValue(command.Provider);
        if (await known.ExecuteScalarAsync(ct) is null)
        {
            problems.Add(Refusal.NotFound("collection.unknown-provider",
                $"E17 报送单位 {command.Provider} 没有登记。请由平台管理员先登记该单位（统一社会信用代码）。"));
        }

        return problems;
    }
}
