using System.Collections.Immutable;
using System.Globalization;
using Xinheng.Model.Catalogue;
using Xinheng.Model.Catalogue.Types;
using Xinheng.Platform.Programmes.FictionalProvince.Land;

namespace Xinheng.Platform.Programmes.FictionalProvince.Rows;

/// <summary>Turns what stands in an example's column into what can stand there in any row.</summary>
internal static class ColumnMakers
{
    private const string Month = "yyyy-MM";
    private const int Digits = 6;

    private static readonly ImmutableArray<string> Amounts = ["0.25", "0.8", "1.2", "2.5", "3", "5.6", "8", "12.5", "30", "46.8", "120", "250"];
    private static readonly ImmutableArray<string> Scores = ["61.5", "68", "72.5", "77", "81.5", "86.5", "89", "92.5", "95", "98.5"];

    public static Func<Facts, string?> OneOf(ImmutableArray<string> texts) =>
        texts.Length == 1 ? _ => texts[0] : facts => texts[facts.Dice.Below(texts.Length)];

    public static Func<Facts, string?> Amount(string example) =>
        int.TryParse(example, CultureInfo.InvariantCulture, out _) ? facts => facts.Dice.Between(1, 9).ToString(CultureInfo.InvariantCulture)
        : OneOf(example.Length == 4 && example[0] == '0' ? Amounts : Scores);

    /// <summary>The example's own value; only whose category it is may differ.</summary>
    public static Func<Facts, string?> Fixed(Field field, string example) => field.Type.Codes?.Find("个体工商户") is null || example == "自然人"
        ? _ => example
        : facts => facts.Of.IsIndividualBusiness ? "个体工商户" : example;

    public static bool HoldsSerial(string example) =>
        example.Contains(Examples.CourtNumber, StringComparison.Ordinal) || example.Contains(Examples.DocumentYear, StringComparison.Ordinal)
        || example == Examples.Commitment || (DigitsAtEnd(example) > 4 && !IsDate(example));

    public static Func<Facts, string?> Of(Field field, string example) => example switch
    {
        Examples.Organisation or Examples.Person => facts => facts.Name,
        Examples.OrganisationCode => facts => facts.Of.Code,
        Examples.Office or Examples.Court or Examples.Customs => facts => facts.Authority.Name,
        Examples.OfficeCode => facts => facts.Authority.Code,
        Examples.PersonNumber => facts => facts.PersonNumber,
        Examples.Birth => facts => $"{facts.PersonNumber.AsSpan(6, 4)}-{facts.PersonNumber.AsSpan(10, 2)}-{facts.PersonNumber.AsSpan(12, 2)}",
        Examples.Representative => facts => facts.Of.Representative,
        Examples.Official => facts => PersonNames.Draw(ref facts.Dice),
        Examples.Basis => facts => $"《信衡省公共信用示例条例》第{"二三四五六七八九"[facts.Dice.Below(8)]}十{"一二三四五六"[facts.Dice.Below(6)]}条",
        Examples.Division => facts => facts.Of.County.Code,
        Examples.Commitment => Commitment,
        Examples.Year => facts => facts.Day.Year.ToString(CultureInfo.InvariantCulture),
        _ when example.StartsWith(Examples.Phrase, StringComparison.Ordinal) => Phrases.For(example[Examples.Phrase.Length..]),
        _ when example.StartsWith(Examples.CourtNumber, StringComparison.Ordinal) =>
            facts => string.Create(CultureInfo.InvariantCulture, $"（{facts.Day.Year}）信01执{facts.Record + 1}号"),
        _ when example.Contains(Examples.DocumentYear, StringComparison.Ordinal) =>
            facts => string.Create(CultureInfo.InvariantCulture, $"{facts.Authority.Sign}字〔{facts.Day.Year}〕{facts.Record + 1}号"),
        _ when example.StartsWith("信衡省信衡市", StringComparison.Ordinal) => facts => facts.Of.Address,
        _ when IsDate(example) => Shifted(example),
        _ when example.Length == Month.Length && example.StartsWith(Examples.Year + "-", StringComparison.Ordinal) =>
            facts => facts.Day.ToString(Month, CultureInfo.InvariantCulture),
        _ when field.Type is TextField { Longest: var longest } && DigitsAtEnd(example) is > 4 and var digits => Serial(example, digits, longest),
        _ => _ => example,
    };

    private static string Commitment(Facts facts) => string.Create(
        CultureInfo.InvariantCulture, $"{facts.Of.County.Code}{facts.Day:yyyyMMdd}{(facts.Record + 1) % 1_000_000:D6}");

    /// <summary>As far from the row's day as it is from the example's, so that what was in order stays in order.</summary>
    private static Func<Facts, string?> Shifted(string example)
    {
        var day = DateOnly.ParseExact(example.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (day.Year == 2099)
        {
            return _ => example;
        }

        var (distance, clock) = (day.DayNumber - Examples.Day.DayNumber, example[10..]);
        return facts => facts.Province.Days.Text(facts.Day.AddDays(distance)) + clock;
    }

    /// <summary>A number that grows, after whatever stands before it: letters, an area code, the year.</summary>
    private static Func<Facts, string?> Serial(string example, int digits, int longest)
    {
        var hasYear = example.AsSpan()[^digits..].StartsWith(Examples.Year);
        var start = digits == example.Length && !hasYear ? example[..4] : example[..^digits];
        var room = longest - start.Length - (hasYear ? Examples.Year.Length : 0);
        var format = $"D{Math.Min(Digits, room)}";
        return facts => string.Concat(
            start,
            hasYear ? facts.Day.Year.ToString(CultureInfo.InvariantCulture) : "",
            (facts.Record + 1).ToString(format, CultureInfo.InvariantCulture));
    }

    private static bool IsDate(string example) =>
        example.Length >= 10 && DateOnly.TryParseExact(example.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static int DigitsAtEnd(string text) => text.Length - text.AsSpan().TrimEnd("0123456789").Length;
}
