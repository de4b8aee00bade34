using Xinheng.Model.Cases.Objecting;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Platform.Procedures;

namespace Xinheng.Platform.Cases.Objecting;

/// <summary>检验、检测、检疫、鉴定、专家评审: while experts look, the clocks stand still; for nothing else. Basis: 河南省社会信用条例 41 (V).</summary>
public sealed class PauseObjection(Journal.Journal journal, CaseFiles cases)
{
    /// <summary>What may stop the clocks, as the law lists it.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["检验", "检测", "检疫", "鉴定", "专家评审"];

    /// <param name="Kind">One of <see cref="Kinds"/>; null: the examination has ended, time runs on.</param>
    public sealed record Command(CaseId Case, string? Kind, string Reason);

    public async Task<Result<Done>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        var step = command.Kind is null ? ObjectionSteps.Resume : ObjectionSteps.Pause;
        await using var work = await journal.OpenAsync(caller.Actor, Power.PauseObjection, ct);
        var taken = await cases.TakeAsync(work, ObjectionSteps.Procedure, step, command.Case, caller, ct);
        if (!taken.TryGet(out var hand))
        {
            return Result<Done>.Refuse(taken.Refusals);
        }

        if (Problem(command, hand.File.PausedOn is not null) is { } problem)
        {
            return problem;
        }

        var moved = await hand.GoAsync(step, command.Kind is null ? command.Reason : $"{command.Kind}：{command.Reason.Trim()}", ct);
        if (moved.IsRefused)
        {
            return Result<Done>.Refuse(moved.Refusals);
        }

        await hand.TellSubjectAsync(command.Kind is { } kind
            ? $"您的异议 {hand.File.Number}：需要{kind}，期间不计入办理时限。理由：{command.Reason.Trim()}"
            : $"您的异议 {hand.File.Number}：检验、鉴定已经结束，时限继续计算。", ct);
        await hand.CommitAsync(new { kind = command.Kind }, ct);
        return default(Done);
    }

    private static Refusal? Problem(Command command, bool isPaused) =>
        command.Kind is null ? isPaused ? null : Refusal.Conflict("cases.objection-not-paused", "这件异议的时限没有中止，不用恢复。")
        : isPaused ? Refusal.Conflict("cases.objection-paused", "这件异议的时限已经中止。请先登记检验、鉴定结束。")
        : !Kinds.Contains(command.Kind) ? Refusal.Invalid("cases.pause-kind", $"只有{string.Join("、", Kinds)}的时间不计入时限，请选择其中一种。", "kind")
        : string.IsNullOrWhiteSpace(command.Reason) ? Refusal.Invalid("cases.pause-reason", "请写明为什么需要、由谁做，申请人会看到。", "reason")
        : null;
}
