using System.Globalization;
using Dapper;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.Publication;

/// <summary>The publicity lists of administrative acts (双公示 and its eight siblings), newest decision first.</summary>
public class DisclosureLists(Database database, PublicItems items)
{
    private const int PageSize = 50;

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
        await using var connection = await database.Portal.OpenConnectionAsync(ct);
        var rows = (await connection.QueryAsync<PublicRow>(new CommandDefinition($"""
            select {PublicRow.Columns}
              from publication.record r
             where r.item = any (@codes)
               and (@from::date is null or r.decided_on >= @from)
               and (@to::date is null or r.decided_on <= @to)
               and (@authority::text is null or r.authority = @authority or strpos(r.authority_name, @authority) > 0)
               and (@afterDate::date is null or (r.decided_on, r.record_id) < (@afterDate, @afterId))
               and r.decided_on is not null
             order by r.decided_on desc, r.record_id desc
             limit @limit
            """, new { codes = codes.ToArray(), from, to, authority, afterDate, afterId, limit = PageSize }, cancellationToken: ct))).AsList();
        var catalogue = await items.CurrentAsync(ct);
        var last = rows.Count == PageSize ? rows[^1] : null;
        return new DisclosurePage(
            [.. rows.Select(r => r.ToRecord(catalogue))],
            last is null ? null : string.Create(CultureInfo.InvariantCulture, $"{last.DecidedOn:yyyyMMdd}{last.Id:N}"));
    }

    /// <summary>One line an act, in the order of <see cref="Acts"/>.</summary>
    public virtual async Task<IReadOnlyList<DisclosureCount>> CountsAsync(CancellationToken ct)
    {
        await using var connection = await database.Portal.OpenConnectionAsync(ct);
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
