using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Model.People.Tracing;
using Xinheng.Platform.People.Tracing;

namespace Xinheng.Platform.Collection.Reviewing;

/// <summary>The file exactly as it was handed in, for those of its body who review or made it; each opening is traced.</summary>
public sealed class OriginalFile(Submissions submissions, SubmissionPasses passes, Trace trace)
{
    /// <summary>Its bytes, to be read once, and what to call it.</summary>
    public sealed record Opened(Stream Content, string Name);

    public async Task<Result<Opened>> OpenAsync(SubmissionId id, Caller caller, CancellationToken ct)
    {
        var found = await submissions.FindAsync(id, caller, ct);
        if (!found.TryGet(out var submission))
        {
            return Result<Opened>.Refuse(found.Refusals);
        }

        var may = caller.May(Permission.Approve, submission.Whose) || caller.May(Permission.Submit, submission.Whose);
        await trace.WriteAsync(new Look(LookKind.Handle, null, [submission.Item], "下载报送原件", null, null,
            may ? LookResult.Answered : LookResult.Denied, may ? (int)Math.Min(submission.Rows, int.MaxValue) : 0)
        { IsMatterDue = false }, caller, ct);
        return may
            ? new Opened(await passes.FileAsync(submission, ct), $"{submission.Item}-{submission.Id}.{submission.Format.ToLowerInvariant()}")
            : Refusal.Forbidden("collection.original-not-yours", "原件只给本单位的数据管理员和审核员看。");
    }
}
