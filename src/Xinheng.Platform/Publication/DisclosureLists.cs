using System.Globalization;
using Dapper;
using Npgsql;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.Publication;

/// <summary>The publicity lists of administrative acts (双公示 and its eight siblings), newest decision first.</summary>
public class DisclosureLists(Database database, PublicItems items)
{
    private const int PageSize = 50;
    private const int QuickMilliseconds = 50;

    private const string OfAuthority = """
        and s.authority = any (array(select a.code from publication.authority a where a.code = @authority or strpos(a.name, @authority) > 0))
        """;

    private int counting;
    private Counted? counted;

    private sealed record Counted(DateOnly Today, long Until, IReadOnlyList<DisclosureCount> Acts)
    {
        public bool IsFresh => Environment.TickCount64 < Until;
    }

    /// <summary>The ten acts in the order in which the plans name them.</summary>
    public virtual IReadOnlyList<DisclosureAct> Acts { get; } =
    [
        new("permit", "行政许可", ["XK_LP", "XK_NP"]),
        new("penalty", "行政处罚", ["CF_LP", "CF_NP"]),
        new("compulsion", "行政强制", ["XZ_QZ"]),
        new("confirmation", "行政确认", ["XZ_QR"]),
        new("levy", "行政征收", ["XZ_ZS"]),
        new("benefit", "行政给付", ["XZ_JF"]),
        new("adjudication", "行政裁决", ["XZ_CJ"]),
        new("compensation", "行政补偿", ["XZ_BC"]),
        new("reward", "行政奖励", ["XZ_JL"]),
        new("inspection", "监督检查", ["XZ_JC"]),
    ];

    /// <param name="item">A catalogue item's code, or an act's code for all its items.</param>
    public virtual async Task<DisclosurePage> PageAsync(
        string item, DateOnly? from, DateOnly? to, string? authority, string? cursor, CancellationToken ct)
    {
        var codes = Acts.FirstOrDefault(a => a.Code == item)?.Items ?? [item];
        var (afterDate, afterId) = ReadCursor(cursor);

        // Item by item, so that each walks its index from the newest on and stops at a page: a condition over several
        // items, or one that may be absent, would sort them all. Only what the page shows is read whole.
        await using var connection = await database.Portal.OpenConnectionAsync(ct);
        var rows = (await connection.QueryAsync<PublicRow>(new CommandDefinition($"""
            select {PublicRow.Columns}
              from (select page.record_id, page.subject_id
                      from unnest(@codes) as wanted (item)
                     cross join lateral (
                       select s.record_id, s.subject_id, s.decided_on
                         from publication.shown s
                        where s.item = wanted.item and s.decided_on is not null
                          {(from is null ? "" : "and s.decided_on >= @from")}
                          {(to is null ? "" : "and s.decided_on <= @to")}
                          {(afterDate is null ? "" : "and (s.decided_on, s.record_id) < (@afterDate, @afterId)")}
                          {(authority is null ? "" : OfAuthority)}
                        order by s.decided_on desc, s.record_id desc
                        limit @limit) page
                     order by page.decided_on desc, page.record_id desc
                     limit @limit) chosen
              join publication.record r on (r.record_id, r.subject_id) = (chosen.record_id, chosen.subject_id)
             order by r.decided_on desc, r.record_id desc
            """, new { codes = codes.ToArray(), from, to, authority, afterDate, afterId, limit = PageSize }, cancellationToken: ct))).AsList();
        var catalogue = await items.CurrentAsync(ct);
        var last = rows.Count == PageSize ? rows[^1] : null;
        return new DisclosurePage(
            [.. rows.Select(r => r.ToRecord(catalogue, items))],
            last is null ? null : string.Create(CultureInfo.InvariantCulture, $"{last.DecidedOn:yyyyMMdd}{last.Id:N}"));
    }

    /// <summary>
    /// One line an act, in the order of <see cref="Acts"/>. Counting looks at every record, so where that takes its time
    /// its result is kept for twenty times as long, a minute at most and never past midnight.
    /// </summary>
    public virtual async Task<IReadOnlyList<DisclosureCount>> CountsAsync(CancellationToken ct)
    {
        await using var connection = await database.Portal.OpenConnectionAsync(ct);
        var today = await connection.ExecuteScalarAsync<DateOnly>(new CommandDefinition(
            "select t.today from publication.today t", cancellationToken: ct));
        var known = counted is { } kept && kept.Today == today ? kept : null;
        if (known is { IsFresh: true })
        {
            return known.Acts;
        }

        // While one counts, the others make do with the last result of today.
        var first = Interlocked.Exchange(ref counting, 1) == 0;
        if (!first && known is not null)
        {
            return known.Acts;
        }

        try
        {
            var started = Environment.TickCount64;
            var acts = await CountAsync(connection, ct);
            var took = Environment.TickCount64 - started;
            counted = new Counted(today, Environment.TickCount64 + (took < QuickMilliseconds ? 0 : Math.Min(20 * took, 60_000)), acts);
            return acts;
        }
        finally
        {
            if (first)
            {
                Interlocked.Exchange(ref counting, 0);
            }
        }
    }

    private async Task<IReadOnlyList<DisclosureCount>> CountAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        var counts = (await connection.QueryAsync<(string Item, long Shown, long Recent, DateOnly? Latest)>(new CommandDefinition("""
            select c.item, c.shown, c.recent, c.latest from publication.disclosure_count c where c.item = any (@codes)
            """, new { codes = Acts.SelectMany(a => a.Items).ToArray() }, cancellationToken: ct))).ToDictionary(c => c.Item);
        return [.. Acts.Select(act =>
        {
            var mine = act.Items.Where(counts.ContainsKey).Select(i => counts[i]).ToList();
            return new DisclosureCount(act.Code, mine.Sum(c => c.Shown), mine.Sum(c => c.Recent), mine.Max(c => c.Latest));
        })];
    }

    private static (DateOnly? Date, Guid? Id) ReadCursor(string? cursor) =>
        cursor is { Length: 40 }
        && DateOnly.TryParseExact(cursor.AsSpan(0, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
        && Guid.TryParseExact(cursor.AsSpan(8), "N", out var id)
            ? (date, id)
            : (null, null);
}

/// <summary>A kind of administrative act that is published by list: its code (<c>penalty</c>), name and catalogue items.</summary>
public sealed record DisclosureAct(string Code, string Name, IReadOnlyList<string> Items);

/// <summary>How much of an act is on show today.</summary>
/// <param name="Recent">Published within the last thirty days.</param>
/// <param name="LatestOn">The newest day of publication; null while there is nothing.</param>
public sealed record DisclosureCount(string Act, long Shown, long Recent, DateOnly? LatestOn);
