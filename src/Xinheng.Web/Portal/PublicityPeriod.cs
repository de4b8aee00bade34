namespace Xinheng.Web.Portal;

/// <summary>How long adverse information is shown, in words for readers; the rule tables of Law decide, this page tells.</summary>
/// <remarks>国办发〔2025〕22号 and NDRC Order 36/2025, in force 2026-04-01, confidence V-. Minor: in principle not shown at all.</remarks>
public sealed record PublicityPeriod(string Name, string Shortest, string Longest)
{
    public const string Basis = "国办发〔2025〕22号、《信用修复管理办法》（国家发展改革委令第36号）";

    public static IReadOnlyList<PublicityPeriod> All { get; } =
    [
        new("轻微", "没有最短期限，改正后即可", "原则上不公示；公示的，不超过 3 个月"),
        new("一般", "3 个月", "1 年"),
        new("严重", "1 年", "3 年"),
    ];
}
