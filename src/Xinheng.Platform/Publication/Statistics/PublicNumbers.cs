namespace Xinheng.Platform.Publication.Statistics;

/// <summary>How much is on show, by nature and one thing more.</summary>
/// <param name="Nature"><c>positive</c>, <c>neutral</c> or <c>adverse</c>.</param>
/// <param name="Of">An item's, region's or authority's code, or the first of a month; null where it is not known.</param>
public sealed record ShownNumber(string Nature, string? Of, long Shown);

/// <summary>A department's punctuality with one item over the last year.</summary>
public sealed record PunctualNumber(string Provider, string Item, long OnTime, long Late);

/// <summary>All numbers of the statistics, of one moment: four ways to count the same records.</summary>
public sealed record PublicNumbers(
    DateTimeOffset At,
    IReadOnlyList<ShownNumber> ByItem,
    IReadOnlyList<ShownNumber> ByRegion,
    IReadOnlyList<ShownNumber> ByAuthority,
    IReadOnlyList<ShownNumber> ByMonth,
    IReadOnlyList<PunctualNumber> Punctuality,
    IReadOnlyDictionary<string, string> Bodies)
{
    /// <summary>Before anything was counted.</summary>
    public static PublicNumbers None { get; } = new(default, [], [], [], [], [], new Dictionary<string, string>());

    public long Shown => ByItem.Sum(number => number.Shown);

    /// <summary>A body's name, or its code where nobody registered it.</summary>
    public string NameOf(string code) => Bodies.GetValueOrDefault(code, code);
}
