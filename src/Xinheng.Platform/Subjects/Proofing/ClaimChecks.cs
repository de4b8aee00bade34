using Xinheng.Model.Foundation;
using Xinheng.Model.Law;
using Xinheng.Model.Subjects.Identifiers;
using Xinheng.Model.Subjects.Proofing;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Law;

namespace Xinheng.Platform.Subjects.Proofing;

/// <summary>A claim whose numbers hold, in their normal form.</summary>
internal sealed record CheckedClaim(string Name, string Number, EnterpriseClaim? Enterprise);

/// <summary>What can be said of a claim before anybody is asked: names, the numbers' own arithmetic, coming of age.</summary>
public sealed class ClaimChecks(LawBook law, JurisdictionProfile profile, Clock clock)
{
    internal Result<CheckedClaim> Check(IdentityClaim claim)
    {
        List<Refusal> problems = [];
        var name = claim.Name.Trim();
        if (name.Length is < 2 or > 40)
        {
            problems.Add(Refusal.Invalid("subjects.name", "姓名为 2 到 40 个字，照证件填写。", "name"));
        }

        var context = IdentifierContext.Of(clock.Today, law, profile);
        var number = Identifier.Parse(IdentifierScheme.ResidentId, claim.Number, context);
        problems.AddRange(number.Refusals.Select(refusal => refusal with { Field = "number" }));
        if (number.TryGet(out var id) && IsMinor(id.Value))
        {
            problems.Add(Refusal.Conflict("subjects.minor",
                "未满 18 周岁的人不能自己开立账户：应由监护人办理，而监护人代办的规则还没有定下来，平台暂不受理。请监护人向公共信用信息中心书面提出。"));
        }

        var enterprise = claim.Enterprise is { } given ? Check(given, context, problems) : null;
        return problems.Count > 0 ? Result<CheckedClaim>.Refuse(problems) : new CheckedClaim(name, number.Value.Value, enterprise);
    }

    // Where the law's age is not recorded nobody is taken for grown up: the rule stands in every shipped table.
    private bool IsMinor(string number) => ResidentId.BirthDateOf(number) is not { } birth
        || !law.Rules.Find("ADULT_AGE", profile, clock.Today).TryGet(out var age)
        || age.Period.After(birth) >= clock.Today;   // 周岁 begin the day after the birthday

    private static EnterpriseClaim Check(EnterpriseClaim given, IdentifierContext context, List<Refusal> problems)
    {
        var code = Identifier.Parse(IdentifierScheme.Uscc, given.Code, context);
        problems.AddRange(code.Refusals.Select(refusal => refusal with { Field = "code" }));
        if (given.Name.Trim().Length is < 2 or > 200)
        {
            problems.Add(Refusal.Invalid("subjects.enterprise-name", "企业名称为 2 到 200 个字，照营业执照填写。", "enterprise"));
        }

        return given with { Code = code.TryGet(out var read) ? read.Value : given.Code, Name = given.Name.Trim() };
    }
}
