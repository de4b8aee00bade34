using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.StaticFiles;

namespace Xinheng.Web.Hosting;

/// <summary>
/// Style sheets, scripts and pictures, read once at start. Their address carries their digest, so a browser may keep
/// them for a year; each is compressed once. They lie beside the program and come from nowhere else.
/// </summary>
public sealed class SiteFiles
{
    private const string Prefix = "/assets/";
    private static readonly string[] Compressible = [".css", ".js", ".svg", ".json", ".txt"];

    private readonly FrozenDictionary<string, SiteFile> byAddress;
    private readonly FrozenDictionary<string, string> addresses;

    private SiteFiles(Dictionary<string, SiteFile> files)
    {
        byAddress = files.Values.ToFrozenDictionary(file => file.Address, StringComparer.Ordinal);
        addresses = files.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.Address, StringComparer.Ordinal);
    }

    /// <summary>The fingerprinted address of a file under wwwroot; a file that is not there gets an address that answers 404.</summary>
    public string this[string path] => addresses.TryGetValue(path, out var address) ? address : Prefix + path;

    public static SiteFiles Read(string folder)
    {
        var types = new FileExtensionContentTypeProvider();
        var files = new Dictionary<string, SiteFile>(StringComparer.Ordinal);
        foreach (var file in Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories) : [])
        {
            var path = Path.GetRelativePath(folder, file).Replace('\\', '/');
            var bytes = File.ReadAllBytes(file);
            var digest = Convert.ToHexStringLower(SHA256.HashData(bytes))[..10];
            var address = $"{Prefix}{Path.ChangeExtension(path, null)}.{digest}{Path.GetExtension(path)}";
            var type = types.TryGetContentType(path, out var known) ? known : "application/octet-stream";
            files[path] = new SiteFile(address, type.StartsWith("text/", StringComparison.Ordinal) ? $"{type}; charset=utf-8" : type,
                bytes, Compressible.Contains(Path.GetExtension(path)) ? Brotli(bytes) : null);
        }

        return new SiteFiles(files);
    }

    public static void Map(IEndpointRouteBuilder app, SiteFiles files) =>
        app.MapGet(Prefix + "{**path}", (HttpContext http) => files.WriteAsync(http))
            .WithMetadata(new PublicReadAttribute(0))
            .ExcludeFromDescription();

    private Task WriteAsync(HttpContext http)
    {
        if (!byAddress.TryGetValue(http.Request.Path.Value ?? "", out var file))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        var headers = http.Response.Headers;
        headers.CacheControl = "public, max-age=31536000, immutable";
        headers.Vary = "Accept-Encoding";
        http.Response.ContentType = file.Type;
        var compressed = file.Compressed is not null &&
            http.Request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.Ordinal);
        if (compressed)
        {
            headers.ContentEncoding = "br";
        }

        var bytes = compressed ? file.Compressed! : file.Bytes;
        http.Response.ContentLength = bytes.Length;
        return http.Response.Body.WriteAsync(bytes, 0, bytes.Length, http.RequestAborted);
    }

    private static byte[] Brotli(byte[] bytes)
    {
        using var target = new MemoryStream();
        using (var brotli = new BrotliStream(target, CompressionLevel.Optimal))
        {
            brotli.Write(bytes);
        }

        return target.ToArray();
    }

    private sealed record SiteFile(string Address, string Type, byte[] Bytes, byte[]? Compressed);
}
