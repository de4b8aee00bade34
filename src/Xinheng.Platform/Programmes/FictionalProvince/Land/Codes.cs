using System.Globalization;
using Xinheng.Model.Subjects.Identifiers;

namespace Xinheng.Platform.Programmes.FictionalProvince.Land;

/// <summary>Numbers that pass every check and belong to nobody: bodies XY, divisions 99, persons born before 1905.</summary>
internal static class Codes
{
    private const long DigitBodies = 1_000_000;
    private const int FirstLetter = 10;

    // Prefixes that the standard's readers know, given to people who would be 120 by now.
    private static readonly string[] Birthplaces = ["410105", "350102", "320703", "510104", "810000", "820000", "830000"];

    /// <summary>A unified code (GB 32100) for the body of this number.</summary>
    public static string Unified(string kind, string division, long body) =>
        string.Create(Uscc.Length, (kind, division, body), static (code, parts) =>
        {
            parts.kind.CopyTo(code);
            parts.division.CopyTo(code[2..]);
            WriteBody(parts.body, code.Slice(8, 8));
            // Ten has the letter X, which the unified code knows too.
            code[16] = OrgCode.CheckCharacter(code.Slice(8, 8))!.Value;
            code[17] = Uscc.CheckCharacter(code[..17])!.Value;
        });

    /// <summary>工商注册号 of 15 digits, as registered before the unified code.</summary>
    public static string Registration(string division, long serial) =>
        string.Create(BusinessRegistrationNumber.Length, (division, serial), static (code, parts) =>
        {
            parts.division.CopyTo(code);
            (parts.serial % 100_000_000).TryFormat(code.Slice(6, 8), out _, "D8", CultureInfo.InvariantCulture);
            code[14] = BusinessRegistrationNumber.CheckDigit(code[..14])!.Value;
        });

    /// <summary>公民身份号码 of somebody born between 1901 and 1904.</summary>
    public static string Resident(long person)
    {
        var birth = new DateOnly(1901, 1, 1).AddDays((int)(person * 37 % 1461));
        var first = string.Create(CultureInfo.InvariantCulture,
            $"{Birthplaces[person % Birthplaces.Length]}{birth:yyyyMMdd}{person / Birthplaces.Length % 999 + 1:D3}");
        return first + ResidentId.CheckCharacter(first);
    }

    /// <summary>XY and six digits; beyond a million, six characters of the standard's alphabet that begin with a letter.</summary>
    private static void WriteBody(long body, Span<char> to)
    {
        "XY".CopyTo(to);
        if (body < DigitBodies)
        {
            body.TryFormat(to[2..], out _, "D6", CultureInfo.InvariantCulture);
            return;
        }

        body -= DigitBodies;
        for (var i = 7; i > 2; i--)
        {
            to[i] = Uscc.Alphabet[(int)(body % Uscc.Alphabet.Length)];
            body /= Uscc.Alphabet.Length;
        }

        to[2] = Uscc.Alphabet[FirstLetter + (int)body];
    }
}
