using Dapper;
using Npgsql;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Law;

namespace Xinheng.Platform.Publication.Statistics;

/// <summary>
/// Counts what is on show in one pass over the records. Where that takes its time the result is kept for twenty times as long
/// and counted anew behind the readers' backs; never past midnight, when periods end.
/// </summary>
public class PublicStatistics(Database database, Clock clock)
{
    private const int QuickMilliseconds = 50;
    private const int LongestKept = 10 * 60_000;

    private readonly Lock gate = new();
    private Kept? kept;
    private Task<PublicNumbers>? counting;

    private sealed record Kept(PublicNumbers Numbers, DateOnly Today, long Until);

    private sealed record Row(string Nature, int Way, string? Of, long Shown);

    public virtual Task<PublicNumbers> NumbersAsync(CancellationToken ct)
    {
        lock (gate)
        {
            var known = kept is { } last && last.Today == clock.Today ? last : null;
            if (known is not null && Environment.TickCount64 < known.Until)
            {
                return Task.FromResult(known.Numbers);
            }

            if (counting is not { IsCompleted: false })
            {
                // Not the reader's to cancel: others wait for the same.
                counting = Task.Run(() => CountAsync(CancellationToken.None), CancellationToken.None);
            }

            return known is not null && known.Until > 0 ? Task.FromResult(known.Numbers) : counting.WaitAsync(ct);
        }
    }

    private async Task<PublicNumbers> CountAsync(CancellationToken ct)
    {
        var (started, today) = (Environment.TickCount64, clock.Today);
        await using var connection = await database.Portal.OpenConnectionAsync(ct);
        var numbers = await ReadAsync(connection, clock.Now, ct);
        var took = Environment.TickCount64 - started;
        lock (gate)
        {
            // Until 0: so quick that nobody is given an old answer.
            kept = new Kept(numbers, today, took < QuickMilliseconds ? 0 : Environment.TickCount64 + Math.Min(20 * took, LongestKept));
        }

        return numbers;
    }

    private static async Task<PublicNumbers> ReadAsync(NpgsqlConnection connection, DateTimeOffset at, CancellationToken ct)
    {
        await using var parts = await connection.QueryMultipleAsync(new CommandDefinition("""
            select r.nature, grouping(r.item, r.region, r.authority, r.month) as Way,
                   coalesce(r.item, r.region, r.authority, r.month::text) as Of, count(*) as Shown
              from (select s.nature, s.item, b.region, coalesce(s.authority, s.provider) as authority, date_trunc('month', s.decided_on)::date as month
                      from publication.shown s
                      left join publication.subject b on b.id = s.subject_id) r
             group by grouping sets ((r.nature, r.item), (r.nature, r.region), (r.nature, r.authority), (r.nature, r.month))
             order by 1, 3;
            select p.provider, p.item, p.on_time as OnTime, p.late from publication.timeliness p order by 1, 2;
            select a.code, a.name from publication.authority a;
            """, cancellationToken: ct));
        var rows = (await parts.ReadAsync<Row>()).ToLookup(row => row.Way);
        List<ShownNumber> By(int way) => [.. rows[way].Select(row => new ShownNumber(row.Nature, row.Of, row.Shown))];
        var punctuality = (await parts.ReadAsync<PunctualNumber>()).AsList();
        var bodies = (await parts.ReadAsync<(string Code, string Name)>()).ToDictionary(body => body.Code, body => body.Name);

        // A bit is set for each column that a set leaves out.
        return new PublicNumbers(at, By(0b0111), By(0b1011), By(0b1101), By(0b1110), punctuality, bodies);
    }
}
