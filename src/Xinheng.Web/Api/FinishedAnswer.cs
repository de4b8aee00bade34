using System.IO.Compression;
using Xinheng.Web.Hosting;

namespace Xinheng.Web.Api;

/// <summary>An answer as bytes with its strong tag, and the same compressed where that pays.</summary>
public sealed class FinishedAnswer
{
    private const int WorthCompressing = 1400;   // below one network packet nothing is gained

    private readonly ReadOnlyMemory<byte> plain;
    private readonly ReadOnlyMemory<byte> compressed;
    private readonly string plainTag;
    private readonly string compressedTag;
    private readonly string type;

    private FinishedAnswer(ReadOnlyMemory<byte> plain, ReadOnlyMemory<byte> compressed, string type)
    {
        (this.plain, this.compressed, this.type) = (plain, compressed, type);
        plainTag = PublicCaching.TagOf(plain.Span);
        compressedTag = plainTag.Insert(plainTag.Length - 1, "-br");   // another representation needs another strong tag
    }

    public int Size => plain.Length + compressed.Length;

    public static FinishedAnswer Of(ReadOnlyMemory<byte> bytes, bool compress = true, string type = PublicJson.ContentType) =>
        new(bytes, compress && bytes.Length >= WorthCompressing ? Brotli(bytes.Span) : default, type);

    public static bool AcceptsBrotli(HttpContext http) =>
        http.Request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.Ordinal);

    public Task WriteAsync(HttpContext http, PublicCaching caching)
    {
        var asCompressed = compressed.Length > 0 && AcceptsBrotli(http);
        var headers = http.Response.Headers;
        headers.Append("Vary", "Accept-Encoding");   // beside what a page says it differs by
        if (caching.IsFresh(http, asCompressed ? compressedTag : plainTag))
        {
            return Task.CompletedTask;
        }

        if (asCompressed)
        {
            headers.ContentEncoding = "br";
        }

        var bytes = asCompressed ? compressed : plain;
        http.Response.ContentType = type;
        http.Response.ContentLength = bytes.Length;
        return http.Response.BodyWriter.WriteAsync(bytes, http.RequestAborted).AsTask();
    }

    private static ReadOnlyMemory<byte> Brotli(ReadOnlySpan<byte> bytes)
    {
        var target = new byte[BrotliEncoder.GetMaxCompressedLength(bytes.Length)];
        return BrotliEncoder.TryCompress(bytes, target, out var written, quality: 1, window: 18)
            ? target.AsSpan(0, written).ToArray()
            : default;
    }
}
