using Xinheng.Model.Foundation;
using Xinheng.Model.Law;
using Xinheng.Model.Records;

namespace Xinheng.Model.Cases.Repairing;

/// <summary>
/// The calculator: from when a record's repair may be applied for and by which rule, what is still lacking, and what happens by itself.
/// The same answer for the page, the refusal of an early application and the body that decides. Basis: Order 36 of 2025 (V-).
/// </summary>
public sealed record RepairOutlook
{
    private RepairOutlook(RepairFacts facts, DateOnly today) => (Facts, Today) = (facts, today);

    public RepairFacts Facts { get; }

    public DateOnly Today { get; }

    /// <summary>First day on which it may be applied for; null where it takes another road or the law is not loaded.</summary>
    public DateOnly? EarliestOn { get; private init; }

    /// <summary>The rule that gave that day; null: there is no minimum.</summary>
    public Rule? EarliestBy { get; private init; }

    /// <summary>The day on which publication stops by itself, at 00:00.</summary>
    public DateOnly? EndsOn { get; private init; }

    public Rule? EndsBy { get; private init; }

    public IReadOnlyList<RepairCondition> Conditions { get; private init; } = [];

    public IReadOnlyList<RepairPaper> Papers { get; private init; } = [];

    /// <summary>Why it cannot be applied for today; empty: it can.</summary>
    public IReadOnlyList<Refusal> Against { get; private init; } = [];

    public bool CanBeFiled => Against.Count == 0;

    public int Met => Conditions.Count(c => c.IsMet);

    /// <summary>What the subject still has to bring, beside waiting.</summary>
    public int Lacking => Conditions.Count(c => c is { IsMet: false, IsForSubject: true });

    /// <summary>One sentence for the record's own place.</summary>
    public string Says =>
        !Facts.Track.IsHere ? Facts.Track.GoTo!
        : EarliestOn is not { } earliest ? "本地没有已核实的公示期规则，请向作出决定的机关询问。"
        : EndsOn <= Today ? "公示期已经届满，已自行停止公示，不用申请。"
        : Facts.HasOpenCase ? "修复申请正在办理。"
        : Today < Facts.BarredUntil ? $"因提供虚假材料，{Facts.BarredUntil:yyyy-MM-dd}之前不受理修复申请。"
        : (earliest > Today, Lacking) switch
        {
            (true, 0) => $"可以从 {earliest:yyyy-MM-dd} 起申请。",
            (true, var lacking) => $"可以从 {earliest:yyyy-MM-dd} 起申请，还差 {lacking} 项。",
            (false, 0) => "现在就可以申请。",
            (false, var lacking) => $"现在就可以申请，还差 {lacking} 项。",
        };

    /// <param name="rulesOn">The day whose rules count: today, or the day a case was opened.</param>
    public static RepairOutlook Of(RepairFacts facts, LawBook law, JurisdictionProfile profile, DateOnly today, DateOnly rulesOn)
    {
        var period = PublicityPeriod.Of(new PublicityFacts(facts.DocumentDate, facts.Class), law, profile, rulesOn);
        var known = facts.Track.IsHere && period.TryGet(out var found) ? found : null;
        var lawfulEnd = known?.LawfulEnd;
        var ends = facts.PublicUntil < lawfulEnd ? facts.PublicUntil : lawfulEnd;
        var outlook = new RepairOutlook(facts, today)
        {
            EarliestOn = known?.RepairableFrom,
            EarliestBy = known is null ? null : Giving(known, "_MIN", known.RepairableFrom),
            EndsOn = ends,
            EndsBy = known is null || ends != lawfulEnd ? null : Giving(known, "_MAX", known.LawfulEnd),
            Papers = facts.Track.IsHere ? RepairPaper.All : [],
        };
        outlook = outlook with { Conditions = [.. ConditionsOf(outlook)] };
        return outlook with { Against = [.. RepairObstacles.Of(outlook)] };
    }

    public static RepairOutlook Of(RepairFacts facts, LawBook law, JurisdictionProfile profile, DateOnly today) =>
        Of(facts, law, profile, today, today);

    // Where old and new law meet, the one whose period gave the day is the one to cite.
    private static Rule? Giving(PublicityPeriod period, string suffix, DateOnly day) => period.Rules.FirstOrDefault(
        rule => rule.Id.EndsWith(suffix, StringComparison.Ordinal) && rule.Period.After(period.From) == day);

    private static IEnumerable<RepairCondition> ConditionsOf(RepairOutlook outlook)
    {
        var (facts, today) = (outlook.Facts, outlook.Today);
        yield return new(ConditionKind.Track, "在这里办理修复", facts.Track.IsHere, facts.Track.GoTo ?? "由作出决定的机关通过本平台办理。");
        if (!facts.Track.IsHere)
        {
            yield break;
        }

        yield return outlook.EarliestOn is not { } earliest
            ? new(ConditionKind.Minimum, "最短公示期已满", false, "本地没有已核实的公示期规则。")
            : new(ConditionKind.Minimum, "最短公示期已满", earliest <= today, outlook.EarliestBy is { } rule
                ? $"自决定日期{facts.DocumentDate:yyyy-MM-dd}起满{rule.Period}，即{earliest:yyyy-MM-dd}。"
                : "没有最短公示期，履行义务、改正之后即可申请。");
        yield return new(ConditionKind.Truthful, "没有因虚假材料被限制申请", !(today < facts.BarredUntil),
            today < facts.BarredUntil ? $"限制到{facts.BarredUntil:yyyy-MM-dd}的前一日。" : "没有限制。");
        yield return new(ConditionKind.Duties, "义务已经履行、行为已经纠正，并有证明", facts.DutiesShown,
            facts.DutiesShown ? "已提交证明。" : "申请时提交缴款凭证、整改验收意见一类的证明。");
        yield return new(ConditionKind.Commitment, "公开作出信用承诺", facts.CommitmentSigned,
            facts.CommitmentSigned ? "已签署。" : "申请时当场签署，不用另交文书。");
        yield return new(ConditionKind.Class, "失信程度已由认定机关确认", facts.Class is not null, facts.Class is { } severity
            ? $"已确认为“{SeverityWords.Of(severity)}”。"
            : "尚未确认，按轻微对待，不影响申请；确认由认定机关负责，不用您办。");
    }
}
