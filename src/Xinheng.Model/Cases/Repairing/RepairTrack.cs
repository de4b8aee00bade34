using Xinheng.Model.Law;

namespace Xinheng.Model.Cases.Repairing;

/// <summary>On which road a record is put right: ordinary repair here, or one of its own that this platform can only point to.</summary>
/// <param name="GoTo">Where to go instead, for the subject; null: here.</param>
/// <param name="Basis">The text that keeps the road apart.</param>
public sealed record RepairTrack(string Code, string Name, string? GoTo, LegalBasis Basis, Confidence Confidence)
{
    public static readonly RepairTrack Ordinary = new(
        "ordinary", "信用修复", null, new("国家发展改革委令第36号（2025）《信用修复管理办法》"), Confidence.Reported);

    private static readonly RepairTrack Court = new(
        "court", "人民法院", "失信被执行人和未履行生效裁判的信息由人民法院删除：履行完毕、达成和解并履行完毕，或者有其他法定情形的，请向作出决定的执行法院提出，不走信用修复。",
        new("最高人民法院 法释〔2013〕17号", "第7条"), Confidence.Verified);

    private static readonly RepairTrack List = new(
        "list", "名单移出", "严重失信主体名单按名单自己的移出条件和程序办理：请向决定列入的机关申请移出，移出后相应的公示和措施随之停止，不走信用修复。",
        new("国办发〔2020〕49号"), Confidence.Verified);

    private static readonly RepairTrack Abnormal = new(
        "abnormal", "异常名录移出", "经营（活动）异常名录由列入它的登记机关移出：补报年报或者改正之后，请在国家企业信用信息公示系统或者向登记机关申请移出。",
        new("《市场监督管理信用修复管理办法》"), Confidence.Reported);

    private static readonly RepairTrack Tax = new(
        "tax", "税务", "欠税和纳税缴费信用由税务机关办理：请缴清税款后，通过电子税务局或者办税服务厅申请纳税缴费信用修复。",
        new("税务总局公告2025年第12号《纳税缴费信用管理办法》"), Confidence.Reported);

    private static readonly RepairTrack Ban = new(
        "ban", "禁入", "市场和行业禁入按决定载明的期限执行，期满自行终止；期满之前只有作出决定的机关能够解除。",
        new("作出禁入决定所依据的法律、行政法规"), Confidence.Known);

    private static readonly RepairTrack Promise = new(
        "promise", "承诺", "承诺履行情况随承诺的履行由受理承诺的单位更新：请向受理单位提交履行的证明。",
        new("国办发〔2019〕35号"), Confidence.Known);

    public bool IsHere => GoTo is null;

    /// <summary>Every road, for the page that shows them side by side.</summary>
    public static IReadOnlyList<RepairTrack> All { get; } = [Ordinary, List, Court, Abnormal, Tax, Ban, Promise];

    /// <summary>By the catalogue item a record stands under; whatever has no road of its own takes the ordinary one.</summary>
    public static RepairTrack Of(string item) => item switch
    {
        "SF_SXR" or "SF_WLX" or "SF_XJSS" or "SF_XSPJ" => Court,
        "MD_YZSX" => List,
        "MD_YCML" => Abnormal,
        "SW_QS" => Tax,
        "GC_JR" or "JR_ZQJR" => Ban,
        "CN_LYQK" => Promise,
        _ => Ordinary,
    };
}
