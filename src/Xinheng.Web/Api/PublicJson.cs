using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Xinheng.Web.Hosting;

namespace Xinheng.Web.Api;

/// <summary>How public answers are written: camelCase, Chinese as Chinese, a strong tag over the very bytes.</summary>
public static class PublicJson
{
    public const string ContentType = "application/json; charset=utf-8";

    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        // Everything but what HTML would read as markup, so that an answer pasted into a page stays text.
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
        NumberHandling = JsonNumberHandling.Strict,
    };

    public static Task WriteAsync<T>(HttpContext http, PublicCaching caching, T value) =>
        FinishedAnswer.Of(JsonSerializer.SerializeToUtf8Bytes(value, Options), FinishedAnswer.AcceptsBrotli(http))
            .WriteAsync(http, caching);
}
