using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Xinheng.Platform.Collection.Reading.Xlsx;

/// <summary>What a number in a cell stands for.</summary>
internal enum NumberMeaning
{
    Number,
    Date,
    Time,
}

/// <summary>How a cell shows its number: as a date, a time, or with leading zeros to a width.</summary>
internal readonly record struct NumberStyle(NumberMeaning Meaning, int Width);

/// <summary>The cell styles of a workbook, of which only the number format matters here.</summary>
internal sealed partial class XlsxStyles
{
    private const int Most = 65_536;

    private readonly List<NumberStyle> styles = [];

    public static XlsxStyles Read(PartReader? part)
    {
        var read = new XlsxStyles();
        var formats = new Dictionary<int, string>();
        var isInCells = false;
        while (part?.Read() == true)
        {
            if (part.Name == "cellXfs")
            {
                isInCells = part.IsStart && !part.IsEmpty;
            }
            else if (part.IsStart && part.Name == "numFmt" && formats.Count < Most)
            {
                formats[Number(part.Attribute("numFmtId"))] = part.Attribute("formatCode") ?? "";
            }
            else if (part.IsStart && part.Name == "xf" && isInCells && read.styles.Count < Most)
            {
                var id = Number(part.Attribute("numFmtId"));
                read.styles.Add(formats.TryGetValue(id, out var code) ? Judge(code) : new(BuiltIn(id), 0));
            }
        }

        return read;
    }

    public NumberStyle Find(string? style) =>
        Number(style) is >= 0 and var place && place < styles.Count ? styles[place] : default;

    /// <summary>By the format's letters, once quoted text, escapes and bracketed conditions are gone.</summary>
    public static NumberStyle Judge(string code)
    {
        var letters = Decoration().Replace(code, "");
        var first = letters.Split(';')[0];
        return letters.AsSpan().ContainsAny(Letters.OfDates) ? new(NumberMeaning.Date, 0)
            : letters.AsSpan().ContainsAny(Letters.OfTimes) || ElapsedTime().IsMatch(code) ? new(NumberMeaning.Time, 0)
            : first.Length > 1 && first.All(c => c == '0') ? new(NumberMeaning.Number, first.Length)
            : default;
    }

    /// <summary>The formats that need no description, Chinese editions' included (ECMA-376 part 1, 18.8.30).</summary>
    private static NumberMeaning BuiltIn(int id) => id switch
    {
        (>= 14 and <= 17) or 22 or (>= 27 and <= 31) or 36 or (>= 50 and <= 54) or 57 or 58 => NumberMeaning.Date,
        (>= 18 and <= 21) or (>= 32 and <= 35) or (>= 45 and <= 47) or 55 or 56 => NumberMeaning.Time,
        _ => NumberMeaning.Number,
    };

    private static int Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : text is null ? 0 : -1;

    [GeneratedRegex(
        "\"[^\"]*\"?|\\\\.|_.|\\*.|\\[[^\\]]*\\]?|General|[eE][+-]",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Decoration();

    [GeneratedRegex(@"\[[hms]+\]", RegexOptions.IgnoreCase)]
    private static partial Regex ElapsedTime();

    private static class Letters
    {
        public static readonly SearchValues<char> OfDates = SearchValues.Create("ydYD");

        public static readonly SearchValues<char> OfTimes = SearchValues.Create("hmsHMS");
    }
}
