using System.Xml.Linq;

namespace Xinheng.House.Tests.Laws;

/// <summary>Law 1, first half: which project may know which, and what the Model may lean on.</summary>
public sealed class ProjectReferencesTests
{
    private const string Why =
        "A project exists for a set of dependencies: Web → Platform → Model ← Verify and the tools, nothing else. Whoever reads one floor must not need another.";

    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Xinheng.Model"] = [],
        ["Xinheng.Platform"] = ["Xinheng.Model"],
        ["Xinheng.Web"] = ["Xinheng.Platform"],
        ["Xinheng.Verify"] = ["Xinheng.Model"],
        ["Xinheng.Mirror"] = ["Xinheng.Model"],
    };

    private static IEnumerable<string> Projects =>
        House.Files.Where(f => (f.StartsWith("src/", StringComparison.Ordinal) || f.StartsWith("tools/", StringComparison.Ordinal))
            && f.EndsWith(".csproj", StringComparison.Ordinal));

    [Fact]
    public void References_are_exactly_those_of_the_plan()
    {
        Assert.Equal(Allowed.Keys.Order(), Projects.Select(p => Path.GetFileNameWithoutExtension(p)).Order());
        Law.Holds(Why, Projects.SelectMany(p => Wrong(Path.GetFileNameWithoutExtension(p), House.Text(p))));
    }

    [Fact]
    public void What_strangers_run_takes_no_package() =>
        Law.Holds("The Model is read by lawyers and run by strangers: pure C#, nothing to trust but the runtime.",
            Projects.Where(p => p.Contains("Model", StringComparison.Ordinal) || p.Contains("Verify", StringComparison.Ordinal) || p.StartsWith("tools/", StringComparison.Ordinal))
                .SelectMany(p => Packages(House.Text(p)).Select(name => $"{p} takes {name}"))
                .Concat(Strangers(House.Model)).Concat(Strangers(House.Verify)).Concat(Strangers(House.Mirror)));

    [Fact]
    public void The_law_bites_on_project_files()
    {
        const string bad = """
            <Project><ItemGroup>
              <ProjectReference Include="../Xinheng.Platform/Xinheng.Platform.csproj" />
              <PackageReference Include="Newtonsoft.Json" />
            </ItemGroup></Project>
            """;

        Assert.Equal(["Xinheng.Verify references Xinheng.Platform"], Wrong("Xinheng.Verify", bad).Take(1));
        Assert.Contains("Xinheng.Verify does not reference Xinheng.Model", Wrong("Xinheng.Verify", bad));
        Assert.Equal(["Newtonsoft.Json"], Packages(bad));
    }

    [Fact]
    public void The_law_bites_on_compiled_code() =>
        Assert.Contains("BadHouse leans on Mono.Cecil", Strangers(House.Sample("BadHouse")));

    private static IEnumerable<string> Wrong(string project, string text)
    {
        var found = Includes(text, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path)).ToList();
        return found.Except(Allowed[project]).Select(r => $"{project} references {r}")
            .Concat(Allowed[project].Except(found).Select(r => $"{project} does not reference {r}"));
    }

    private static IEnumerable<string> Packages(string text) =>
        Includes(text, "PackageReference").Concat(Includes(text, "FrameworkReference"));

    private static IEnumerable<string> Includes(string text, string element) =>
        XDocument.Parse(text).Descendants(element).Select(e => (string)e.Attribute("Include")!);

    private static IEnumerable<string> Strangers(Floor floor) =>
        floor.Assembly.MainModule.AssemblyReferences.Select(r => r.Name)
            .Where(name => !name.StartsWith("System", StringComparison.Ordinal) && name != "Xinheng.Model")
            .Select(name => $"{floor.Root} leans on {name}");
}
