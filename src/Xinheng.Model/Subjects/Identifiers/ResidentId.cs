using System.Globalization;

namespace Xinheng.Model.Subjects.Identifiers;

/// <summary>公民身份号码, 18 characters: division, birth date, sequence, check. Basis: GB 11643-1999.
/// Numbers of the 15-digit kind (before 2000) are brought to 18.</summary>
public sealed class ResidentId() : IdentifierScheme("resident-id", "公民身份号码", isPersonal: true)
{
    public const int Length = 18;

    private const int FormerLength = 15;

    // Nobody alive, nor any record here, goes further back.
    private static readonly DateOnly Earliest = new(1880, 1, 1);

    private static ReadOnlySpan<byte> Weights => [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    /// <summary>The fast answer for a normalised 18-character number.</summary>
    public static bool IsValidResidentId(ReadOnlySpan<char> id, DateOnly today) =>
        id.Length == Length && CheckCharacter(id) == id[^1] && IsProvince(id)
        && BirthDate(id) is { } birth && birth >= Earliest && birth <= today;

    /// <summary>The 18th character for the first 17; null when one of them is no digit.</summary>
    public static char? CheckCharacter(ReadOnlySpan<char> id)
    {
        if (id.Length < Length - 1 || !NumberText.IsDigits(id[..(Length - 1)]))
        {
            return null;
        }

        var sum = 0;
        for (var i = 0; i < Length - 1; i++)
        {
            sum += (id[i] - '0') * Weights[i];
        }

        return "10X98765432"[sum % 11];
    }

    /// <summary>A 15-digit number as the 18 characters it became; anything else as it is.</summary>
    public static string Upgrade(string id) => id.Length != FormerLength || !NumberText.IsDigits(id)
        ? id
        : $"{id[..6]}19{id[6..]}" is var longer ? longer + CheckCharacter(longer) : id;

    protected override string Tidy(string normalised) => Upgrade(normalised);

    protected override void Examine(string code, IdentifierContext context, List<Finding> findings)
    {
        if (code.Length != Length)
        {
            findings.Add(Finding.Error("resident-id.length", $"公民身份号码应为18位（旧号15位），现为{code.Length}位。"));
            return;
        }

        if (!NumberText.IsDigits(code.AsSpan(0, Length - 1)) || (code[^1] != 'X' && !char.IsAsciiDigit(code[^1])))
        {
            findings.Add(Finding.Error("resident-id.character", "公民身份号码前17位应为数字，末位应为数字或 X。"));
            return;
        }

        if (!IsProvince(code))
        {
            findings.Add(Finding.Error("resident-id.province", "前两位不是省级行政区划代码，请对照证件核对。"));
        }

        switch (BirthDate(code))
        {
            case null:
                findings.Add(Finding.Error("resident-id.birth-date", "第7至14位不是存在的日期，请对照证件核对。"));
                break;
            case { } birth when birth > context.Today:
                findings.Add(Finding.Error("resident-id.birth-date-future", "第7至14位的出生日期在今天之后，请对照证件核对。"));
                break;
            case { } birth when birth < Earliest:
                findings.Add(Finding.Error("resident-id.birth-date-early", "第7至14位的出生日期早于1880年，请对照证件核对。"));
                break;
        }

        if (CheckCharacter(code) != code[^1])
        {
            findings.Add(Finding.Error("resident-id.check-character", "末位校验码不符：多半有一位抄错，请对照证件核对全部18位。"));
        }
    }

    protected override void Compare(string normalised, string kept, List<Finding> findings)
    {
        if (kept.Length != normalised.Length)
        {
            findings.Add(Finding.Warning("resident-id.upgraded", "这是15位旧号，已按 GB 11643 换为18位。"));
        }
    }

    // Provinces, and the residence permits of Hong Kong, Macao and Taiwan residents (81, 82, 83).
    private static bool IsProvince(ReadOnlySpan<char> id) => (((id[0] - '0') * 10) + id[1] - '0') is
        (>= 11 and <= 15) or (>= 21 and <= 23) or (>= 31 and <= 37) or (>= 41 and <= 46)
        or (>= 50 and <= 54) or (>= 61 and <= 65) or 71 or (>= 81 and <= 83);

    /// <summary>When its bearer was born; null for what is no number of 18 places.</summary>
    public static DateOnly? BirthDateOf(string number) => number.Length == Length ? BirthDate(number) : null;

    private static DateOnly? BirthDate(ReadOnlySpan<char> id) =>
        DateOnly.TryParseExact(id[6..14], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var birth)
            ? birth
            : null;
}
