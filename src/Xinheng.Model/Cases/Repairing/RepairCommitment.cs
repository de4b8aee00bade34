namespace Xinheng.Model.Cases.Repairing;

/// <summary>
/// 信用修复型承诺: what the subject promises publicly when it applies. The text as signed stays with the case, with its digest. It names no
/// natural person: whose it is, the case says. Basis: Order 36 of 2025 (V-).
/// </summary>
public static class RepairCommitment
{
    /// <summary>Kept with every signed text, so that a later wording does not change an earlier promise.</summary>
    public const string Version = "修复型 2026-1";

    /// <param name="name">Name of an organisation; null for a natural person, who says “本人”.</param>
    /// <param name="document">Number of the decision, where the record has one.</param>
    public static string Text(string? name, string authority, DateOnly decidedOn, string? document, DateOnly signedOn) => string.Join("\n",
        $"{name ?? "本人"}就{authority}于{decidedOn:yyyy-MM-dd}作出的决定{(document is null ? "" : $"（{document}）")}申请信用修复，公开承诺：",
        "一、决定确定的义务已经全部履行，违法失信行为已经纠正；",
        "二、提交的材料真实、完整，没有伪造、变造；",
        "三、今后遵守法律法规，诚实守信，不再发生同类行为；",
        "四、接受社会监督，违背承诺的，依法承担相应责任。",
        $"签署日期：{signedOn:yyyy-MM-dd}");
}
