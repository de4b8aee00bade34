namespace Xinheng.Web.Workbench.People.Security;

/// <summary>A browser's own long description as the two words by which its user knows it again.</summary>
public static class BrowserName
{
    // In this order: what stands first also claims to be what follows.
    private static readonly (string Mark, string Name)[] Browsers =
        [("Edg", "Edge"), ("Firefox/", "Firefox"), ("QQBrowser/", "QQ浏览器"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];

    private static readonly (string Mark, string Name)[] Systems =
    [
        ("OpenHarmony", "鸿蒙"), ("Android", "安卓"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "macOS"), ("Linux", "Linux"),
    ];

    public static string Of(string agent) => $"{Find(Browsers, agent) ?? "其他程序"}，{Find(Systems, agent) ?? "系统不明"}";

    private static string? Find((string Mark, string Name)[] known, string agent) =>
        known.FirstOrDefault(one => agent.Contains(one.Mark, StringComparison.Ordinal)).Name;
}
