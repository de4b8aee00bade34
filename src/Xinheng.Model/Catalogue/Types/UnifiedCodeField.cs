using Xinheng.Model.Catalogue.Checking;

namespace Xinheng.Model.Catalogue.Types;

/// <summary>
/// Unified social credit code (GB 32100) of an organisation. A resident's number here is the commonest way in which persons'
/// numbers leak into what is public, so it has its own refusal and is never repeated.
/// </summary>
public sealed record UnifiedCodeField(NumberChecks Checks) : FieldType
{
    private const int Length = 18;

    internal static readonly Fault ResidentNumber = new(
        "uscc.resident-number", "E05",
        "里填的是公民身份号码，这一栏只能填统一社会信用代码。个人信息请报送到自然人的目录项。", Silent: true);

    internal static readonly Fault PerhapsResident = new(
        "uscc.perhaps-resident-number", "E05",
        "同时符合公民身份号码的规则，请人工核对这一栏填的确实是统一社会信用代码。", ProblemSeverity.Hold, Silent: true);

    private static readonly Fault Shape = new(
        "uscc.shape", "E05", "不是统一社会信用代码：应为 18 位数字和大写字母（不含 I、O、S、V、Z），请对照营业执照或登记证书。");

    // Where a caller's arithmetic forgets to say why.
    private static readonly Fault Refused = new("uscc.invalid", "E05", "不是有效的统一社会信用代码，请对照营业执照或登记证书。");

    public override string Signature => "uscc";

    public override string Explain => "18 位统一社会信用代码（GB 32100），末位是校验码";

    public override Reading Read(string text)
    {
        var verdict = Checks.UnifiedCode(text);
        if (verdict.Normalised is { } code)
        {
            // Real codes that are also a resident's number hardly exist; the arithmetic is asked only where all are digits.
            return code.AsSpan(0, Math.Min(Length - 1, code.Length)).ContainsAnyExceptInRange('0', '9')
                || Checks.ResidentNumber(code).Normalised is null
                    ? new Reading(code, verdict.Fault)
                    : new Reading(code, PerhapsResident);
        }

        if (text.Length is 15 or Length && Checks.ResidentNumber(text).Normalised is not null)
        {
            return ResidentNumber;
        }

        return text.Length != Length ? Shape : verdict.Fault ?? Refused;
    }
}
