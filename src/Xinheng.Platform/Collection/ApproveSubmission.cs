using Dapper;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Platform.Catalogue.Publishing;
using Xinheng.Platform.Collection.Reviewing;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.People;

namespace Xinheng.Platform.Collection;

/// <summary>
/// A second person lets a checked submission in. What is approved is a digest of what was checked: if the catalogue or a
/// row changed since, it is checked again first. Nobody approves what they handed in or edited, from whichever account; who
/// tries is noted.
/// </summary>
public sealed class ApproveSubmission(
    Journal.Journal journal, Submissions submissions, SubmissionPasses passes, CatalogueInForce catalogue, Database database,
    NoteOwnApproval ownApprovals, ArticlesToType articles)
{
    private const string OwnWork = "collection.own-work";

    /// <param name="Submission">Which.</param>
    /// <param name="Digest">The digest the reviewer saw; null approves the present one.</param>
    /// <param name="Typed">For each basis that asks for it (<see cref="ArticlesToType"/>), the article the reviewer typed; null where a
    /// door does not ask for typing.</param>
    public sealed record Command(SubmissionId Submission, byte[]? Digest, IReadOnlyList<string>? Typed = null);

    public async Task<Result<Done>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        var found = await submissions.FindAsync(command.Submission, caller, ct);
        if (!found.TryGet(out var seen))
        {
            return Result<Done>.Refuse(found.Refusals);
        }

        if (seen.Where == SubmissionState.Checked && caller.May(Permission.Approve, seen.Whose)
            && (await catalogue.CurrentAsync(ct)).Edition != seen.Edition)
        {
            await CheckAgainAsync(seen, ct);
            return Refusal.Conflict("collection.catalogue-changed", "核验之后目录换了新版。已按新目录重新核验，请查看结果后再审核。");
        }

        var decided = await DecideAsync(command, caller, ct);
        if (decided.Refusals.Any(refusal => refusal.Code == OwnWork))
        {
            await ownApprovals.RunAsync(command.Submission, caller, ct);
        }

        return decided;
    }

    private async Task<Result<Done>> DecideAsync(Command command, Caller caller, CancellationToken ct)
    {
        await using var work = await journal.OpenAsync(caller.Actor, Power.ApproveSubmission, ct);
        var submission = await Submissions.ForUpdateAsync(work, command.Submission, ct);
        var isOwn = await IsOwnWorkAsync(work, submission!, caller, ct);
        var problems = Problems(submission!, command, caller, isOwn);
        if (problems.Count == 0 && command.Typed is { } typed)
        {
            problems.AddRange(await articles.MissedAsync(submission!, typed, ct));
        }

        if (problems.Count > 0)
        {
            return Result<Done>.Refuse(problems);
        }

        await work.ExecuteAsync("""
            update collection.submission set state = 'approved', approved_by = @by, approved_at = @At where id = @Id
            """, new { submission!.Id, work.At, by = caller.Actor.Identity }, ct);
        await work.EnqueueAsync(EnterSubmission.Job, new { id = submission.Id }, ct);
        work.Tell(new
        {
            submission = submission.Id, digest = Convert.ToHexStringLower(submission.CheckDigest!), edition = submission.Edition,
            round = submission.Rounds + 1, typed = command.Typed is { Count: > 0 } signed ? signed.Count : (int?)null,
        });
        await work.CommitAsync(ct);
        return default(Done);
    }

    private async Task<bool> IsOwnWorkAsync(Journal.Work work, Submission submission, Caller caller, CancellationToken ct)
    {
        var hands = (await passes.SettlersAsync(submission, ct)).Append(submission.ReceivedBy).ToHashSet();
        return hands.Contains(caller.Actor.Identity)
            || (caller.Actor.Account is { } account && await Holders.IsSameAsAnyAsync(work, account, hands, ct));
    }

    private static List<Refusal> Problems(Submission submission, Command command, Caller caller, bool isOwn)
    {
        List<Refusal> problems = [];
        if (!caller.May(Permission.Approve, submission.Whose))
        {
            problems.Add(Refusal.Forbidden("collection.not-reviewer", "审核需要本单位的审核员角色。"));
        }

        if (isOwn)
        {
            problems.Add(Refusal.Forbidden(OwnWork, "不能审核自己报送或更正过的内容，用另一个账户也不行；这次操作已经留痕。请由另一位审核员审核。"));
        }

        if (submission.Where != SubmissionState.Checked)
        {
            problems.Add(Refusal.Conflict("collection.not-checked", submission.Where switch
            {
                SubmissionState.Received or SubmissionState.Checking => "这份报送还在核验，请稍候。",
                SubmissionState.Returned => "这份报送已退回，不能审核。",
                _ => "这份报送已经审核通过。",
            }));
        }
        else if (submission.Draft)
        {
            problems.Add(Refusal.Conflict("collection.not-sent", "报送人还没有送审，还在改。送审以后会出现在审核台。"));
        }
        else if (command.Digest is { } digest && !digest.AsSpan().SequenceEqual(submission.CheckDigest))
        {
            problems.Add(Refusal.Conflict("collection.changed-since-check", "您看到的核验结果之后又有变动。请刷新，查看新的结果再审核。"));
        }
        else if (submission.Entered + submission.Corrected + submission.Unchanged == 0)
        {
            // All unchanged may be approved: its receipt then says so.
            problems.Add(Refusal.Conflict("collection.nothing-to-enter", "没有可以入库的行：全部待核或被退回。请更正或放行后再审核，或整份退回。"));
        }

        return problems;
    }

    private async Task CheckAgainAsync(Submission submission, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (await connection.ExecuteAsync(
            "update collection.submission set state = 'checking' where id = @Id and state = 'checked'", submission, transaction) > 0)
        {
            await passes.EnqueueCheckAsync(transaction, submission, ct);
        }

        await transaction.CommitAsync(ct);
    }
}
