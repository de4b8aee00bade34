namespace Xinheng.Web.Components.Layout;

/// <summary>What the portal's head and foot lead to; a new page that people should find is one more line.</summary>
public static class SitePlaces
{
    public static readonly IReadOnlyList<(string Href, Func<Texts, string> Text)> Head =
    [
        ("/search", T => T["查单位"]),
        ("/disclosures", T => T["行政公示"]),
        ("/catalogue", T => T["信用目录"]),
        ("/statistics", T => T["统计"]),
        ("/news", T => T["动态"]),
        ("/how-to", T => T["异议与修复"]),
    ];

    public static readonly IReadOnlyList<(string Href, Func<Texts, string> Text)> Foot =
    [
        ("/how-to", T => T["怎样提出异议、申请修复"]),
        ("/catalogue", T => T["公示什么，依据什么"]),
        ("/law", T => T["法规与期限"]),
        ("/commitments", T => T["信用承诺"]),
        ("/policies", T => T["政策文件"]),
        ("/developers", T => T["开发者中心"]),
        ("/withdrawals", T => T["撤回公告"]),
        ("/verify", T => T["真伪核验"]),
        ("/report", T => T["投诉与举报"]),
        ("/lagging", T => T["撤下后谁还没有删"]),
        ("/accessibility", T => T["无障碍说明"]),
        ("/about", T => T["关于本站与隐私"]),
    ];
}
