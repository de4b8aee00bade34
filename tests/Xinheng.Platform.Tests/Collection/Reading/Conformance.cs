using System.Text.Json;

namespace Xinheng.Platform.Tests.Collection.Reading;

/// <summary>Public test suites, in the folder that <c>XINHENG_CONFORMANCE</c> names; without it their tests are skipped aloud.</summary>
internal static class Conformance
{
    public static JsonElement Read(string path)
    {
        var folder = Environment.GetEnvironmentVariable("XINHENG_CONFORMANCE");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "XINHENG_CONFORMANCE names no folder.");
        return JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder!, path))).RootElement;
    }

    /// <summary>Not GetString: some suites hold texts that are not whole.</summary>
    public static byte[] Bytes(this JsonElement value) => value.GetProperty("base64").GetBytesFromBase64();
}
