using System.Security.Cryptography;
using Xinheng.Model.Cases.Rectifying;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Model.Procedures;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Procedures;

namespace Xinheng.Platform.Cases.Rectifying;

/// <summary>通知约谈: to hint or to warn, by the body that determined, after an order that was not followed or from a record of its own.</summary>
public sealed class CallInterview(Journal.Journal journal, CaseFiles cases, WhomItConcerns whom, Database database, Clock clock)
{
    private const int LongestPlace = 200;

    /// <param name="Rectification">The order it follows from; null: begun by <paramref name="Whom"/>.</param>
    /// <param name="At">When the subject is to come.</param>
    public sealed record Command(CaseId? Rectification, WhomItConcerns.Given? Whom, InterviewKind Kind, string Cause, DateTimeOffset At, string Place);

    public async Task<Result<CaseId>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        if (caller.Actor.Organisation is not { } body || !caller.May(Permission.DecideCases, body))
        {
            return Refusal.Forbidden("cases.correction.not-interviewer", "谁认定、谁约谈：约谈由作出认定的单位办理，需要本单位的审核员角色。");
        }

        var problems = Problems(command);
        await using var work = await journal.OpenAsync(caller.Actor, Power.CallInterview, ct);
        var found = command.Rectification is { } order
            ? await OfOrderAsync(work, order, body, ct)
            : await whom.FindAsync(command.Whom!, body, database, ct);
        problems.AddRange(found.Refusals);
        if (problems.Count > 0)
        {
            return Result<CaseId>.Refuse(problems);
        }

        var opened = await cases.OpenAsync(work, new(InterviewProcedure.Table, InterviewProcedure.Call, found.Value, $"{body}|{found.Value}")
        {
            About = command.Rectification?.Value ?? command.Whom?.Record?.Value, Body = body, FiledBy = FiledBy.Body, Reason = command.Cause,
        }, caller, ct);
        if (!opened.TryGet(out var hand))
        {
            return Result<CaseId>.Refuse(opened.Refusals);
        }

        var row = new InterviewRow
        {
            CaseId = hand.File.Id.Value, Rectification = command.Rectification?.Value, KindCode = command.Kind == InterviewKind.Warning ? "2" : "1",
            Cause = command.Cause, CalledFor = command.At.UtcDateTime, Place = command.Place, Salt = RandomNumberGenerator.GetBytes(16),
        };
        await hand.TellSubjectAsync($"{row.KindName}：请于 {command.At.UtcDateTime.AddHours(8):yyyy-MM-dd HH:mm} 到{command.Place}。事由：{command.Cause}", ct);
        await CorrectionTable.CommitAsync(hand, row, ct);
        return hand.File.Id;
    }

    private static async Task<Result<SubjectId>> OfOrderAsync(Journal.Work work, CaseId order, string body, CancellationToken ct)
    {
        var stage = await work.FindAsync<(Guid Subject, string Stage)?>("""
            select subject_id, stage from procedures.case_file where id = @order and procedure = @Code and body = @body for share
            """, new { order = order.Value, RectificationProcedure.Table.Code, body }, ct);
        return stage is not { } found ? Refusal.NotFound("cases.correction.no-order", "没有这件限期整改，或者不是本单位作出的。")
            : found.Stage == RectificationProcedure.Overdue.Code || found.Stage == RectificationProcedure.Failed.Code ? new SubjectId(found.Subject)
            : Refusal.Conflict("cases.correction.not-missed", "逾期没有整改、或者核查没有通过的，才转约谈。现在还不是。");
    }

    private List<Refusal> Problems(Command command) =>
    [
        .. new[]
        {
            CorrectionTable.Problem(command.Cause, "cause", "约谈事由"),
            CorrectionTable.Problem(command.Place, "place", "约谈地点", LongestPlace),
            command.At >= clock.Now.AddDays(-1) && command.At <= clock.Now.AddMonths(3) ? null
                : Refusal.Invalid("cases.correction.interview-time", "约谈时间应在今天以后三个月以内。", "at"),
            Enum.IsDefined(command.Kind) ? null : Refusal.Invalid("cases.correction.interview-kind", "请选择提示约谈或者警示约谈。", "kind"),
        }.OfType<Refusal>(),
    ];
}
