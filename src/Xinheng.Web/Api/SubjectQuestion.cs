using Xinheng.Model.Foundation;
using Xinheng.Platform.Publication;

namespace Xinheng.Web.Api;

/// <summary>What a stranger typed into the search box, made into a query; a person's number is turned away unread.</summary>
public static class SubjectQuestion
{
    private const int Longest = 100;
    private const int LongestStatus = 20;
    private const string CheckCharacters = "10X98765432";
    private static readonly int[] Weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    public static string Normalise(string identifier) => Text.HalfWidth(identifier).Trim().ToUpperInvariant();

    public static Result<SubjectQuery> Read(
        string? text, string? kind, string? region, string? cursor, string? status = null, string? records = null, bool facets = false)
    {
        var asked = Text.Collapse(text ?? "");
        var refusals = new List<Refusal>();
        if (asked.Length == 0)
        {
            refusals.Add(Refusal.Invalid("search.empty", "请写出要查的名称、曾用名或统一社会信用代码。", "q"));
        }
        else if (asked.Length > Longest)
        {
            refusals.Add(Refusal.Invalid("search.too-long", $"查询内容有 {asked.Length} 个字，最多可写 {Longest} 个。请只写名称或代码。", "q"));
        }
        else if (LooksLikePerson(Normalise(asked)))
        {
            refusals.Add(Refusal.Invalid("search.person-number",
                "这看起来是一个身份证号码，我们没有用它查询，也没有保存。这里只公示单位和个体工商户的信息；" +
                "查看您自己的信息请实名登录。", "q"));
        }

        var kinds = Query.OneOf(kind, "kind", "legal_person", "other_org", "individual_business");
        refusals.AddRange(kinds.Refusals);
        if (region is { Length: > 0 } && (region.Length > 6 || !region.All(char.IsAsciiDigit)))
        {
            refusals.Add(Refusal.Invalid("search.region", "行政区划代码由最多 6 位数字组成，例如 990100 或它的前 2、4 位。", "region"));
        }

        if (status?.Length > LongestStatus)
        {
            refusals.Add(Refusal.Invalid("search.status", $"登记状态最多 {LongestStatus} 个字，例如：存续。", "status"));
        }

        var shown = Query.OneOf(records, "records", "positive", "neutral", "adverse", "none");
        refusals.AddRange(shown.Refusals);
        return refusals.Count > 0
            ? Result<SubjectQuery>.Refuse(refusals)
            : new SubjectQuery(asked, kinds.Value, Given(region), Given(cursor))
            {
                Status = Given(status), Records = shown.Value, WithFacets = facets,
            };
    }

    private static string? Given(string? part) => string.IsNullOrEmpty(part) ? null : part;

    /// <summary>Eighteen characters with a birth date in the middle and the check character of GB 11643.</summary>
    private static bool LooksLikePerson(string text)
    {
        if (text.Length != 18 || !text.AsSpan(0, 17).ContainsOnlyDigits())
        {
            return false;
        }

        var year = int.Parse(text.AsSpan(6, 4), System.Globalization.CultureInfo.InvariantCulture);
        var month = int.Parse(text.AsSpan(10, 2), System.Globalization.CultureInfo.InvariantCulture);
        var day = int.Parse(text.AsSpan(12, 2), System.Globalization.CultureInfo.InvariantCulture);
        return year is >= 1880 and <= 2100 && month is >= 1 and <= 12 && day is >= 1 and <= 31 &&
            text[17] == CheckCharacters[Weights.Select((weight, at) => weight * (text[at] - '0')).Sum() % 11];
    }

    private static bool ContainsOnlyDigits(this ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');
}
