using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.StaticFiles;
using Xinheng.Platform.Publication.Authentic;

namespace Xinheng.Web.Hosting.Assets;

/// <summary>
/// Style sheets, scripts and pictures as the build put them into the program, so that what lies on disk can be changed by nobody
/// to any effect. Their address carries their digest, so a browser may keep them for a year; each is compressed once.
/// </summary>
public sealed class SiteFiles
{
    private const string Prefix = "/assets/";
    private const string Folder = "wwwroot/";
    private static readonly FileExtensionContentTypeProvider Types = new();
    private static readonly string[] Compressible = [".css", ".js", ".svg", ".json", ".txt"];

    private readonly FrozenDictionary<string, SiteFile> byAddress;
    private readonly FrozenDictionary<string, string> addresses;
    private readonly FrozenDictionary<string, SiteFile> files;

    private SiteFiles(Dictionary<string, SiteFile> files)
    {
        this.files = files.ToFrozenDictionary(StringComparer.Ordinal);
        byAddress = files.Values.ToFrozenDictionary(file => file.Address, StringComparer.Ordinal);
        addresses = files.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.Address, StringComparer.Ordinal);
    }

    /// <summary>The fingerprinted address of a file under wwwroot; a file that is not there gets an address that answers 404.</summary>
    public string this[string path] => addresses.TryGetValue(path, out var address) ? address : Prefix + path;

    /// <summary>The files of this build, by their path under wwwroot.</summary>
    public static SiteFiles OfBuild()
    {
        var program = typeof(SiteFiles).Assembly;
        return new SiteFiles(program.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .ToDictionary(name => name[Folder.Length..].Replace('\\', '/'), name => Of(name[Folder.Length..].Replace('\\', '/'), program.GetManifestResourceStream(name)!)));
    }

    public static void Map(IEndpointRouteBuilder app, SiteFiles files) =>
        app.MapGet(Prefix + "{**path}", (HttpContext http) => files.WriteAsync(http))
            .WithMetadata(new PublicReadAttribute(0))
            .ExcludeFromDescription();

    /// <summary>
    /// Holds the files on disk against the build: those changed or missing are named, and put back where the program may write.
    /// Files that the build does not know are served to nobody and left alone.
    /// </summary>
    public IReadOnlyList<ChangedFile> Look(string folder)
    {
        List<ChangedFile> changed = [];
        foreach (var (path, file) in files)
        {
            var lying = Path.Combine(folder, path);
            var found = File.Exists(lying) ? Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(lying))) : null;
            var expected = Convert.ToHexStringLower(SHA256.HashData(file.Bytes));
            if (found != expected)
            {
                changed.Add(new ChangedFile(Folder + path, expected, found, PutBack(lying, file.Bytes)));
            }
        }

        return changed;
    }

    private static bool PutBack(string path, byte[] good)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path + ".part", good);
            File.Move(path + ".part", path, overwrite: true);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;   // a read-only installation: said by the incident
        }
    }

    private static SiteFile Of(string path, Stream content)
    {
        using var read = new MemoryStream();
        using (content)
        {
            content.CopyTo(read);
        }

        var bytes = read.ToArray();
        var digest = Convert.ToHexStringLower(SHA256.HashData(bytes))[..10];
        var type = Types.TryGetContentType(path, out var known) ? known : "application/octet-stream";
        return new SiteFile(
            $"{Prefix}{Path.ChangeExtension(path, null)}.{digest}{Path.GetExtension(path)}",
            type.StartsWith("text/", StringComparison.Ordinal) ? $"{type}; charset=utf-8" : type,
            bytes, Compressible.Contains(Path.GetExtension(path)) ? Brotli(bytes) : null);
    }

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
