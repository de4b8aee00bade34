using Xinheng.Model.Cases.Repairing;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Model.Procedures;
using Xinheng.Model.Records;
using Xinheng.Platform.Procedures;
using Xinheng.Platform.Records.Moving;

namespace Xinheng.Platform.Cases.Repairing.Reorganising;

/// <summary>The plan is carried out: the determining body, and only it, repairs for good what it had determined. Basis: Order 36 of 2025 (V-).</summary>
public sealed class ExecuteReorganisation(Journal.Journal journal, CaseFiles cases, Standings standings)
{
    /// <param name="Verified">The decider has seen the court's or the administrator's proof.</param>
    public sealed record Command(CaseId Case, bool Verified, string? Reason = null);

    public async Task<Result<CaseFile>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        if (!command.Verified)
        {
            return Refusal.Invalid("cases.reorganisation-unverified", "请核对法院或管理人出具的计划执行完毕的证明后再确认。", "verified");
        }

        await using var work = await journal.OpenAsync(caller.Actor, Power.ExecuteReorganisation, ct);
        var step = ReorganisationProcedure.Execute;
        var taken = await cases.TakeAsync(work, ReorganisationProcedure.Table, step, command.Case, caller, ct);
        if (!taken.TryGet(out var hand))
        {
            return Result<CaseFile>.Refuse(taken.Refusals);
        }

        var gone = await hand.GoAsync(step, command.Reason, ct);
        if (gone.IsRefused)
        {
            return gone;
        }

        var (records, tree) = await ShieldedRecords.MoveAsync(standings, hand, standing => standing.Repair($"重整计划执行完毕（{hand.File.Number}）"), ct);
        await hand.TellSubjectAsync($"{hand.File.Number}：计划执行完毕，{records.Count} 条失信信息完成信用修复，不再公示、不再使用。", ct);
        await hand.CommitAsync(new { records }, ct, tree);
        return hand.File;
    }
}
