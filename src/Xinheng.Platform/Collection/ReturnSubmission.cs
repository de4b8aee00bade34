using System.Text.Json;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;

namespace Xinheng.Platform.Collection;

/// <summary>A reviewer sends a checked submission back whole, with a reason; nothing of it enters.</summary>
public sealed class ReturnSubmission(Journal.Journal journal, Submissions submissions)
{
    public sealed record Command(SubmissionId Submission, string Reason);

    public async Task<Result<Done>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        var found = await submissions.FindAsync(command.Submission, caller, ct);
        if (found.IsRefused)
        {
            return Result<Done>.Refuse(found.Refusals);
        }

        await using var work = await journal.OpenAsync(caller.Actor, Power.ReturnSubmission, ct);
        var submission = (await Submissions.ForUpdateAsync(work, command.Submission, ct))!;
        List<Refusal> problems = [];
        if (!caller.May(Permission.Approve, submission.Whose))
        {
            problems.Add(Refusal.Forbidden("collection.not-reviewer", "退回需要本单位的审核员角色。"));
        }

        if (string.IsNullOrWhiteSpace(command.Reason))
        {
            problems.Add(Refusal.Invalid("collection.reason-missing", "请写明退回原因，报送人要据此更正。", "reason"));
        }

        if (submission.Where != SubmissionState.Checked || submission.Rounds > 0)
        {
            problems.Add(Refusal.Conflict("collection.not-returnable", "只有核验完成、尚未入库的报送可以退回。"));
        }

        if (problems.Count > 0)
        {
            return Result<Done>.Refuse(problems);
        }

        await work.ExecuteAsync("update collection.submission set state = 'returned', fault = @fault::json where id = @Id", new
        {
            submission.Id,
            fault = JsonSerializer.Serialize(new[] { new { code = "collection.returned", field = (string?)null, message = command.Reason } }),
        }, ct);
        work.Tell(new { submission = submission.Id });
        await work.CommitAsync(ct);
        return default(Done);
    }
}
