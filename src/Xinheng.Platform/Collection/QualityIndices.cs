namespace Xinheng.Platform.Collection;

/// <summary>A part of a whole, both counted; where there is nothing to count there is no share, neither 0 nor 100 %.</summary>
public sealed record Share(long Part, long Whole)
{
    public decimal? Value => Whole == 0 ? null : (decimal)Part / Whole;

    public static Share operator +(Share one, Share other) => new(one.Part + other.Part, one.Whole + other.Whole);
}

/// <summary>A department's four indices for one item (or, summed, for several).</summary>
/// <param name="Completeness">完整性: required values that were given, of all required values.</param>
/// <param name="Validity">规范性: rows that entered, corrected or changed nothing, of all rows.</param>
/// <param name="Accuracy">准确性: records never corrected since they entered, of all that entered.</param>
/// <param name="Timeliness">时效性: facts handed in within the item's cycle, of those that have one in days.</param>
/// <param name="Awaiting">Facts that timeliness does not weigh yet: a year's calendar is awaited.</param>
public sealed record QualityIndices(
    string Provider, string Item, Share Completeness, Share Validity, Share Accuracy, Share Timeliness, long Awaiting)
{
    /// <summary>Over all items of each department; the item is then empty.</summary>
    public static IReadOnlyList<QualityIndices> ByDepartment(IEnumerable<QualityIndices> all) =>
    [
        .. all.GroupBy(i => i.Provider).Select(g => g.Aggregate((one, other) => new(g.Key, "",
            one.Completeness + other.Completeness, one.Validity + other.Validity,
            one.Accuracy + other.Accuracy, one.Timeliness + other.Timeliness, one.Awaiting + other.Awaiting)) with { Item = "" }),
    ];
}

/// <summary>What one submission adds to the indices.</summary>
public sealed record MeasuredSubmission
{
    public Guid Id { get; init; }

    public required string Provider { get; init; }

    public required string Item { get; init; }

    public DateTime ReceivedAt { get; init; }

    public long Wanted { get; init; }

    public long Missing { get; init; }

    public long Rows { get; init; }

    public long Valid { get; init; }

    public long OnTime { get; init; }

    public long Late { get; init; }

    public long Awaiting { get; init; }
}

/// <summary>A record that had to be corrected after it entered.</summary>
public sealed record CorrectedRecord
{
    public Guid Id { get; init; }

    public required string Provider { get; init; }

    public required string Item { get; init; }

    public int Revision { get; init; }

    public DateTime EnteredAt { get; init; }

    public DateTime ChangedAt { get; init; }
}
