using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Xinheng.House.Tests.Docs;

/// <summary>A package as a lock file pins it.</summary>
/// <param name="Scope">CycloneDX: <c>required</c> runs with the platform, <c>optional</c> may, <c>excluded</c> only builds and tests it.</param>
/// <param name="Sha512">Of the package file, as the lock file holds it; hexadecimal.</param>
internal sealed record Part(string Kind, string Name, string Version, string Scope, string Sha512, string? Licence, IReadOnlyList<string> Needs)
{
    public string Url => Kind == "npm" ? $"pkg:npm/{Name.Replace("@", "%40", StringComparison.Ordinal)}@{Version}" : $"pkg:nuget/{Name}@{Version}";
}

/// <summary>The bill of materials (CycloneDX 1.6) of what the lock files name: the same lock files, the same bytes.</summary>
internal static class Bill
{
    private static readonly string[] Order = ["required", "optional", "excluded"];

    public static IReadOnlyList<Part> Parts() => Merge(
        House.Files.Where(f => Path.GetFileName(f) == "packages.lock.json")
            .SelectMany(f => NuGet(House.Text(f), isShipped: f.StartsWith("src/", StringComparison.Ordinal), BuildOnly()))
            .Concat(Npm(House.Text("package-lock.json"))));

    public static string Of(IReadOnlyList<Part> parts)
    {
        var all = parts.Select(p => p.Url).ToHashSet();
        return new JsonObject
        {
            ["bomFormat"] = "CycloneDX",
            ["specVersion"] = "1.6",
            ["version"] = 1,
            ["metadata"] = new JsonObject
            {
                ["component"] = new JsonObject { ["type"] = "application", ["bom-ref"] = "xinheng", ["name"] = "xinheng", ["version"] = Version() },
            },
            ["components"] = new JsonArray([.. parts.Select(Component)]),
            ["dependencies"] = new JsonArray([.. parts.Select(p => new JsonObject
            {
                ["ref"] = p.Url,
                ["dependsOn"] = new JsonArray([.. p.Needs.Where(all.Contains).Select(n => JsonValue.Create(n))]),
            })]),
        }.ToJsonString(new() { WriteIndented = true, NewLine = "\n" }) + "\n";
    }

    /// <param name="buildOnly">Packages that only help the compiler.</param>
    public static IEnumerable<Part> NuGet(string text, bool isShipped, IReadOnlySet<string> buildOnly)
    {
        foreach (var (_, framework) in JsonNode.Parse(text)!["dependencies"]!.AsObject())
        {
            var locked = framework!.AsObject().Where(p => (string?)p.Value!["type"] != "Project").ToList();
            var versions = locked.ToDictionary(p => p.Key, p => (string)p.Value!["resolved"]!, StringComparer.OrdinalIgnoreCase);
            foreach (var (name, package) in locked)
            {
                var needs = (package!["dependencies"]?.AsObject() ?? []).Where(d => versions.ContainsKey(d.Key))
                    .Select(d => $"pkg:nuget/{locked.First(l => l.Key.Equals(d.Key, StringComparison.OrdinalIgnoreCase)).Key}@{versions[d.Key]}");
                yield return new Part("nuget", name, versions[name], isShipped && !buildOnly.Contains(name) ? "required" : "excluded",
                    Hex((string)package["contentHash"]!), null, [.. needs.Order(StringComparer.Ordinal)]);
            }
        }
    }

    public static IEnumerable<Part> Npm(string text)
    {
        var locked = JsonNode.Parse(text)!["packages"]!.AsObject().Where(p => p.Key.Length > 0)
            .ToDictionary(p => p.Key["node_modules/".Length..], p => p.Value!);
        foreach (var (name, package) in locked)
        {
            var scope = (bool?)package["dev"] == true ? "excluded" : (bool?)package["optional"] == true ? "optional" : "required";
            var needs = (package["dependencies"]?.AsObject() ?? []).Where(d => locked.ContainsKey(d.Key))
                .Select(d => new Part("npm", d.Key, (string)locked[d.Key]["version"]!, "", "", null, []).Url);
            yield return new Part("npm", name, (string)package["version"]!, scope, Hex(((string)package["integrity"]!)["sha512-".Length..]),
                (string?)package["license"], [.. needs.Order(StringComparer.Ordinal)]);
        }
    }

    // The same package in several lock files: what needs it most says how much it is needed.
    private static List<Part> Merge(IEnumerable<Part> parts) =>
        [.. parts.GroupBy(p => p.Url).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => g.MinBy(p => Array.IndexOf(Order, p.Scope))! with
            {
                Needs = [.. g.SelectMany(p => p.Needs).Distinct().Order(StringComparer.Ordinal)],
            })];

    private static JsonObject Component(Part part)
    {
        var component = new JsonObject
        {
            ["type"] = "library", ["bom-ref"] = part.Url, ["name"] = part.Name, ["version"] = part.Version, ["scope"] = part.Scope,
            ["hashes"] = new JsonArray(new JsonObject { ["alg"] = "SHA-512", ["content"] = part.Sha512 }),
        };
        if (part.Licence is { } licence)
        {
            component["licenses"] = new JsonArray(new JsonObject { ["license"] = new JsonObject { ["id"] = licence } });
        }

        component["purl"] = part.Url;
        return component;
    }

    private static string Hex(string base64) => Convert.ToHexStringLower(Convert.FromBase64String(base64));

    private static string Version() => XDocument.Parse(House.Text("Directory.Build.props")).Descendants("Version").Single().Value;

    private static IReadOnlySet<string> BuildOnly() => XDocument.Parse(House.Text("Directory.Build.props")).Descendants("PackageReference")
        .Where(p => (string?)p.Attribute("PrivateAssets") == "all").Select(p => (string)p.Attribute("Include")!).ToHashSet();
}
