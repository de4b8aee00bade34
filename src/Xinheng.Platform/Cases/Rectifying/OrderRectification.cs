using System.Security.Cryptography;
using Xinheng.Model.Cases.Rectifying;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Model.Procedures;
using Xinheng.Platform.Collection.Own;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Law;
using Xinheng.Platform.Procedures;

namespace Xinheng.Platform.Cases.Rectifying;

/// <summary>责令限期整改: the body that found it orders what is to be put right, by a date of its own, with reasons. 国办发〔2019〕35号 (V-).</summary>
public sealed class OrderRectification(
    Journal.Journal journal, CaseFiles cases, WhomItConcerns whom, CorrectionRecords records, EnterOwnRow own, Database database, Clock clock)
{
    private const int LongestNumber = 64;

    /// <param name="Number">Of the order, as the body numbers it.</param>
    /// <param name="DueOn">The last day in time.</param>
    /// <param name="DueReason">Why that date.</param>
    public sealed record Command(WhomItConcerns.Given Whom, string Number, string Matter, string Requirement, DateOnly DueOn, string DueReason);

    public async Task<Result<CaseId>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        if (caller.Actor.Organisation is not { } body || !caller.May(Permission.DecideCases, body))
        {
            return Refusal.Forbidden("cases.correction.not-body", "限期整改由作出认定的单位办理，需要本单位的审核员角色。");
        }

        var found = await whom.FindAsync(command.Whom, body, database, ct);
        List<Refusal> problems = [.. found.Refusals, .. Problems(command)];
        if (problems.Count > 0)
        {
            return Result<CaseId>.Refuse(problems);
        }

        var row = new RectificationRow
        {
            CaseId = default, Number = Text.Collapse(command.Number), Matter = command.Matter, Requirement = command.Requirement,
            DueReason = command.DueReason, FirstDueOn = command.DueOn, DueOn = command.DueOn, Verdict = RectificationRow.Open,
            Salt = RandomNumberGenerator.GetBytes(16),
        };
        if (await own.TryAsync(await records.OfAsync(row, body, found.Value, ct), ct) is { IsRefused: true } impossible)
        {
            return Result<CaseId>.Refuse(impossible.Refusals);
        }

        await using var work = await journal.OpenAsync(caller.Actor, Power.OrderRectification, ct);
        var opened = await cases.OpenAsync(work, new(RectificationProcedure.Table, RectificationProcedure.Order, found.Value, $"{body}|{row.Number}")
        {
            About = command.Whom.Record?.Value, Body = body, FiledBy = FiledBy.Body,
        }, caller, ct);
        if (!opened.TryGet(out var hand))
        {
            return Result<CaseId>.Refuse(opened.Refusals);
        }

        await hand.TellSubjectAsync($"{row.Number}：请在 {row.DueOn:yyyy-MM-dd} 前整改：{row.Matter}。改好以后在这里提交证明，不收费；有不同意见可以提出。", ct);
        await CorrectionTable.CommitAsync(hand, row with { CaseId = hand.File.Id.Value }, ct);
        return hand.File.Id;
    }

    private IEnumerable<Refusal> Problems(Command command)
    {
        var number = Text.Collapse(command.Number);
        return new[]
        {
            CorrectionTable.Problem(number, "number", "整改通知书编号", LongestNumber),
            CorrectionTable.Problem(command.Matter, "matter", "问题事项"),
            CorrectionTable.Problem(command.Requirement, "requirement", "怎样才算改好"),
            CorrectionTable.Problem(command.DueReason, "dueReason", "为什么定这个期限"),
            DueProblem(command.DueOn, clock.Today),
        }.OfType<Refusal>();
    }

    internal static Refusal? DueProblem(DateOnly due, DateOnly after) => due > after && due <= after.AddYears(1) ? null
        : Refusal.Invalid("cases.correction.due", $"整改期限应晚于 {after:yyyy-MM-dd}，并且在一年以内。", "dueOn");
}
