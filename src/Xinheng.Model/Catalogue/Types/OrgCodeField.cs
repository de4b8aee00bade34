using Xinheng.Model.Catalogue.Checking;

namespace Xinheng.Model.Catalogue.Types;

/// <summary>Organisation code (GB 11714) from before the unified code; stored without its hyphen.</summary>
public sealed record OrgCodeField(NumberChecks Checks) : FieldType
{
    private static readonly Fault Refused =
        new("org-code.invalid", "E05", "不是有效的组织机构代码：应为 8 位数字或大写字母加 1 位校验码。");

    public override string Signature => "org-code";

    public override string Explain => "9 位组织机构代码（GB 11714），没有统一社会信用代码的历史主体才填";

    public override Reading Read(string text)
    {
        var verdict = Checks.OrganisationCode(text);
        return verdict.Normalised is { } code ? new Reading(code, verdict.Fault) : verdict.Fault ?? Refused;
    }
}
