using System.Text.Json;
using Xunit;

namespace Xinheng.Testing;

/// <summary>Public test suites, in the folder that <c>XINHENG_CONFORMANCE</c> names; without it their tests are skipped aloud.</summary>
public static class Conformance
{
    public static JsonElement Read(string path)
    {
        var folder = Environment.GetEnvironmentVariable("XINHENG_CONFORMANCE");
        if (string.IsNullOrEmpty(folder))
        {
            Assert.Skip($"XINHENG_CONFORMANCE names no folder, so {path} was not run.");
        }

        return JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, path))).RootElement;
    }

    /// <summary>Not GetString: some suites hold texts that are not whole.</summary>
    public static byte[] Bytes(this JsonElement value) => value.GetProperty("base64").GetBytesFromBase64();
}
