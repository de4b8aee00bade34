namespace Xinheng.Web.Portal;

/// <summary>A path with the parts of a question that were filled in.</summary>
public static class QueryAddress
{
    public static string Of(string path, params (string Name, string? Value)[] parts)
    {
        var given = parts.Where(part => !string.IsNullOrEmpty(part.Value))
            .Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value!)}").ToList();
        return given.Count == 0 ? path : $"{path}?{string.Join('&', given)}";
    }
}
