using Xinheng.Model.Law;

namespace Xinheng.Model.Subjects.Identifiers;

/// <summary>统一社会信用代码, 18 characters: department, kind, division, organisation code, check. Basis: GB 32100-2015.</summary>
public sealed class Uscc() : IdentifierScheme("uscc", "统一社会信用代码", isPersonal: false)
{
    public const int Length = 18;

    /// <summary>The standard's 31 characters in the order of their values: no I, O, S, V, Z.</summary>
    public const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    // Powers of 3 modulo 31, all different and none zero: every wrong character and every swap of neighbours shows.
    private static ReadOnlySpan<byte> Weights => [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

    private static readonly sbyte[] Values = ValuesByCharacter();

    /// <summary>The fast answer for rows by the million: a normalised code that the standard accepts, its placeholder excepted.
    /// Listed historic codes are not known here; ask <see cref="IdentifierScheme.Check"/> when this says no.</summary>
    public static bool IsValidUscc(ReadOnlySpan<char> code) =>
        code.Length == Length && CheckCharacter(code) == code[^1] && !IsPlaceholder(code);

    /// <summary>The 18th character for the first 17; null when one of them is outside the alphabet or missing.</summary>
    public static char? CheckCharacter(ReadOnlySpan<char> code)
    {
        if (code.Length < Length - 1)
        {
            return null;
        }

        var sum = 0;
        for (var i = 0; i < Length - 1; i++)
        {
            var value = code[i] < 128 ? Values[code[i]] : -1;
            if (value < 0)
            {
                return null;
            }

            sum += value * Weights[i];
        }

        // The outer modulo matters when the sum is a multiple of 31: without it codes that end in 0 would fail.
        return Alphabet[(31 - (sum % 31)) % 31];
    }

    public static ReadOnlySpan<char> DivisionOf(ReadOnlySpan<char> code) => code[2..8];

    public static ReadOnlySpan<char> OrgCodeOf(ReadOnlySpan<char> code) => code[8..17];

    protected override void Examine(string code, IdentifierContext context, List<Finding> findings)
    {
        if (code.Length != Length)
        {
            findings.Add(Finding.Error("uscc.length", $"统一社会信用代码应为18位，现为{code.Length}位；请对照证照补全或删去多余字符。"));
        }

        for (var i = 0; i < code.Length; i++)
        {
            if (code[i] >= 128 || Values[code[i]] < 0)
            {
                findings.Add(Finding.Error("uscc.character",
                    $"第{i + 1}位“{code[i]}”不可用：只用数字和大写字母，不用 I、O、S、V、Z（常与1、0、5、U、2混淆）。"));
            }
        }

        if (findings.Count > 0)
        {
            return;
        }

        if (IsPlaceholder(code))
        {
            findings.Add(Finding.Error("uscc.placeholder", "第9至17位全为0，是占位代码，不代表任何主体；请填写证照上的代码。"));
            return;
        }

        if (CheckCharacter(code) != code[^1])
        {
            findings.Add(context.Exceptions.Find(code) is { } listed
                ? Finding.Warning("uscc.nonstandard-check", $"校验码不合 GB 32100，但已列入历史代码例外表：{listed.Reason}。")
                : Finding.Error("uscc.check-character", "第18位校验码不符：多半有一位抄错或相邻两位颠倒，请对照证照核对全部18位。"));
        }

        if (UsccKind.Find(code[0], code[1]) is null)
        {
            findings.Add(Finding.Warning("uscc.kind", "前两位不在 GB 32100 的登记管理部门和机构类别表中，请核对。"));
        }

        // No value in these messages: a person's number typed into the wrong column would stand in them.
        switch (context.StandingOf(DivisionOf(code)))
        {
            case DivisionStanding.Retired:
                findings.Add(Finding.Warning("uscc.division-retired",
                    "第3至8位是已撤销的行政区划代码；统一代码不随区划变更，可以接受。"));
                break;
            case DivisionStanding.Unknown:
                findings.Add(Finding.Warning("uscc.division", "第3至8位不在行政区划代码表中，请核对登记机关。"));
                break;
        }

        if (OrgCode.CheckCharacter(OrgCodeOf(code)) != code[16])
        {
            findings.Add(Finding.Warning("uscc.org-code", "第9至17位的组织机构代码校验码（第17位）不合 GB 11714，请对照证照核对。"));
        }
    }

    private static bool IsPlaceholder(ReadOnlySpan<char> code) => !OrgCodeOf(code).ContainsAnyExcept('0');

    private static sbyte[] ValuesByCharacter()
    {
        var values = new sbyte[128];
        Array.Fill(values, (sbyte)-1);
        for (var i = 0; i < Alphabet.Length; i++)
        {
            values[Alphabet[i]] = (sbyte)i;
        }

        return values;
    }
}
