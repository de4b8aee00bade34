using System.Globalization;

namespace Xinheng.Web.Workbench.Assessment;

/// <summary>A month as it stands in addresses: <c>2026-10</c>.</summary>
public static class Month
{
    /// <summary>Its first day; null where the text is no month.</summary>
    public static DateOnly? Read(string? text) => DateOnly.TryParseExact($"{text}-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first)
        && first.Year is >= 2000 and <= 2200 ? first : null;

    public static string Write(DateOnly month) => month.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    public static string Words(DateOnly month) => month.ToString("yyyy年M月", CultureInfo.InvariantCulture);
}
