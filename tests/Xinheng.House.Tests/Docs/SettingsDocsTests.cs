using System.Collections;
using System.Reflection;
using System.Text;
using Xinheng.Platform.Foundation;
using Xinheng.Web.Hosting;

namespace Xinheng.House.Tests.Docs;

/// <summary>Law 8: <c>docs/settings.md</c> lists every setting the code reads, with its default. <c>./dev docs</c> writes it.</summary>
public sealed class SettingsDocsTests
{
    private const string Why = "An operator reads the list of settings, not the code: one that is missing is found by nobody, one too many is believed.";

    // What properties do not say of themselves, and the names that are kept together in one property.
    private static readonly Dictionary<string, string> AlsoSaid = new()
    {
        ["Doors"] = "Which doors this process opens: `portal` (anonymous readers), `me` (subjects), `workbench` (staff), `api` (machines); "
            + "comma-separated. `serve --doors` wins.",
        ["Urls"] = "Where it listens; several separated by commas or semicolons. `serve --urls` wins.",
        ["SiteName"] = "What the site is called.",
        ["SiteOperator"] = "Who runs it; stands at the foot of the portal's pages.",
        ["SiteContact"] = "How to reach whoever runs it; stands there too.",
    };

    private static readonly Dictionary<string, string> Together = new() { ["SiteName"] = new SiteName().Name, ["SiteOperator"] = "", ["SiteContact"] = "" };

    private sealed record Setting(string Name, string Default, string? Meaning);

    [Fact]
    public void The_list_of_settings_equals_the_code() => Document.Equals("docs/settings.md", Written(), Why);

    [Fact]
    public void Every_setting_read_is_listed_and_every_listed_one_is_read() => Law.Holds(Why, Wrong(AskedByTheCode(), All()));

    [Fact]
    public void No_code_looks_into_the_environment_by_itself() =>
        Law.Holds("What is read past the settings is in no list.", House.Floors.SelectMany(PastTheSettings));

    [Fact]
    public void The_law_bites()
    {
        var sample = House.Sample("BadHouse.Settings");
        var asked = Settings.AskedBy(sample).ToList();

        Assert.Equal(["BadHouse.Settings.SecretWishes → System.Environment.GetEnvironmentVariable"], PastTheSettings(sample));
        Assert.Equal(["?", "ByAnother", "Plain"], asked.Select(a => a.Name).Order(StringComparer.Ordinal));
        Assert.Equal(
        [
            "BadHouse.Settings.SecretWishes asks for “?”, which is not listed", "BadHouse.Settings.SecretWishes asks for “ByAnother”, which is not listed",
            "“Plain” is not explained", "“Unread” is listed and read by nobody",
        ], Wrong(asked, [new("Plain", "", null), new("Unread", "", "Nothing.")]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Settings_are_found() =>
        // Should the reading of compiled code stop seeing questions, the two lists would agree on nothing.
        Assert.Superset(new HashSet<string> { "Database", "Doors", "PublicCostPerMinute", "SiteName" }, AskedByTheCode().Select(a => a.Name).ToHashSet());

    private static IEnumerable<string> PastTheSettings(Floor floor) => floor.Uses
        .Where(m => m is { Used: "System.Environment", Member: "GetEnvironmentVariable" or "GetEnvironmentVariables" }).Select(m => m.ToString());

    private static IEnumerable<string> Wrong(IReadOnlyList<Asked> asked, IReadOnlyList<Setting> listed) =>
        asked.Where(a => listed.All(s => s.Name != a.Name)).Select(a => $"{a.Type} asks for “{a.Name}”, which is not listed")
            .Concat(listed.Where(s => asked.All(a => a.Name != s.Name)).Select(s => $"“{s.Name}” is listed and read by nobody"))
            .Concat(listed.Where(s => string.IsNullOrEmpty(s.Meaning)).Select(s => $"“{s.Name}” is not explained"));

    private static List<Asked> AskedByTheCode() => [.. House.Floors.SelectMany(Settings.AskedBy)];

    private static List<Setting> All() =>
    [
        .. Of(new XinhengOptions()),
        .. Of(new WebSettings()),
        .. Together.Select(t => new Setting(t.Key, t.Value, AlsoSaid[t.Key])),
    ];

    private static IEnumerable<Setting> Of(object defaults) => defaults.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(p => p.CanWrite && p.PropertyType != typeof(SiteName))
        .Select(p => new Setting(p.Name, Text(p.GetValue(defaults)),
            AlsoSaid.GetValueOrDefault(p.Name) ?? Settings.Summary(defaults.GetType(), p.Name)));

    private static string Text(object? value) => value switch
    {
        null => "",
        IEnumerable<Door> doors => string.Join(',', doors.Order().Select(d => d.ToString().ToLowerInvariant())),
        string text => text,
        IEnumerable list => string.Join(',', list.Cast<object>()),
        _ => value.ToString() ?? "",
    };

    private static string Written()
    {
        var text = new StringBuilder("""
            # Settings

            Every setting, read from the code by `./dev docs`; a test compares. A setting stands in `appsettings.json` beside the program
            (`"Jurisdiction": "990000"`) or in the environment (`XINHENG__Jurisdiction=990000`), which wins. `./dev` puts the data into `data`
            in the clone unless `XINHENG__DataDirectory` says otherwise. Secrets (connection strings) belong into files of `SecretsDirectory`,
            named like the setting (`Database`); the environment can carry them too, but every child process sees it.

            | setting | default | meaning |
            | --- | --- | --- |

            """);
        foreach (var setting in All())
        {
            text.Append($"| `{setting.Name}` | {(setting.Default.Length > 0 ? $"`{setting.Default}`" : "")} | {setting.Meaning} |\n");
        }

        return text.Append("""

            Only tests and `./dev` read these; a running platform does not: `XINHENG_CONFORMANCE` (folder with the public conformance suites;
            without it their tests are skipped and say so), `XINHENG_WRITE_DOCS=1` (`./dev docs`, `./dev sbom`), `XINHENG_SHOTS` (`./dev shots`),
            `XINHENG_AUDIT=required` (`./dev audit` fails when a source of advisories gives no answer; set, `.ci/run` audits too).

            """).ToString();
    }
}
