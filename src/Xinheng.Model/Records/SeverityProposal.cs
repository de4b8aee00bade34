using Xinheng.Model.Law;

namespace Xinheng.Model.Records;

public enum ProposalOutcome
{
    /// <summary>A class can be proposed; it still publishes nothing until the determining body confirms it.</summary>
    Proposed,

    /// <summary>The texts do not settle it: the determining body has to say.</summary>
    AskDeterminingBody,

    /// <summary>Nothing of it may be published here, whatever its class.</summary>
    NotPublished,
}

/// <summary>The class a penalty seems to have, with the reason and the text it rests on: an aid for the determining body, never its decision.</summary>
/// <param name="Outcome">What can be said.</param>
/// <param name="Severity">The proposed class, or when asking, the least it can be; null when nothing can be said.</param>
/// <param name="Reason">Why, in plain Chinese.</param>
/// <param name="Basis">The text the reason rests on.</param>
/// <param name="Confidence">How sure we are of that text.</param>
public sealed record SeverityProposal(
    ProposalOutcome Outcome, Severity? Severity, string Reason, LegalBasis Basis, Confidence Confidence)
{
    private static readonly LegalBasis Classes = new("国家发展改革委令第36号（2025）《信用修复管理办法》", "失信信息分类");
    private static readonly LegalBasis Sealed = new("治安管理处罚法（2025年修订）", "第136条");
    private static readonly LegalBasis SimpleProcedure = new("行政处罚法（2021年修订）", "第51条");

    // No simple-procedure fine is above this, for anybody.
    private const string SimpleCapRule = "SIMPLE_PROC_ORG_CAP";

    /// <summary>The heaviest kind of the document decides (K).</summary>
    public static SeverityProposal From(SeverityFacts facts, LawBook law, JurisdictionProfile profile)
    {
        var kinds = facts.Kinds;
        return kinds.Contains(PenaltyKind.Detention)
                ? new(ProposalOutcome.NotPublished, null,
                    "含行政拘留：治安管理处罚记录封存，本平台不公示；其他法律规定的拘留请认定机关说明。", Sealed, Confidence.Verified)
            : facts.IsOnSeriousList ? Propose(Records.Severity.Serious, "已列入严重失信主体名单；公示期同时受名单自身期限约束。")
            : Heaviest(kinds, IsSerious) is { } serious
                ? Propose(Records.Severity.Serious, $"处罚种类含“{Name(serious)}”。")
            : kinds.Contains(PenaltyKind.Other) || kinds.Count == 0
                ? Ask(Least(kinds), kinds.Count == 0 ? "没有填写处罚种类。" : "处罚种类含“其他”，请说明其轻重。")
            : facts.Procedure == PenaltyProcedure.Simple ? BySimpleProcedure(facts, law, profile)
            : kinds.Contains(PenaltyKind.Fine) ? ByFine(facts, law, profile)
            : Heaviest(kinds, IsOrdinary) is { } ordinary
                ? Propose(Records.Severity.Ordinary, $"处罚种类含“{Name(ordinary)}”。")
            : Propose(Records.Severity.Minor, "普通程序作出，但只有警告或通报批评。");
    }

    private static SeverityProposal BySimpleProcedure(SeverityFacts facts, LawBook law, JurisdictionProfile profile)
    {
        var cap = law.Rules.Find(SimpleCapRule, profile, facts.DecidedOn);
        var tooMuch = cap.TryGet(out var rule) && facts.FineYuan > rule.Number;
        return tooMuch || facts.Kinds.Any(IsOrdinary)
            ? new(ProposalOutcome.AskDeterminingBody, Least(facts.Kinds),
                "标为简易程序，但处罚超出简易程序的范围（警告或小额罚款），请认定机关核对程序。", SimpleProcedure, Confidence.Verified)
            : Propose(Records.Severity.Minor, "适用简易程序（当场处罚）。");
    }

    private static SeverityProposal ByFine(SeverityFacts facts, LawBook law, JurisdictionProfile profile)
    {
        var least = Least(facts.Kinds);
        if (facts.FineYuan is not > 0)
        {
            return Ask(least, "有罚款但没有金额，请补填金额（元）。");
        }

        if (law.FineThresholds.Find(facts.Sector, profile, facts.DecidedOn) is not { } sums)
        {
            return Ask(least, "本行业、本地区的较大数额和巨额罚款标准尚未核实载入，不能据金额分类。");
        }

        var reason = $"罚款达到{sums.Basis}所定";
        return facts.FineYuan >= sums.VeryLargeYuan
                ? Propose(Records.Severity.Serious, $"{reason}巨额（{sums.VeryLargeYuan:0.##}元）。")
            : facts.FineYuan >= sums.LargerYuan
                ? Propose(Records.Severity.Ordinary, $"{reason}较大数额（{sums.LargerYuan:0.##}元）。")
            : Heaviest(facts.Kinds, IsOrdinary) is { } ordinary
                ? Propose(Records.Severity.Ordinary, $"罚款未达较大数额，但处罚种类含“{Name(ordinary)}”。")
            // The draft counted these as minor; the text as adopted was not seen (U), so nobody's record rests on it.
            : Ask(null, "罚款未达较大数额；草案曾归为轻微，正式文本未核实，请认定机关确定。");
    }

    private static SeverityProposal Propose(Severity severity, string reason) =>
        new(ProposalOutcome.Proposed, severity, $"{reason}建议：{SeverityWords.Of(severity)}。", Classes, Confidence.Reported);

    private static SeverityProposal Ask(Severity? least, string reason) => new(
        ProposalOutcome.AskDeterminingBody, least,
        least is { } floor ? $"{reason}至少为“{SeverityWords.Of(floor)}”；请认定机关确定。" : $"{reason}请认定机关确定。",
        Classes, Confidence.Reported);

    private static Severity? Least(IReadOnlyCollection<PenaltyKind> kinds) =>
        kinds.Any(IsOrdinary) ? Records.Severity.Ordinary : null;

    private static PenaltyKind? Heaviest(IReadOnlyCollection<PenaltyKind> kinds, Func<PenaltyKind, bool> among) =>
        kinds.Where(among).Select(kind => (PenaltyKind?)kind).Max();

    private static bool IsSerious(PenaltyKind kind) =>
        kind is >= PenaltyKind.LicenceRevoked and <= PenaltyKind.PractiseRestricted;

    private static bool IsOrdinary(PenaltyKind kind) =>
        kind is >= PenaltyKind.IncomeConfiscated and <= PenaltyKind.QualificationLowered;

    private static string Name(PenaltyKind kind) => kind switch
    {
        PenaltyKind.IncomeConfiscated => "没收违法所得",
        PenaltyKind.PropertyConfiscated => "没收非法财物",
        PenaltyKind.LicenceSuspended => "暂扣许可证件",
        PenaltyKind.QualificationLowered => "降低资质等级",
        PenaltyKind.LicenceRevoked => "吊销许可证件",
        PenaltyKind.ActivityRestricted => "限制开展生产经营活动",
        PenaltyKind.ProductionSuspended => "责令停产停业",
        PenaltyKind.ClosureOrdered => "责令关闭",
        PenaltyKind.PractiseRestricted => "限制从业",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}

/// <summary>What a penalty document says that bears on its class. A fine is in yuan (the national table carries 万元: multiply first).</summary>
public sealed record SeverityFacts(
    IReadOnlyCollection<PenaltyKind> Kinds, PenaltyProcedure Procedure, DateOnly DecidedOn)
{
    public decimal? FineYuan { get; init; }

    /// <summary>The sector whose sums apply, as in the fine-threshold table.</summary>
    public string Sector { get; init; } = FineThreshold.AnySector;

    public bool IsOnSeriousList { get; init; }
}
