using Xinheng.Model.Foundation;
using Xinheng.Platform.Journal;
using Xinheng.Platform.Procedures;

namespace Xinheng.Platform.Cases.Rectifying;

/// <summary>Rows of orders and interviews, written with the step that changes them; the journal has a digest of each.</summary>
internal static class CorrectionTable
{
    private const int Longest = 1_000;

    public static async Task<RectificationRow> OrderAsync(Work work, CaseId id, CancellationToken ct) =>
        (await work.FindAsync<RectificationRow>($"select {RectificationRow.Columns} from cases.rectification r where r.case_id = @Value", id, ct))!;

    public static async Task<InterviewRow> InterviewAsync(Work work, CaseId id, CancellationToken ct) =>
        (await work.FindAsync<InterviewRow>($"select {InterviewRow.Columns} from cases.interview i where i.case_id = @Value", id, ct))!;

    /// <summary>Writes the order and commits the act.</summary>
    public static async Task CommitAsync(CaseInHand hand, RectificationRow row, CancellationToken ct)
    {
        await hand.Work.ExecuteAsync("""
            insert into cases.rectification (case_id, number, matter, requirement, due_reason, first_due_on, due_on, verdict, verified_on, salt, entry)
            values (@CaseId, @Number, @Matter, @Requirement, @DueReason, @FirstDueOn, @DueOn, @Verdict, @VerifiedOn, @Salt, @Entry)
                on conflict (case_id) do update
               set due_on = excluded.due_on, verdict = excluded.verdict, verified_on = excluded.verified_on, entry = excluded.entry
            """, row with { Entry = hand.Work.Entry.Value }, ct);
        await hand.Work.EnqueueAsync(FileCorrection.Kind, new { id = row.CaseId }, ct);
        await hand.CommitAsync(new { digest = row.Digest, due = row.DueOn, verdict = row.Verdict }, ct);
    }

    /// <summary>Writes the interview and commits the act.</summary>
    public static async Task CommitAsync(CaseInHand hand, InterviewRow row, CancellationToken ct)
    {
        await hand.Work.ExecuteAsync("""
            insert into cases.interview (case_id, rectification, kind, cause, called_for, place, held_at, attended, attendee, minutes, undertakings,
                                         follow_up_on, confirmed_on, signed, salt, entry)
            values (@CaseId, @Rectification, @KindCode, @Cause, @CalledFor, @Place, @HeldAt, @Attended, @Attendee, @Minutes, @Undertakings,
                    @FollowUpOn, @ConfirmedOn, @Signed, @Salt, @Entry)
                on conflict (case_id) do update
               set held_at = excluded.held_at, attended = excluded.attended, attendee = excluded.attendee, minutes = excluded.minutes,
                   undertakings = excluded.undertakings, follow_up_on = excluded.follow_up_on, confirmed_on = excluded.confirmed_on,
                   signed = excluded.signed, entry = excluded.entry
            """, row with { Entry = hand.Work.Entry.Value }, ct);
        // Called: the order's record says that it led to an interview. Held or refused: the interview has a record of its own.
        if ((row.HeldAt is null ? row.Rectification : row.CaseId) is { } filed)
        {
            await hand.Work.EnqueueAsync(FileCorrection.Kind, new { id = filed }, ct);
        }

        await hand.CommitAsync(new { digest = row.Digest, kind = row.KindCode, attended = row.Attended }, ct);
    }

    public static Refusal? Problem(string text, string field, string what, int most = Longest) =>
        text.Length == 0 || text.Length > most || Text.HasControls(text.ReplaceLineEndings(""))
            ? Refusal.Invalid("cases.correction.text", $"请写{what}，不超过 {most} 个字。", field)
        : Text.HoldsPersonsNumber(text)
            ? Refusal.Invalid("cases.correction.number", $"{what}里有疑似公民身份号码或手机号码的内容，它会入档。请删去号码后再提交。", field)
        : null;
}
