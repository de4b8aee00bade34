using Xinheng.Model.Catalogue.Checking;
using Xinheng.Model.Law;
using Xinheng.Model.Subjects.Identifiers;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Law;

namespace Xinheng.Platform.Subjects;

/// <summary>Lends the catalogue the arithmetic of the numbers, which belong to this room.</summary>
public static class SubjectNumbers
{
    public static NumberChecks Checks(LawBook law, JurisdictionProfile profile, Clock clock) => new(
        value => Uscc.IsValidUscc(value)
            ? new NumberVerdict(value, null)
            : Slowly(IdentifierScheme.Uscc, value, "E05", law, profile, clock),
        value => OrgCode.IsValidOrgCode(value)
            ? new NumberVerdict(value, null)
            : Slowly(IdentifierScheme.OrgCode, value, "E05", law, profile, clock),
        value => ResidentId.IsValidResidentId(value, clock.Today)
            ? new NumberVerdict(value, null)
            : Slowly(IdentifierScheme.ResidentId, value, "E06", law, profile, clock));

    private static NumberVerdict Slowly(
        IdentifierScheme scheme, string value, string number, LawBook law, JurisdictionProfile profile, Clock clock)
    {
        var check = scheme.Check(value, IdentifierContext.Of(clock.Today, law, profile));
        var worst = check.Findings.FirstOrDefault(f => f.Severity == FindingSeverity.Error) ?? check.Findings.FirstOrDefault();
        var fault = worst is null
            ? null
            : new Fault(worst.Code, number, worst.Message, check.IsValid ? ProblemSeverity.Warning : ProblemSeverity.Error);
        return new NumberVerdict(check.IsValid ? check.Normalised : null, fault);
    }
}
