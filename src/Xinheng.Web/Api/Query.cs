using System.Globalization;
using Xinheng.Model.Foundation;

namespace Xinheng.Web.Api;

/// <summary>Values of a query string, read or refused by name.</summary>
public static class Query
{
    public static Result<DateOnly?> Date(string? text, string parameter)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return Result<DateOnly?>.Of(null);
        }

        return DateOnly.TryParseExact(text.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? Result<DateOnly?>.Of(date)
            : Refusal.Invalid("query.not-a-date", $"“{text}”不是日期。请写成 2026-03-31 这样的年月日。", parameter);
    }

    public static Result<string?> OneOf(string? text, string parameter, params string[] allowed)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return Result<string?>.Of(null);
        }

        return allowed.Contains(text)
            ? Result<string?>.Of(text)
            : Refusal.Invalid("query.unknown-value", $"{parameter} 不能是“{text}”。可用的值：{string.Join('、', allowed)}。", parameter);
    }

    public static IReadOnlyList<Refusal> Refusals<T1, T2>(Result<T1> first, Result<T2> second) =>
        [.. first.Refusals, .. second.Refusals];
}
