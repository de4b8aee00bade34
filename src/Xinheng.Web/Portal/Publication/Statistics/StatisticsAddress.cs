using System.Globalization;
using Xinheng.Model.Foundation;
using Xinheng.Model.Law;
using Xinheng.Platform.Publication.Statistics;
using Xinheng.Web.Api;

namespace Xinheng.Web.Portal.Publication.Statistics;

/// <summary>The address of the list behind a number, and the question that such an address asks.</summary>
public sealed record StatisticsAddress(
    string? Nature = null, string? Category = null, string? Item = null, string? Region = null, string? Authority = null,
    string? From = null, string? To = null, bool Undated = false)
{
    public const string NoRegion = "none";

    public static readonly string[] Natures = ["positive", "neutral", "adverse"];

    public string Href => At(null);

    public string At(string? cursor) => QueryAddress.Of("/statistics/records",
        ("nature", Nature), ("category", Category), ("item", Item), ("region", Region), ("authority", Authority),
        ("from", From), ("to", To), ("undated", Undated ? "1" : null), ("cursor", cursor));

    public StatisticsAddress InMonth(string firstDay)
    {
        var first = DateOnly.ParseExact(firstDay, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        return this with { From = firstDay, To = first.AddMonths(1).AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) };
    }

    /// <param name="items">The items in force with their categories, to find those of a category.</param>
    public Result<ShownQuestion> Read(IEnumerable<(string Code, string Category)> items, DivisionTable divisions)
    {
        var nature = Query.OneOf(Nature, "nature", Natures);
        var (from, to) = (Query.Date(From, "from"), Query.Date(To, "to"));
        IReadOnlyList<Refusal> refusals = [.. nature.Refusals, .. from.Refusals, .. to.Refusals];
        return refusals.Count > 0 ? Result<ShownQuestion>.Refuse(refusals) : new ShownQuestion(
            nature.Value,
            Given(Item) is { } item ? [item] : Given(Category) is { } category ? [.. items.Where(i => i.Category == category).Select(i => i.Code)] : null,
            Given(Region) switch { null => null, NoRegion => [], var region => RegionNumbers.Within(divisions, region) },
            Given(Authority), from.Value, to.Value, Undated);
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
