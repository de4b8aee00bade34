namespace Xinheng.House.Tests.Docs;

/// <summary>A document that the code defines: compared in tests, written when <c>XINHENG_WRITE_DOCS</c> is set (<c>./dev docs</c>).</summary>
internal static class Document
{
    public static void Equals(string file, string expected, string why)
    {
        var path = Path.Combine(House.Root, file);
        if (Environment.GetEnvironmentVariable("XINHENG_WRITE_DOCS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, expected);
        }

        var found = File.Exists(path) ? File.ReadAllLines(path) : [];
        var wanted = expected.TrimEnd('\n').Split('\n');
        Law.Holds($"{why} {file} differs from the code; run ./dev docs.",
            wanted.Except(found).Select(l => $"missing: {l}").Concat(found.Except(wanted).Select(l => $"no longer so: {l}")));
        Assert.Equal(wanted, found);
    }
}
