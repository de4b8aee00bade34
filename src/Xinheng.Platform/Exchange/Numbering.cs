using Dapper;
using Npgsql;

namespace Xinheng.Platform.Exchange;

/// <summary>
/// Gives tombstones the numbers by which subscribers are told, after the acts that made them have committed and one program at a
/// time: whoever has been told up to a number has missed none below it.
/// </summary>
internal static class Numbering
{
    private const int AtOnce = 20_000;

    /// <summary>Numbers what has none, in the caller's transaction; returns the last number given.</summary>
    public static async Task<long> RunAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        // Apart from what follows, so that it sees what whoever held it has written. No row before the first number: a new
        // installation is empty, and can be restored into.
        var last = await connection.ExecuteScalarAsync<long>(new CommandDefinition("""
            insert into exchange.numbering as n (last) values (0) on conflict (only_row) do update set last = n.last returning last
            """, cancellationToken: ct));
        while (true)
        {
            var numbered = await connection.ExecuteAsync(new CommandDefinition("""
                update exchange.tombstone t set no = @last + w.n
                  from (select id, row_number() over (order by at, id) as n from exchange.tombstone where no is null order by at, id limit @AtOnce) w
                 where t.id = w.id
                """, new { last, AtOnce }, cancellationToken: ct));
            if (numbered == 0)
            {
                return last;
            }

            last += numbered;
            await connection.ExecuteAsync(new CommandDefinition("update exchange.numbering set last = @last", new { last }, cancellationToken: ct));
        }
    }
}
