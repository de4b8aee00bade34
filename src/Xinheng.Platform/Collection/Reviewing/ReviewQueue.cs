using Dapper;
using Xinheng.Model.People;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.People;

namespace Xinheng.Platform.Collection.Reviewing;

/// <summary>What waits for a reviewer, the clock that runs out first in front; not what one handed in or corrected oneself.</summary>
public sealed class ReviewQueue(Database database)
{
    private const int MostShown = 200;

    /// <param name="Items">Those shown.</param>
    /// <param name="All">How many wait.</param>
    /// <param name="Own">How many of the body wait for somebody else, because the caller had a hand in them.</param>
    public sealed record Queue(IReadOnlyList<Submission> Items, long All, long Own);

    public async Task<Queue> OfAsync(Caller caller, CancellationToken ct)
    {
        var seen = SeenBy.Parameters(caller, Permission.Approve);
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var waiting = (await connection.QueryAsync<Submission>(new CommandDefinition($"""
            select {Submissions.Columns} from collection.submission
             where state = 'checked' and not draft and {SeenBy.Sql("provider")} and (@every or item = any (@items))
             order by due_on nulls last, checked_at, id
            """, new
        {
            seen.SeenEvery, seen.SeenOwn, seen.SeenStems,
            every = caller.IsForEveryItem(Permission.Approve), items = caller.ItemsOf(Permission.Approve).ToArray(),
        }, cancellationToken: ct))).AsList();
        var own = await OwnAsync(connection, [.. waiting.Select(s => s.Id)], caller, ct);
        List<Submission> others = [.. waiting.Where(s => !own.Contains(s.Id))];
        return new Queue([.. others.Take(MostShown)], others.Count, own.Count);
    }

    private static async Task<HashSet<Guid>> OwnAsync(Npgsql.NpgsqlConnection connection, Guid[] ids, Caller caller, CancellationToken ct) =>
        (await connection.QueryAsync<Guid>(new CommandDefinition("""
            select id from collection.submission where id = any (@ids) and (received_by = @me or sent_by = @me)
            union select c.submission from collection.column_choice c where c.submission = any (@ids) and c.chosen_by = @me
            union select r.submission from collection.settled_row r join collection.submission s on s.id = r.submission and s.rounds = r.round
                   where r.submission = any (@ids) and r.settled_by = @me
            """, new { ids, me = caller.Actor.Identity }, cancellationToken: ct))).ToHashSet();
}
