using Xinheng.Model.Cases.Repairing;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Model.Procedures;
using Xinheng.Model.Records;
using Xinheng.Platform.Collection;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Law;
using Xinheng.Platform.Procedures;
using Xinheng.Platform.Records.Moving;

namespace Xinheng.Platform.Cases.Repairing.Reorganising;

/// <summary>
/// The plan failed: what was hidden counts again in this transaction, until its own end and no longer. Who abused insolvency is barred for as
/// long as a rule of the place says. Basis: Order 36 of 2025 (V-); 深圳经济特区社会信用条例 83 (V).
/// </summary>
public sealed class FailReorganisation(Journal.Journal journal, CaseFiles cases, Standings standings, Jurisdiction jurisdiction, Clock clock)
{
    /// <param name="Abused">The court found that insolvency was used to escape debts.</param>
    public sealed record Command(CaseId Case, string Reason, bool Abused);

    public async Task<Result<CaseFile>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        await using var work = await journal.OpenAsync(caller.Actor, Power.FailReorganisation, ct);
        var step = caller.MayEnter(Permission.DecideCases) ? ReorganisationProcedure.Fail : ReorganisationProcedure.FailCentrally;
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

        var (records, tree) = await ShieldedRecords.MoveAsync(standings, hand, standing => standing.LiftShield($"重整计划未能执行（{hand.File.Number}）"), ct);
        DateOnly? until = null;
        if (command.Abused)
        {
            var rule = jurisdiction.Law.Rules.Find(ReorganisationProcedure.AbuseRule, jurisdiction.Profile, clock.Today);
            until = await RepairBars.PutAsync(hand, RepairBars.Abuse, rule.TryGet(out var found) ? found : null, clock.Today, ct);
        }

        await work.ExecuteAsync("update cases.reorganisation set abused = @Abused where case_id = @id", new { command.Abused, id = command.Case.Value }, ct);
        await hand.TellSubjectAsync(string.Concat(
            $"{hand.File.Number}：重整（和解）计划未能执行，{records.Count} 条失信信息恢复到原来的状态，公示到原定的期限为止。",
            until is { } day ? $"因滥用破产程序，{day:yyyy-MM-dd}之前不受理修复申请。" : ""), ct);
        await hand.CommitAsync(new { records, abused = command.Abused, barred = until }, ct, tree);
        return hand.File;
    }
}
