using Xinheng.Model.Law;
using Xinheng.Platform.Publication.Rules;
using Xinheng.Web.Components;

namespace Xinheng.Web.Portal.Law;

/// <summary>Rules, what a place lays down and how sure we are of it, in words for readers.</summary>
public static class LawWords
{
    public static string Legend(Texts T) =>
        T["核实程度：“已核对原文”是读过条文或其副本；“部分核对”是只看到一部分，或者几个来源说法一致；“未再核对”是已知但没有再查；“尚未核实”的不使用。"];

    public static string Short(Texts T, Confidence confidence) => confidence switch
    {
        Confidence.Verified => T["已核对原文"],
        Confidence.Reported => T["部分核对"],
        Confidence.Known => T["未再核对"],
        _ => T["尚未核实"],
    };

    public static string Now(Texts T, PublicRule rule) =>
        rule.InForce is { } now ? ValueOf(T, now)
        : rule.Editions.Any(edition => edition.Confidence == Confidence.Unsure && edition.ValidTo is null) ? T["尚未核实，不使用"]
        : rule.Editions.All(edition => edition.ValidTo is not null) ? T["已失效，只用来解释旧的记录"]
        : T["现在没有"];

    /// <summary>Never the value of what nobody confirmed.</summary>
    public static string Value(Texts T, Rule rule) => rule.Confidence == Confidence.Unsure ? T["尚未核实"] : ValueOf(T, rule);

    public static string ValueOf(Texts T, Rule rule) => T.IsEnglish && rule.Unit is not (RuleUnit.DateWindow or RuleUnit.Count) ? Words.Number(T, rule) : RuleWords.ValueOf(rule);

    public static IEnumerable<(string What, string Says, LegalBasis Basis, Confidence Confidence)> Choices(Texts T, JurisdictionProfile profile)
    {
        yield return Of(T["自然人的信息"], profile.NaturalPersons, value => value == NaturalPersonDisclosure.NationalRuleOnly ? T["只有国家规定要求公开的才公示"] : T["按目录公示，但不能认出是谁"]);
        yield return Of(T["按简易程序作出的处罚"], profile.SimpleProcedure, value => Excluded(T, value));
        yield return Of(T["轻微、自行改正且没有后果的"], profile.MinorWrongsMadeGood, value => Excluded(T, value));
        yield return Of(T["使用期限从哪天起算"], profile.RetentionStart, value => value == RetentionStart.ActEnded ? T["从行为终止之日起"] : T["从认定之日起"]);
        yield return Of(T["处罚何时算失信"], profile.AdverseOnlyWhenFinal, value => value ? T["复议、诉讼期满或者维持以后"] : T["决定生效以后"]);
        yield return Of(T["正面信息可否要求不公示"], profile.PositiveDataVeto, value => value ? T["可以"] : T["没有规定"]);
        yield return Of(T["异议向谁提出"], profile.ObjectionsGoTo, value => value);
    }

    private static (string, string, LegalBasis, Confidence) Of<T>(string what, Cited<T> cited, Func<T, string> says) =>
        (what, says(cited.Value), cited.Basis, cited.Confidence);

    private static string Excluded(Texts T, IntakeExclusion value) => value switch
    {
        IntakeExclusion.Nobody => T["照常归集"],
        IntakeExclusion.NaturalPersons => T["自然人的不归集"],
        _ => T["一律不归集"],
    };
}
