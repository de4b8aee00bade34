using Dapper;
using Xinheng.Model.Cases.Repairing;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Model.Records;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Law;
using Xinheng.Platform.Procedures;
using Xinheng.Platform.Records.Moving;

namespace Xinheng.Platform.Cases.Repairing.Reorganising;

/// <summary>Every day: a plan whose time is over without anybody having confirmed that it was carried out no longer hides anything. Days on which
/// none ran are made up for.</summary>
public sealed class EndReorganisations(Journal.Journal journal, Database database, CaseFiles cases, Standings standings, Clock clock)
{
    public const string Job = "cases.end-reorganisations";

    /// <summary>Returns how many ended.</summary>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var due = await connection.QueryAsync<Guid>(new CommandDefinition("""
            select r.case_id from cases.reorganisation r join procedures.case_file c on c.id = r.case_id
             where c.closed_on is null and r.ends_on < @Today order by r.ends_on, r.case_id
            """, new { clock.Today }, cancellationToken: ct));
        var ended = 0;
        foreach (var id in due)
        {
            ended += await EndAsync(new CaseId(id), ct) ? 1 : 0;
        }

        return ended;
    }

    private async Task<bool> EndAsync(CaseId id, CancellationToken ct)
    {
        await using var work = await journal.OpenAsync(Actor.TheProgram, Power.EndReorganisation, ct);
        var step = ReorganisationProcedure.End;
        if (!(await cases.TakeAsync(work, ReorganisationProcedure.Table, step, id, Caller.TheProgram, ct)).TryGet(out var hand))
        {
            return false;   // somebody entered its end meanwhile
        }

        await hand.GoAsync(step, null, ct);
        var (records, tree) = await ShieldedRecords.MoveAsync(standings, hand, standing => standing.LiftShield($"计划执行期限届满（{hand.File.Number}）"), ct);
        await hand.TellSubjectAsync($"{hand.File.Number}：计划执行期限已经届满而没有登记执行完毕，{records.Count} 条失信信息的暂时屏蔽解除。已经执行完毕的，请向认定机关提交证明。", ct);
        await hand.TellAsync(hand.File.Body!, $"{hand.File.Number}：计划执行期限已经届满，屏蔽已自行解除。计划已执行完毕的，请通知申请人另行申请修复。", ct);
        await hand.CommitAsync(new { records }, ct, tree);
        return true;
    }
}
