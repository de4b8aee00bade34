using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dapper;

namespace Xinheng.Platform.Foundation;

/// <summary>A kind of job that is due once a day without anybody asking for it.</summary>
public sealed record DailyJob(string Kind);

/// <summary>Puts each day's jobs in the table: once a day (UTC), however many programs run and however often they are started.</summary>
public sealed class DailyJobs(Database database, IEnumerable<DailyJob> daily, Clock clock)
{
    private string? seen;

    public async Task EnsureAsync(CancellationToken ct)
    {
        var day = clock.Now.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (seen == day)
        {
            return;
        }

        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        foreach (var (kind, id) in daily.Select(d => (d.Kind, IdOf(d.Kind, day))))
        {
            await connection.ExecuteAsync(new CommandDefinition("""
                insert into foundation.job (id, kind, payload, run_at) values (@id, @kind, json_build_object('day', @day), @now)
                    on conflict (id) do nothing
                """, new { id, kind, day, now = clock.Now }, cancellationToken: ct));
        }

        seen = day;
    }

    // The same for the same day wherever it is made: the table takes it once.
    private static Guid IdOf(string kind, string day) => new(SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}|{day}")).AsSpan(0, 16));
}
