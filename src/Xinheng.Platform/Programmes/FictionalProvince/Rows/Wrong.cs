using Xinheng.Model.Subjects.Identifiers;

namespace Xinheng.Platform.Programmes.FictionalProvince.Rows;

/// <summary>The mistakes that clerks make in any item, each with the problem it must give.</summary>
internal static class Wrong
{
    /// <summary>A resident's number (of somebody born in 1901) where an organisation's code belongs.</summary>
    private const string SomebodysNumber = "410105190101010018";

    /// <summary>The one mistake that does not refuse its row: a person has to look at it.</summary>
    public const string Held = "text.phone";

    public static Mistake CheckCharacter(int code) => new("uscc.check-character", row =>
    {
        var given = row[code] ?? throw new InvalidOperationException("There is no code to spoil.");
        var next = (Uscc.Alphabet.IndexOf(given[^1], StringComparison.Ordinal) + 1) % Uscc.Alphabet.Length;
        row[code] = given[..^1] + Uscc.Alphabet[next];
    });

    public static Mistake PersonForOrganisation(int code) => new("uscc.resident-number", row => row[code] = SomebodysNumber);

    public static Mistake Absent(int column) => new("field.missing", row => row[column] = null);

    public static Mistake Placeholder(int column) => new("field.placeholder", row => row[column] = "无");

    public static Mistake OutsideCodes(int column, string word) => new("code.unknown", row => row[column] = word);

    public static Mistake TooLong(int column, int longest) =>
        new("text.too-long", row => row[column] = string.Concat(Enumerable.Repeat(row[column], (longest / row[column]!.Length) + 1)));

    public static Mistake NoSuchDay(int column) => new("date.impossible", row => row[column] = "2025-02-30");

    public static Mistake ShortYear(int column) => new("date.unreadable", row => row[column] = row[column]![2..]);

    /// <summary>All dates move together into next month, so that only the future is wrong.</summary>
    public static Mistake Future(DateOnly today, int decided, params int[] later) => new("date.in-future", row =>
    {
        var day = today.AddDays(30);
        row[decided] = Write(day);
        foreach (var column in later)
        {
            row[column] = Write(day.AddMonths(3));
        }
    });

    public static Mistake EndBeforeStart(int end) => new("date.order", row => row[end] = "2015-01-05");

    public static Mistake Phone(int column) => new(Held, row => row[column] += "联系电话：13800000000。");

    private static string Write(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
