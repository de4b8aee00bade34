namespace Xinheng.Model.Subjects.Identifiers;

/// <summary>组织机构代码, 9 characters: eight and a check. Replaced by the unified code, of which it is a part. Basis: GB 11714.</summary>
public sealed class OrgCode() : IdentifierScheme("org-code", "组织机构代码", isPersonal: false)
{
    public const int Length = 9;

    private static ReadOnlySpan<byte> Weights => [3, 7, 9, 10, 5, 8, 4, 2];

    public static bool IsValidOrgCode(ReadOnlySpan<char> code) =>
        code.Length == Length && CheckCharacter(code) == code[^1] && code.ContainsAnyExcept('0');

    /// <summary>The ninth character for the first eight; null when one of them is no digit or capital letter.</summary>
    public static char? CheckCharacter(ReadOnlySpan<char> code)
    {
        if (code.Length < Length - 1)
        {
            return null;
        }

        var sum = 0;
        for (var i = 0; i < Length - 1; i++)
        {
            var value = code[i] switch
            {
                >= '0' and <= '9' => code[i] - '0',
                >= 'A' and <= 'Z' => code[i] - 'A' + 10,
                _ => -1,
            };
            if (value < 0)
            {
                return null;
            }

            sum += value * Weights[i];
        }

        return (11 - (sum % 11)) switch { 10 => 'X', 11 => '0', var check => (char)('0' + check) };
    }

    /// <summary>Printed with a hyphen before the check character, kept without.</summary>
    protected override string Tidy(string normalised) =>
        normalised is [.., '-' or '—' or '–', _] ? normalised.Remove(normalised.Length - 2, 1) : normalised;

    protected override void Examine(string code, IdentifierContext context, List<Finding> findings)
    {
        if (code.Length != Length)
        {
            findings.Add(Finding.Error("org-code.length", $"组织机构代码应为9位（不计连字符），现为{code.Length}位。"));
        }

        for (var i = 0; i < code.Length; i++)
        {
            if (!char.IsAsciiDigit(code[i]) && !char.IsAsciiLetterUpper(code[i]))
            {
                findings.Add(Finding.Error("org-code.character", $"第{i + 1}位“{code[i]}”不可用：组织机构代码只用数字和大写字母。"));
            }
        }

        if (findings.Count > 0)
        {
            return;
        }

        if (!code.AsSpan().ContainsAnyExcept('0'))
        {
            findings.Add(Finding.Error("org-code.placeholder", "全为0的代码是占位符，不代表任何主体；没有代码请留空。"));
        }
        else if (CheckCharacter(code) != code[^1])
        {
            findings.Add(Finding.Error("org-code.check-character", "第9位校验码不符（GB 11714），请对照证照核对全部9位。"));
        }
    }
}
