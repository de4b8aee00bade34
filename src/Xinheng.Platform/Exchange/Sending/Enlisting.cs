using Dapper;
using Npgsql;
using Xinheng.Model.Exchange;

namespace Xinheng.Platform.Exchange.Sending;

/// <summary>Which departures a subscriber is told next: those of which it has heard nothing yet, in the order of their numbers.</summary>
internal static class Enlisting
{
    /// <summary>
    /// Enters up to so many new ones as told in that message (null: fetched), in the caller's transaction; whoever else enlists for
    /// this subscriber waits. What came back before anybody was told is passed over.
    /// </summary>
    /// <returns>How many were entered.</returns>
    public static async Task<int> RunAsync(NpgsqlConnection connection, Guid subscriber, Guid? message, int most, CancellationToken ct)
    {
        var sentTo = await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            "select sent_to from exchange.progress where subscriber = @subscriber for update", new { subscriber }, cancellationToken: ct));
        var entered = 0;
        while (entered < most)
        {
            var next = (await connection.QueryAsync<(Guid Id, long No, bool Due)>(new CommandDefinition("""
                select id, no, open and restored_at is null from exchange.tombstone where no > @sentTo order by no limit @most
                """, new { sentTo, most = most - entered }, cancellationToken: ct))).AsList();
            if (next.Count == 0)
            {
                break;
            }

            sentTo = next[^1].No;
            entered += await connection.ExecuteAsync(new CommandDefinition("""
                insert into exchange.delivery (subscriber, tombstone, message)
                select @subscriber, t, @message from unnest(@due) as t
                """, new { subscriber, message, due = next.FindAll(n => n.Due).ConvertAll(n => n.Id).ToArray() }, cancellationToken: ct));
        }

        await connection.ExecuteAsync(new CommandDefinition(
            "update exchange.progress set sent_to = @sentTo where subscriber = @subscriber", new { subscriber, sentTo }, cancellationToken: ct));
        return entered;
    }

    /// <summary>Never more than a message or a page names.</summary>
    public const int Most = DepartureMessage.Most;
}
