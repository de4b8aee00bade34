using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Xinheng.Web.Hosting;

/// <summary>
/// How long copies of public answers may live: five seconds, because a withdrawn record must be gone everywhere by then,
/// and never past midnight in Shanghai, because periods end with the day.
/// </summary>
public sealed class PublicCaching(TimeProvider time)
{
    private const int Seconds = 5;

    private static readonly string[] ByAge =
        [.. Enumerable.Range(0, Seconds + 1).Select(age => $"public, max-age={age.ToString(CultureInfo.InvariantCulture)}, must-revalidate")];

    public string CacheControl
    {
        get
        {
            var left = (time.NextMidnight - time.GetUtcNow()).TotalSeconds;
            return ByAge[(int)Math.Min(Seconds, left)];
        }
    }

    /// <summary>A strong tag of exactly these bytes.</summary>
    public static string TagOf(ReadOnlySpan<byte> bytes)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, digest);
        return $"\"{Base64Url.EncodeToString(digest[..16])}\"";
    }

    /// <summary>Writes the caching headers; true when the reader already has this very answer and 304 was set.</summary>
    public bool IsFresh(HttpContext http, string tag)
    {
        http.Response.Headers.ETag = tag;
        http.Response.Headers.CacheControl = CacheControl;
        if (!Holds(http.Request.Headers.IfNoneMatch.ToString(), tag))
        {
            return false;
        }

        http.Response.StatusCode = StatusCodes.Status304NotModified;
        return true;
    }

    private static bool Holds(string asked, string tag)
    {
        if (asked.Length == 0)
        {
            return false;
        }

        return asked == tag || asked == "*" ||
            (EntityTagHeaderValue.TryParseList([asked], out var tags) &&
             tags.Any(one => one.Tag.Equals(tag, StringComparison.Ordinal)));   // If-None-Match compares weakly (RFC 9110, 13.1.2)
    }
}
