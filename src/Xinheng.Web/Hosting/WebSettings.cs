using System.Globalization;
using Xinheng.Model.Foundation;

namespace Xinheng.Web.Hosting;

/// <summary>What an operator may say about the doors: from appsettings.json, the environment (<c>XINHENG__Urls</c>) and the command line.</summary>
public sealed record WebSettings
{
    public IReadOnlySet<Door> Doors { get; init; } = new HashSet<Door>(Enum.GetValues<Door>());

    public string Urls { get; init; } = "http://127.0.0.1:8080";

    /// <summary>Where the world reaches us (<c>https://credit.example.gov.cn</c>): what machines name in their assertions. Empty: only this machine.</summary>
    public string? PublicUrl { get; init; }

    /// <summary>Cost units an anonymous address may use in any minute; 0 sets no limit.</summary>
    public int PublicCostPerMinute { get; init; } = 1200;

    /// <summary>The same for whoever shows a key of the developer centre; 0 sets no limit.</summary>
    public int KeyCostPerMinute { get; init; } = 6000;

    /// <summary>Cost units that one signed-in account or system may use in any minute (reading 1, changing 5, a file 50); 0 sets no limit.</summary>
    public int CallerCostPerMinute { get; init; } = 3000;

    /// <summary>Memory for finished subject files.</summary>
    public int SubjectCacheMegabytes { get; init; } = 64;

    /// <summary>Addresses of our own proxies, whose X-Forwarded-For is believed. Empty: nobody's is.</summary>
    public IReadOnlyList<string> TrustedProxies { get; init; } = [];

    public SiteName Site { get; init; } = new();

    public bool Opens(Door door) => Doors.Contains(door);

    /// <summary>Whether the world reaches us by HTTPS, whoever ends it: then browsers are told to come by nothing else.</summary>
    public bool IsHttps => PublicUrl?.StartsWith("https://", StringComparison.OrdinalIgnoreCase) == true;

    public CookieSecurePolicy CookieSecure => IsHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;

    /// <summary>Browsers take a cookie of this prefix only from the host itself, over HTTPS: no neighbour can plant one.</summary>
    public string CookieName(string name) => IsHttps ? $"__Host-{name}" : name;

    public static Result<WebSettings> Read(IConfiguration configuration)
    {
        var settings = new WebSettings();
        var refusals = new List<Refusal>();
        var doors = new HashSet<Door>();
        foreach (var name in Split(configuration["Doors"]))
        {
            if (Enum.TryParse<Door>(name, ignoreCase: true, out var door) && Enum.IsDefined(door))
            {
                doors.Add(door);
            }
            else
            {
                refusals.Add(Refusal.Invalid("settings.unknown-door",
                    $"没有名为“{name}”的入口。可用的入口：portal、me、workbench、api，以逗号分隔。", "Doors"));
            }
        }

        var read = settings with
        {
            Doors = doors.Count > 0 ? doors : settings.Doors,
            Urls = configuration["Urls"] ?? settings.Urls,
            PublicUrl = configuration["PublicUrl"]?.TrimEnd('/'),
            PublicCostPerMinute = Whole(configuration, "PublicCostPerMinute", settings.PublicCostPerMinute, refusals),
            KeyCostPerMinute = Whole(configuration, "KeyCostPerMinute", settings.KeyCostPerMinute, refusals),
            CallerCostPerMinute = Whole(configuration, "CallerCostPerMinute", settings.CallerCostPerMinute, refusals),
            SubjectCacheMegabytes = Whole(configuration, "SubjectCacheMegabytes", settings.SubjectCacheMegabytes, refusals),
            TrustedProxies = Split(configuration["TrustedProxies"]),
            Site = new SiteName(configuration["SiteName"], configuration["SiteOperator"], configuration["SiteContact"]),
        };
        return refusals.Count > 0 ? Result<WebSettings>.Refuse(refusals) : read;
    }

    private static string[] Split(string? list) =>
        (list ?? "").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static int Whole(IConfiguration configuration, string key, int otherwise, List<Refusal> refusals)
    {
        if (configuration[key] is not { Length: > 0 } text)
        {
            return otherwise;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        refusals.Add(Refusal.Invalid("settings.not-a-number", $"设置 {key} 的值“{text}”不是非负整数。请写成 1200 这样的数字。", key));
        return otherwise;
    }
}

/// <summary>What the site is called, who runs it and how to reach them.</summary>
public sealed record SiteName(string? Title = null, string? RunBy = null, string? ReachedAt = null)
{
    public string Name => string.IsNullOrWhiteSpace(Title) ? "信衡" : Title;

    public string Subtitle => "公共信用信息平台";
}
