using Xinheng.Model.Law;
using Xinheng.Platform.Law;

namespace Xinheng.Platform.Tests.Law;

/// <summary>The law as it is shipped, and copies of it to break.</summary>
internal static class LawFolder
{
    public static string Shipped { get; } = Find();

    private static readonly Lazy<LawBook> Loaded = new(() => LawFiles.Load(Shipped).Value);

    public static LawBook Book => Loaded.Value;

    public static DateOnly Day(string date) => DateOnly.ParseExact(date, "yyyy-MM-dd", null);

    /// <summary>Loads a copy after <paramref name="spoil"/> had its way with it; returns the codes of all problems.</summary>
    public static IReadOnlyList<Model.Foundation.Refusal> ProblemsAfter(Action<string> spoil)
    {
        var copy = Directory.CreateTempSubdirectory("xinheng-law-").FullName;
        try
        {
            foreach (var file in Directory.EnumerateFiles(Shipped, "*", SearchOption.AllDirectories))
            {
                var target = Path.Combine(copy, Path.GetRelativePath(Shipped, file));
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(file, target);
            }

            spoil(copy);
            return LawFiles.Load(copy).Refusals;
        }
        finally
        {
            Directory.Delete(copy, recursive: true);
        }
    }

    private static string Find()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "Xinheng.slnx")))
            {
                return Path.Combine(folder, "catalogue", "law");
            }
        }

        throw new InvalidOperationException("The tests run from within the repository.");
    }
}
