using Mono.Cecil;
using Xinheng.Model.Foundation;

namespace Xinheng.House.Tests;

/// <summary>The house as it stands: its files, its compiled floors.</summary>
internal static class House
{
    private static readonly string[] Outside =
        ["bin", "obj", "node_modules", ".git", ".vs", "lib", "data", "artifacts", "TestResults", ".npm-restore.lock"];

    private static readonly string Binaries = Path.GetDirectoryName(typeof(Rooms).Assembly.Location)!;

    public static string Root { get; } = FindRoot();

    public static Floor Model { get; } = new("Xinheng.Model", Read(typeof(Rooms).Assembly.Location));

    public static Floor Platform { get; } = new("Xinheng.Platform", Read(Path.Combine(Binaries, "Xinheng.Platform.dll")));

    public static Floor Web { get; } = new("Xinheng.Web", Read(Path.Combine(Binaries, "xinheng.dll")));

    public static Floor Verify { get; } = new("Xinheng.Verify", Read(Path.Combine(Binaries, "xinheng-verify.dll")));

    public static Floor Mirror { get; } = new("Xinheng.Mirror", Read(Path.Combine(Binaries, "xinheng-mirror.dll")));

    public static IReadOnlyList<Floor> Floors { get; } = [Model, Platform, Web, Verify, Mirror];

    /// <summary>A floor made of this test assembly's bad samples.</summary>
    public static Floor Sample(string root) => new(root, Read(typeof(House).Assembly.Location));

    /// <summary>Every file somebody wrote, relative to the root, with forward slashes; what builds and runs leave behind is not the house.</summary>
    public static IReadOnlyList<string> Files { get; } =
        [.. Walk(Root).Select(f => Path.GetRelativePath(Root, f).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    public static string Text(string file) => File.ReadAllText(Path.Combine(Root, file));

    public static string[] Lines(string file) => File.ReadAllLines(Path.Combine(Root, file));

    private static AssemblyDefinition Read(string path)
    {
        var resolver = new DefaultAssemblyResolver();
        resolver.AddSearchDirectory(Path.GetDirectoryName(path));
        return AssemblyDefinition.ReadAssembly(path, new ReaderParameters { AssemblyResolver = resolver, InMemory = true });
    }

    private static IEnumerable<string> Walk(string folder) =>
        Directory.EnumerateFiles(folder).Concat(Directory.EnumerateDirectories(folder)
            .Where(inner => !Outside.Contains(Path.GetFileName(inner)))
            .SelectMany(Walk));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Xinheng.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("Xinheng.slnx is not above the test's folder.");
    }
}
