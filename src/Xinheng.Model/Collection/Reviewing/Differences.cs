namespace Xinheng.Model.Collection.Reviewing;

/// <summary>
/// Which rows a review opens by themselves. A mild reason that most rows of the batch share is said once for the batch and
/// opens none: a first delivery is all new subjects, and looking at each would be looking at nothing.
/// </summary>
public sealed class Differences
{
    private const long FewRows = 20;

    private readonly HashSet<string> shared;

    /// <param name="counts">How many rows each reason has.</param>
    /// <param name="rows">How many rows would enter.</param>
    public Differences(IReadOnlyDictionary<string, long> counts, long rows) =>
        shared = [.. counts.Where(c => rows > FewRows && c.Value * 2 > rows && UnusualRule.Find(c.Key) is { IsMild: true }).Select(c => c.Key)];

    /// <summary>Reasons that most rows have: said of the batch.</summary>
    public IReadOnlySet<string> Shared => shared;

    public bool Opens(IEnumerable<string> reasons) => reasons.Any(reason => !shared.Contains(reason));
}
