using System.Text.Json;

namespace Xinheng.Model.Tests.Journal;

/// <summary>Public test suites, read only where XINHENG_CONFORMANCE names their folder.</summary>
internal static class Conformance
{
    public static JsonElement Read(string file)
    {
        var folder = Environment.GetEnvironmentVariable("XINHENG_CONFORMANCE");
        if (string.IsNullOrEmpty(folder))
        {
            Assert.Skip($"XINHENG_CONFORMANCE names no folder, so {file} was not run.");
        }

        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, file)));
        return document.RootElement.Clone();
    }
}
