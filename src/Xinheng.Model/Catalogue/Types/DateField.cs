using System.Globalization;
using Xinheng.Model.Catalogue.Checking;
using Xinheng.Model.Foundation;

namespace Xinheng.Model.Catalogue.Types;

/// <summary>
/// A date, stored as 2026-03-31; 20260331 and 2026/3/31 are read too, a year of two digits never.
/// 2099-12-31 means open-ended.
/// </summary>
public sealed record DateField : FieldType
{
    /// <summary>“No end”, as the national tables write it.</summary>
    public const string OpenEnd = "2099-12-31";

    private const int Earliest = 1850;
    private const int Latest = 2099;

    private static readonly Fault Unreadable =
        new("date.unreadable", "E02", "不是日期。请写成 2026-03-31、20260331 或 2026/3/31，年份写四位。");

    private static readonly Fault Impossible = new("date.impossible", "E02", "这一天不存在，请核对月份和日子。");

    private static readonly Fault OutOfRange =
        new("date.out-of-range", "E02", "年份应在 1850 到 2099 之间；没有期限的写 2099-12-31。");

    public override string Signature => "date";

    public override string Explain => "日期，写成 2026-03-31；没有期限的写 2099-12-31";

    public override Reading Read(string text)
    {
        var (fault, date) = Parse(text);
        return fault is not null ? fault : IsCanonical(text) ? text : date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    /// <summary>A date from its text, or why not; also for the day part of an instant.</summary>
    internal static (Fault? Fault, DateOnly Date) Parse(ReadOnlySpan<char> text)
    {
        if (!TrySplit(text, out var year, out var month, out var day)
            && !TrySplit(Text.HalfWidth(text.ToString()), out year, out month, out day))
        {
            return (Unreadable, default);
        }

        return year is < Earliest or > Latest ? (OutOfRange, default)
            : month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) ? (Impossible, default)
            : (null, new DateOnly(year, month, day));
    }

    private static bool IsCanonical(string text) => text.Length == 10 && text[4] == '-' && text[7] == '-';

    private static bool TrySplit(ReadOnlySpan<char> text, out int year, out int month, out int day)
    {
        (year, month, day) = (0, 0, 0);
        if (text.Length == 8 && !text.ContainsAnyExceptInRange('0', '9'))
        {
            (year, month, day) = (Number(text[..4]), Number(text[4..6]), Number(text[6..]));
            return true;
        }

        if (text.Length is < 8 or > 11 || (text[4] is not ('-' or '/' or '.' or '年')))
        {
            return false;
        }

        var rest = text[5..];
        var second = rest.IndexOf(text[4] == '年' ? '月' : text[4]);
        if (second < 0)
        {
            return false;
        }

        var last = rest[(second + 1)..];
        last = text[4] == '年' ? last.EndsWith("日") ? last[..^1] : default : last;
        (year, month, day) = (Number(text[..4]), Number(rest[..second]), Number(last));
        return year >= 0 && month >= 0 && day >= 0;
    }

    private static int Number(ReadOnlySpan<char> digits)
    {
        if (digits.Length is 0 or > 4 || (digits.Length == 3) || digits.ContainsAnyExceptInRange('0', '9'))
        {
            return -1;
        }

        var number = 0;
        foreach (var digit in digits)
        {
            number = (number * 10) + (digit - '0');
        }

        return number;
    }
}
