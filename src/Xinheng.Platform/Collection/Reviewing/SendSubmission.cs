using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;

namespace Xinheng.Platform.Collection.Reviewing;

/// <summary>
/// 送审: the maker lets go of a draft. It is checked once more as a whole, with what was corrected, and counts as handed in from
/// now on; then a reviewer has it.
/// </summary>
public sealed class SendSubmission(Journal.Journal journal, Submissions submissions, SubmissionPasses passes)
{
    public sealed record Command(SubmissionId Submission);

    public async Task<Result<Done>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        var found = await submissions.FindAsync(command.Submission, caller, ct);
        if (found.IsRefused)
        {
            return Result<Done>.Refuse(found.Refusals);
        }

        await using var work = await journal.OpenAsync(caller.Actor, Power.SendSubmission, ct);
        var submission = (await Submissions.ForUpdateAsync(work, command.Submission, ct))!;
        var corrected = await work.FindAsync<long>(
            "select count(*) from collection.settled_row where submission = @Id and round = @Rounds", submission, ct);
        if (Problems(submission, corrected, caller) is { Count: > 0 } problems)
        {
            return Result<Done>.Refuse(problems);
        }

        await work.ExecuteAsync("""
            update collection.submission set draft = false, sent_by = @by, sent_at = @At, state = 'checking', fault = null where id = @Id
            """, new { submission.Id, work.At, by = caller.Actor.Identity }, ct);
        await passes.EnqueueCheckAsync(work.Transaction, submission, ct);
        work.Tell(new { submission = submission.Id, corrected });
        await work.CommitAsync(ct);
        return default(Done);
    }

    private static List<Refusal> Problems(Submission submission, long corrected, Caller caller)
    {
        List<Refusal> problems = [];
        if (!caller.May(Permission.Submit, submission.Whose with { Item = submission.Item }))
        {
            problems.Add(Refusal.Forbidden("collection.not-maker", "送审需要本单位的数据管理员角色。"));
        }

        if (!submission.Draft)
        {
            problems.Add(Refusal.Conflict("collection.sent-already", "这份报送已经送审。"));
        }
        else if (submission.Where is SubmissionState.Received or SubmissionState.Checking)
        {
            problems.Add(Refusal.Conflict("collection.not-checked", "这份报送还在核验，请稍候。"));
        }
        else if (submission.Where == SubmissionState.Checked && corrected == 0 && submission.Entered + submission.Corrected + submission.Unchanged == 0)
        {
            problems.Add(Refusal.Conflict("collection.nothing-to-send", "每一行都有问题，还没有可以送审的行。请先改好至少一行，再送审。"));
        }

        return problems;
    }
}
