using System.Globalization;
using Xinheng.Model.Foundation;
using Xinheng.Web.Api;

namespace Xinheng.Web.Portal.Publication;

/// <summary>Which part of a disclosure list is asked for: decided in these days, by whom. Its page and its files ask alike.</summary>
public sealed record DisclosureQuestion(DateOnly? From, DateOnly? To, string? Authority)
{
    private const int LongestName = 100;

    public bool IsWhole => this == new DisclosureQuestion(null, null, null);

    public static Result<DisclosureQuestion> Read(string? from, string? to, string? authority)
    {
        var (first, last) = (Query.Date(from, "from"), Query.Date(to, "to"));
        var name = Text.Collapse(authority ?? "") is { Length: > 0 } given ? given[..Math.Min(given.Length, LongestName)] : null;
        List<Refusal> refusals = [.. Query.Refusals(first, last)];
        if (refusals.Count == 0 && first.Value > last.Value)
        {
            refusals.Add(Refusal.Invalid("query.dates-reversed",
                $"开始日期 {Iso(first.Value)} 晚于结束日期 {Iso(last.Value)}。请把较早的一天写在前面。", "from"));
        }

        return refusals.Count > 0 ? Result<DisclosureQuestion>.Refuse(refusals) : new DisclosureQuestion(first.Value, last.Value, name);
    }

    public string Address(string path, string? cursor = null) =>
        QueryAddress.Of(path, ("from", Iso(From)), ("to", Iso(To)), ("authority", Authority), ("cursor", cursor));

    public static string? Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
