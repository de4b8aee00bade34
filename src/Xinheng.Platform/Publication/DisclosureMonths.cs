using System.Collections.Concurrent;
using Dapper;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Law;

namespace Xinheng.Platform.Publication;

/// <summary>How many decisions a disclosure list holds of each of the last twelve months, oldest first, months without any included.</summary>
public class DisclosureMonths(Database database, DisclosureLists lists, Clock clock)
{
    public const int Months = 12;
    private const int QuickMilliseconds = 50;

    private readonly ConcurrentDictionary<string, Counted> kept = new();

    private sealed record Counted(DateOnly Today, long Until, IReadOnlyList<MonthCount> Months);

    /// <summary>Where counting takes its time the result is kept for twenty times as long, a minute at most and never past midnight.</summary>
    public virtual async Task<IReadOnlyList<MonthCount>> OfAsync(string act, CancellationToken ct)
    {
        var today = clock.Today;
        if (kept.TryGetValue(act, out var known) && known.Today == today && Environment.TickCount64 < known.Until)
        {
            return known.Months;
        }

        var started = Environment.TickCount64;
        var first = new DateOnly(today.Year, today.Month, 1).AddMonths(1 - Months);
        await using var connection = await database.Portal.OpenConnectionAsync(ct);
        var counts = (await connection.QueryAsync<(DateOnly Month, long Shown)>(new CommandDefinition("""
            select date_trunc('month', s.decided_on)::date, count(*)
              from publication.shown s
             where s.item = any (@codes) and s.decided_on >= @first
             group by 1
            """, new { codes = lists.Acts.Single(a => a.Code == act).Items.ToArray(), first }, cancellationToken: ct)))
            .ToDictionary(count => count.Month, count => count.Shown);
        IReadOnlyList<MonthCount> months =
            [.. Enumerable.Range(0, Months).Select(n => first.AddMonths(n)).Select(month => new MonthCount(month, counts.GetValueOrDefault(month)))];
        var took = Environment.TickCount64 - started;
        kept[act] = new Counted(today, Environment.TickCount64 + (took < QuickMilliseconds ? 0 : Math.Min(20 * took, 60_000)), months);
        return months;
    }
}

/// <summary>Decisions of one month that are on show today.</summary>
/// <param name="Month">Its first day.</param>
public sealed record MonthCount(DateOnly Month, long Shown)
{
    public DateOnly LastDay => Month.AddMonths(1).AddDays(-1);
}
