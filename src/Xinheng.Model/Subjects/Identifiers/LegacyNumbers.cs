namespace Xinheng.Model.Subjects.Identifiers;

/// <summary>税务登记号 (K): division and organisation code, or for individuals their ID number, sometimes with two more digits.</summary>
/// <remarks>Treated as personal, because it may be one.</remarks>
public sealed class TaxRegistrationNumber() : IdentifierScheme("tax-registration-no", "税务登记号", isPersonal: true)
{
    protected override void Examine(string code, IdentifierContext context, List<Finding> findings)
    {
        if (code.Length is not (15 or 17 or 18 or 20) || code.Any(c => !char.IsAsciiLetterOrDigit(c)))
        {
            findings.Add(Finding.Error("tax-registration-no.shape", $"税务登记号应为15、17、18或20位数字和字母，现为{code.Length}位。"));
        }
        else if (!IsOrganisation(code) && !IsPerson(code, context.Today))
        {
            // The rule is known from use, not from a text we have read: so it only warns.
            findings.Add(Finding.Warning("tax-registration-no.parts",
                "号码中既没有有效的组织机构代码，也没有有效的身份号码，请核对。"));
        }
    }

    private static bool IsOrganisation(string code) =>
        code.Length == 15 && NumberText.IsDigits(code.AsSpan(0, 6)) && OrgCode.IsValidOrgCode(code.AsSpan(6));

    /// <summary>Whether it is its owner's own number, of 18 places or of the former 15, perhaps with two more digits.</summary>
    public static bool IsPerson(string code, DateOnly today) => code.Length is 15 or 17 or 18 or 20
        && ResidentId.IsValidResidentId(ResidentId.Upgrade(code[..(code.Length < 18 ? 15 : 18)]), today);
}

/// <summary>事业单位证书号: 12 digits.</summary>
public sealed class InstitutionCertificateNumber()
    : IdentifierScheme("institution-certificate-no", "事业单位证书号", isPersonal: false)
{
    protected override void Examine(string code, IdentifierContext context, List<Finding> findings)
    {
        if (code.Length != 12 || !NumberText.IsDigits(code))
        {
            findings.Add(Finding.Error("institution-certificate-no.shape", $"事业单位证书号应为12位数字，现为{code.Length}位。"));
        }
    }
}

/// <summary>社会组织登记证号: up to 50 characters, no check.</summary>
public sealed class SocialOrgCertificateNumber()
    : IdentifierScheme("social-org-certificate-no", "社会组织登记证号", isPersonal: false)
{
    protected override void Examine(string code, IdentifierContext context, List<Finding> findings)
    {
        if (code.Length > 50)
        {
            findings.Add(Finding.Error("social-org-certificate-no.length", $"社会组织登记证号不超过50个字符，现为{code.Length}个。"));
        }
    }
}
