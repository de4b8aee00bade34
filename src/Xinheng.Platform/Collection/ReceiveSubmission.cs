using Xinheng.Model.Collection;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Catalogue.Publishing;

namespace Xinheng.Platform.Collection;

/// <summary>
/// Takes a department's bytes: kept encrypted, by digest, with a signed receipt, before anybody looks at them. The same
/// bytes for the same item again are the same submission.
/// </summary>
public sealed class ReceiveSubmission(
    Journal.Journal journal, FileStore files, CatalogueInForce catalogue, Receipts receipts, Database database, Jobs jobs,
    Clock clock)
{
    /// <summary>A file as large as the largest department's yearly delivery.</summary>
    public const long MostBytes = 4L << 30;

    public sealed record Command(string Item, string Provider, SubmissionFormat Format, Stream Content);

    /// <param name="IsNew">False when these bytes were received before.</param>
    public sealed record Received(SubmissionId Id, bool IsNew);

    public async Task<Result<Received>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        if (await RefuseAsync(command, caller, ct) is { Count: > 0 } problems)
        {
            return Result<Received>.Refuse(problems);
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

        return await RecordAsync(command, file, caller, ct);
    }

    private async Task<Result<Received>> RecordAsync(
        Command command, FileStore.Written file, Caller caller, CancellationToken ct)
    {
        await using var work = await journal.OpenAsync(caller.Actor, Power.ReceiveSubmission, ct);

        // Two people sending the same file at once take turns here; the second finds the first's.
        await work.ExecuteAsync("select pg_advisory_xact_lock(hashtextextended(@key, 0))",
            new { key = Convert.ToHexString(file.Digest) }, ct);
        if (await Submissions.SameAsync(work, command.Provider, command.Item, file.Digest, ct) is { } same)
        {
            files.Discard(file);
            await ContinueAsync(work, same, ct);
            return new Received(same.Key, false);
        }

        await files.RecordAsync(work.Transaction, file, ct);
        var submission = new Submission
        {
            Id = clock.NewId(), Item = command.Item, Provider = command.Provider, Format = command.Format.ToString(),
            File = file.Id, Digest = file.Digest, Bytes = file.Length, ReceivedBy = caller.Actor.Identity,
            ReceivedAt = work.At.UtcDateTime, State = nameof(SubmissionState.Received),
        };
        await work.ExecuteAsync("""
            insert into collection.submission (id, item, provider, format, file, digest, bytes, received_by, received_at, state)
            values (@Id, @Item, @Provider, @Format, @File, @Digest, @Bytes, @ReceivedBy, @ReceivedAt, 'received')
            """, submission, ct);
        await receipts.IssueAsync(work, submission, null, ct);
        await work.EnqueueAsync(CheckSubmission.Job, new { id = submission.Id }, ct);
        work.Tell(new
        {
            submission = submission.Id, item = command.Item, provider = command.Provider,
            digest = Convert.ToHexStringLower(file.Digest), bytes = file.Length,
        });
        await work.CommitAsync(ct);
        return new Received(submission.Key, true);
    }

    // Who hands the same bytes in again wants them dealt with, also where the program gave up after too many attempts.
    private async Task ContinueAsync(Journal.Work work, Submission same, CancellationToken ct)
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
            await work.Transaction.CommitAsync(CancellationToken.None); // nothing evidential happened: no entry
        }
    }

    private async Task<List<Refusal>> RefuseAsync(Command command, Caller caller, CancellationToken ct)
    {
        List<Refusal> problems = [];
        if (!caller.May(Permission.Submit, command.Provider))
        {
            problems.Add(Refusal.Forbidden("collection.not-maker", "报送需要本单位的数据管理员角色。"));
        }

        problems.AddRange((await catalogue.CurrentAsync(ct)).Find(command.Item).Refusals);

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
