using System.Globalization;
using Xinheng.Model.Foundation;
using Xinheng.Platform.Cases.Promising.Templates;
using Xinheng.Platform.Collection.Own;

namespace Xinheng.Platform.Cases.Promising;

/// <summary>How a promise and its performance are written as rows of the national tables (信用承诺, 信用承诺履行情况).</summary>
internal static class PromiseOnFile
{
    // The codes of the draft national catalogue: an installation whose catalogue has no such items keeps promises here only.
    public const string Promise = "CN_CNS";
    public const string Performed = "CN_LYQK";

    public static OwnRow OfSigning(PromiseRow row)
    {
        var template = TemplateTable.Read(row.Content);
        return new OwnRow(Promise, row.Body, new SubjectId(row.SubjectId), Values(row, new()
        {
            ["CN_LX"] = row.Kind.ToString(CultureInfo.InvariantCulture),
            ["CN_SY"] = template.Matter,
            ["CN_NR"] = template.Promise,
            ["CN_WNZR"] = template.Informed.Liability,
            ["CN_RQ"] = Day(row.SignedOn)!,
            ["CN_YXQ"] = Day(row.ValidUntil),
        }));
    }

    public static OwnRow OfPerformance(PromiseRow row) => new(Performed, row.Body, new SubjectId(row.SubjectId), Values(row, new()
    {
        ["CN_LYZT"] = row.Performance?.ToString(CultureInfo.InvariantCulture),
        ["CN_WLXNR"] = row.Unkept,
        ["CN_ZRZJ"] = row.Pursued,
        ["CN_RDRQ"] = Day(row.DecidedOn),
        ["CN_RDWS"] = row.Document,
    }));

    private static Dictionary<string, string> Values(PromiseRow row, Dictionary<string, string?> values)
    {
        values["CN_BM"] = row.Number;
        values["CN_GKLX"] = row.Openness.ToString(CultureInfo.InvariantCulture);
        return values.Where(v => v.Value is { Length: > 0 }).ToDictionary(v => v.Key, v => v.Value!);
    }

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
