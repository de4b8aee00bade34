namespace Xinheng.Model.Subjects.Identifiers;

/// <summary>工商注册号, 15 digits: authority, serial, check by ISO 7064 MOD 11,10 (K). Replaced by the unified code.</summary>
public sealed class BusinessRegistrationNumber()
    : IdentifierScheme("business-registration-no", "工商注册号", isPersonal: false)
{
    public const int Length = 15;

    /// <summary>The 15th digit for the first 14; null when they are not 14 digits.</summary>
    public static char? CheckDigit(ReadOnlySpan<char> number)
    {
        if (number.Length < Length - 1 || !NumberText.IsDigits(number[..(Length - 1)]))
        {
            return null;
        }

        var product = 10;
        foreach (var digit in number[..(Length - 1)])
        {
            var sum = (product + digit - '0') % 10;
            product = (sum == 0 ? 10 : sum) * 2 % 11;
        }

        return (char)('0' + ((11 - product) % 10));
    }

    protected override void Examine(string code, IdentifierContext context, List<Finding> findings)
    {
        if (code.Length != Length || !NumberText.IsDigits(code))
        {
            findings.Add(Finding.Error("business-registration-no.shape", $"工商注册号应为15位数字，现为{code.Length}位。"));
        }
        else if (!code.AsSpan().ContainsAnyExcept('0'))
        {
            findings.Add(Finding.Error("business-registration-no.placeholder", "全为0的号码是占位符；没有注册号请留空。"));
        }
        else if (CheckDigit(code) != code[^1])
        {
            findings.Add(Finding.Error("business-registration-no.check-digit", "第15位校验码不符，请对照营业执照核对全部15位。"));
        }
    }
}
