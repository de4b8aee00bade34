using Dapper;
using Npgsql;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.Publication;

/// <summary>The pairs of characters that many names share, asked again every few minutes. Unknown pairs are rare ones.</summary>
internal sealed class CommonPairs(Clock clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(5);

    private volatile Answer? last;

    private sealed record Answer(DateTimeOffset At, IReadOnlyDictionary<string, float> Shares);

    public async ValueTask<IReadOnlyDictionary<string, float>> SharesAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        if (last is { } known && clock.Now - known.At < Kept)
        {
            return known.Shares;
        }

        var pairs = await connection.QueryAsync<(string Pair, float Share)>(new CommandDefinition(
            "select pair, share from publication.common_pairs()", cancellationToken: ct));
        var answer = new Answer(clock.Now, pairs.ToDictionary(p => p.Pair, p => p.Share, StringComparer.Ordinal));
        last = answer;
        return answer.Shares;
    }
}
