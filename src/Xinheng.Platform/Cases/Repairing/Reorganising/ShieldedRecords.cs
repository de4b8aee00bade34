using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.Records;
using Xinheng.Platform.Procedures;
using Xinheng.Platform.Records.Moving;

namespace Xinheng.Platform.Cases.Repairing.Reorganising;

/// <summary>The records of one case, moved together when the plan ends one way or the other; what was withdrawn or repaired meanwhile stays so.</summary>
internal static class ShieldedRecords
{
    public static async Task<(IReadOnlyList<Guid> Records, TreeHead? Tree)> MoveAsync(
        Standings standings, CaseInHand hand, Func<Standing, Standing> move, CancellationToken ct)
    {
        var ids = await hand.Work.ListAsync<Guid>("select record_id from cases.reorganised where case_id = @Value", hand.File.Id, ct);
        var taken = await standings.TakeAsync(hand.Work, [.. ids.Select(id => new RecordId(id))], ct);
        var moving = taken.Where(record => record.Standing.State == RecordState.Shielded).ToList();
        return moving.Count == 0
            ? ([], null)
            : ([.. moving.Select(record => record.Id.Value)], await Standings.ReviseAsync([.. moving.Select(record => (record, move(record.Standing)))], ct));
    }
}
