using Xinheng.Model.Cases.Rectifying;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.Law;
using Xinheng.Model.People;
using Xinheng.Platform.Collection.Own;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Law;
using Xinheng.Platform.Procedures;

namespace Xinheng.Platform.Cases.Rectifying;

/// <summary>约谈, or 拒绝参加: what was said, who came, what was undertaken and until when; or that nobody came. It goes on the file the same day.</summary>
public sealed class HoldInterview(Journal.Journal journal, CaseFiles cases, EnterOwnRow own, Clock clock)
{
    private const int LongestName = 100;
    private const int LongestMinutes = 2_500;

    /// <param name="Attended">Null <paramref name="Attendee"/> and no minutes where nobody came; then <paramref name="Minutes"/> says how that was found.</param>
    /// <param name="HeldAt">When it was, or was to be.</param>
    public sealed record Command(
        CaseId Case, bool Attended, DateTimeOffset HeldAt, string Attendee, string Minutes, string Undertakings, DateOnly? FollowUpOn);

    public async Task<Result<Done>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        var step = command.Attended ? InterviewProcedure.Hold : InterviewProcedure.Refuse;
        await using var work = await journal.OpenAsync(caller.Actor, Power.HoldInterview, ct);
        var taken = await cases.TakeAsync(work, InterviewProcedure.Table, step, command.Case, caller, ct);
        if (!taken.TryGet(out var hand))
        {
            return Result<Done>.Refuse(taken.Refusals);
        }

        var row = (await CorrectionTable.InterviewAsync(work, command.Case, ct)) with
        {
            HeldAt = command.HeldAt.UtcDateTime,
            Attended = command.Attended,
            Attendee = command.Attended ? command.Attendee : null,
            Minutes = command.Minutes,
            Undertakings = command.Attended && command.Undertakings.Length > 0 ? command.Undertakings : null,
            FollowUpOn = command.FollowUpOn,
        };
        List<Refusal> problems = [.. Problems(command)];
        if (problems.Count == 0 && await own.TryAsync(CorrectionRecords.Of(row, hand.File.Body!, hand.File.Subject), ct) is { IsRefused: true } impossible)
        {
            problems.AddRange(impossible.Refusals.Select(r => r with { Field = "minutes" }));
        }

        if (problems.Count > 0)
        {
            return Result<Done>.Refuse(problems);
        }

        var gone = await hand.GoAsync(step, command.Attended ? null : command.Minutes, ct);
        if (gone.IsRefused)
        {
            return Result<Done>.Refuse(gone.Refusals);
        }

        await hand.TellSubjectAsync(command.Attended
            ? $"{hand.File.Number}：约谈记录已经形成并入档，请核对后确认。"
            : $"{hand.File.Number}：没有参加{row.KindName}，已经记入档案。仍愿意参加的，请与约谈单位联系。", ct);
        await CorrectionTable.CommitAsync(hand, row, ct);
        return default(Done);
    }

    private IEnumerable<Refusal> Problems(Command command) => new[]
    {
        command.Attended ? CorrectionTable.Problem(command.Attendee, "attendee", "谁来参加", LongestName) : null,
        CorrectionTable.Problem(command.Minutes, "minutes", command.Attended ? "约谈纪要" : "怎样知道拒绝参加", LongestMinutes),
        command.Undertakings.Length > 0 ? CorrectionTable.Problem(command.Undertakings, "undertakings", "承诺事项") : null,
        command.HeldAt > clock.Now ? Refusal.Invalid("cases.correction.not-yet", "约谈还没有到时间，不能先记。", "heldAt")
            : LegalTime.DateOf(command.HeldAt) != clock.Today
                ? Refusal.Invalid("cases.correction.same-day", $"约谈记录当日入档：约谈时间应是今天（{clock.Today:yyyy-MM-dd}）。", "heldAt") : null,
        command.FollowUpOn is { } day && day <= clock.Today ? Refusal.Invalid("cases.correction.follow-up", "跟踪日期应在今天以后。", "followUpOn") : null,
    }.OfType<Refusal>();
}
