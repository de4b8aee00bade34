using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;

namespace Xinheng.Platform.Collection;

/// <summary>
/// Notes that somebody tried to approve what they themselves handed in or edited: once for each submission and account, in
/// the log, for whoever watches over the two-person rule.
/// </summary>
public sealed class NoteOwnApproval(Journal.Journal journal)
{
    public async Task RunAsync(SubmissionId submission, Caller caller, CancellationToken ct)
    {
        await using var work = await journal.OpenAsync(caller.Actor, Power.NoteOwnApproval, ct);
        if (await work.ExecuteAsync("""
            insert into collection.own_approval (submission, who, at, entry) values (@submission, @who, @At, @entry) on conflict do nothing
            """, new { submission = submission.Value, who = caller.Actor.Identity, work.At, entry = work.Entry.Value }, ct) == 0)
        {
            return;
        }

        work.Tell(new { submission = submission.Value });
        await work.CommitAsync(ct);
    }
}
