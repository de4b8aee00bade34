using Xinheng.Model.Cases.Objecting;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Model.Records;
using Xinheng.Platform.Procedures;
using Xinheng.Platform.Records.Moving;

namespace Xinheng.Platform.Cases.Objecting;

/// <summary>A subject takes its objection back; the mark goes. It may object again at any time.</summary>
public sealed class DropObjection(Journal.Journal journal, CaseFiles cases, Standings standings)
{
    public const string Outcome = "dropped";

    public sealed record Command(CaseId Case);

    public async Task<Result<Done>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        await using var work = await journal.OpenAsync(caller.Actor, Power.DropObjection, ct);
        var taken = await cases.TakeAsync(work, ObjectionSteps.Procedure, ObjectionSteps.Drop, command.Case, caller, ct);
        if (!taken.TryGet(out var hand))
        {
            return Result<Done>.Refuse(taken.Refusals);
        }

        await hand.GoAsync(ObjectionSteps.Drop, null, ct);
        var objection = await ObjectionTable.FindAsync(work, command.Case, ct);
        var record = (await standings.TakeAsync(work, objection.About, ct))!;
        TreeHead? tree = record.Standing.Contested && !await Marks.StayAsync(work, record.Id, command.Case, ct)
            ? await Standings.ReviseAsync(record, record.Standing.Contest(false), ct)
            : null;
        await ObjectionTable.EndAsync(work, hand.File, Outcome, null, new Dictionary<int, string>(), null, caller, ct);
        if (hand.File.Body is { } body)
        {
            await hand.TellAsync(body, $"异议 {hand.File.Number} 已由申请人撤回，不用再核查。", ct);
        }

        await hand.CommitAsync(new
        {
            record = objection.Record, outcome = Outcome, answered = ObjectionTable.SealOf(Outcome, null, new Dictionary<int, string>()),
        }, ct, tree);
        return default(Done);
    }
}
