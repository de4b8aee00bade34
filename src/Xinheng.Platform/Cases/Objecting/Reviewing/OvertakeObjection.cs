using Xinheng.Model.Cases.Objecting;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Procedures;

namespace Xinheng.Platform.Cases.Objecting.Reviewing;

/// <summary>
/// Review or court has revoked the decision, its record has left, and there is nothing left to answer: the program closes the objection that was
/// open about it. A case has its own entries, so this follows as a job that was asked for in the very act that revoked.
/// </summary>
public sealed class OvertakeObjection(Journal.Journal journal, CaseFiles cases)
{
    public const string Job = "cases.overtake-objection";

    public const string Outcome = "overtaken";

    private static readonly Dictionary<int, string> Nothing = [];

    public async Task RunAsync(CaseId id, CancellationToken ct)
    {
        await using var work = await journal.OpenAsync(Actor.TheProgram, Power.OvertakeObjection, ct);
        if (!(await cases.TakeAsync(work, ObjectionSteps.Procedure, ObjectionSteps.Overtake, id, Caller.TheProgram, ct)).TryGet(out var hand))
        {
            return; // taken back or answered meanwhile
        }

        await hand.GoAsync(ObjectionSteps.Overtake, null, ct);
        await ObjectionTable.EndAsync(work, hand.File, Outcome, null, Nothing, null, Caller.TheProgram, ct);
        await hand.TellSubjectAsync($"您的异议 {hand.File.Number} 随之办结：原决定已被撤销，记录已撤下。", ct);
        await hand.CommitAsync(new { outcome = Outcome, answered = ObjectionTable.SealOf(Outcome, null, Nothing) }, ct);
    }

    public JobKind AsJob() => new(Job, (payload, ct) => RunAsync(new CaseId(payload.GetProperty("id").GetGuid()), ct));
}
