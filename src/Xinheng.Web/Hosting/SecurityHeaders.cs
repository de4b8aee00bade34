namespace Xinheng.Web.Hosting;

/// <summary>What every answer says to the browser: nothing inline, nothing from elsewhere, no frames, no leaking of addresses, HTTPS only.</summary>
public static class SecurityHeaders
{
    public const string RequestId = "X-Request-Id";

    // data: for images only: Tabler's style sheet draws its form controls with embedded pictures.
    private const string Policy =
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    public static void Use(IApplicationBuilder app) => app.Use((http, next) =>
    {
        Write(http);
        return next(http);
    });

    public static void Write(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (http.Request.IsHttps)
        {
            headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
        }

        headers[RequestId] = http.TraceIdentifier;
    }
}
