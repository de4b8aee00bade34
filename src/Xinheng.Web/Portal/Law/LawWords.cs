using Xinheng.Model.Law;
using Xinheng.Platform.Publication.Rules;

namespace Xinheng.Web.Portal.Law;

/// <summary>Rules, what a place lays down and how sure we are of it, in words for readers.</summary>
public static class LawWords
{
    public const string Legend = "“已核对原文”是读过条文或其副本；“部分核对”是只看到一部分，或者几个来源说法一致；“未再核对”是已知但没有再查；“尚未核实”的不使用。";

    public static string Short(Confidence confidence) => confidence switch
    {
        Confidence.Verified => "已核对原文",
        Confidence.Reported => "部分核对",
        Confidence.Known => "未再核对",
        _ => "尚未核实",
    };

    public static string Now(PublicRule rule) =>
        rule.InForce is { } now ? RuleWords.ValueOf(now)
        : rule.Editions.Any(edition => edition.Confidence == Confidence.Unsure && edition.ValidTo is null) ? "尚未核实，不使用"
        : rule.Editions.All(edition => edition.ValidTo is not null) ? "已失效，只用来解释旧的记录"
        : "现在没有";

    /// <summary>Never the value of what nobody confirmed.</summary>
    public static string Value(Rule rule) => rule.Confidence == Confidence.Unsure ? "尚未核实" : RuleWords.ValueOf(rule);

    public static IEnumerable<(string What, string Says, LegalBasis Basis, Confidence Confidence)> Choices(JurisdictionProfile profile)
    {
        yield return Of("自然人的信息", profile.NaturalPersons, value => value == NaturalPersonDisclosure.NationalRuleOnly ? "只有国家规定要求公开的才公示" : "按目录公示，但不能认出是谁");
        yield return Of("按简易程序作出的处罚", profile.SimpleProcedure, Excluded);
        yield return Of("轻微、自行改正且没有后果的", profile.MinorWrongsMadeGood, Excluded);
        yield return Of("使用期限从哪天起算", profile.RetentionStart, value => value == RetentionStart.ActEnded ? "从行为终止之日起" : "从认定之日起");
        yield return Of("处罚何时算失信", profile.AdverseOnlyWhenFinal, value => value ? "复议、诉讼期满或者维持以后" : "决定生效以后");
        yield return Of("正面信息可否要求不公示", profile.PositiveDataVeto, value => value ? "可以" : "没有规定");
        yield return Of("异议向谁提出", profile.ObjectionsGoTo, value => value);
    }

    private static (string, string, LegalBasis, Confidence) Of<T>(string what, Cited<T> cited, Func<T, string> says) =>
        (what, says(cited.Value), cited.Basis, cited.Confidence);

    private static string Excluded(IntakeExclusion value) => value switch
    {
        IntakeExclusion.Nobody => "照常归集",
        IntakeExclusion.NaturalPersons => "自然人的不归集",
        _ => "一律不归集",
    };
}
