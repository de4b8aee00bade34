using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.Extensions.Primitives;
using Xinheng.Web.Workbench;

namespace Xinheng.Web.Hosting.Reading;

/// <summary>The choice of how to read: one small form without script, and what it means for copies of pages.</summary>
public static class ViewForm
{
    public const string Path = "/view";

    /// <summary>Where the reader was.</summary>
    public const string To = "to";

    private const string Origin = "http://own";

    public static void Map(IEndpointRouteBuilder app) =>
        // No token: nothing of value can be forged, and a page everybody may keep cannot carry one. Foreign pages are turned away before this.
        app.MapPost(Path, ChooseAsync).WithMetadata(new PublicReadAttribute(1) { MayBeKept = false }).DisableAntiforgery().ExcludeFromDescription();

    /// <summary>
    /// Pages differ by the cookie, so every copy is kept under it; one that somebody's choice made is for them alone. What a shared
    /// address asks for holds for the rest of the visit.
    /// </summary>
    public static void UseChoice(IApplicationBuilder app, WebSettings settings) => app.Use((http, next) =>
    {
        if (http.GetEndpoint()?.Metadata is { } metadata && metadata.GetMetadata<ComponentTypeMetadata>() is not null)
        {
            var view = ReadersView.Of(http);
            var headers = http.Response.Headers;
            headers.Append("Vary", "Cookie");
            var kept = http.Request.Cookies[ReadersView.Cookie];
            if (kept is not null || !view.IsUntouched)
            {
                headers.CacheControl = headers.CacheControl.ToString().Replace("public", "private", StringComparison.Ordinal);
            }

            if (http.Request.Query.ContainsKey(ReadersView.Language) && view.ToString() != ReadersView.Read(kept).ToString())
            {
                Keep(http, settings, view, null);
            }
        }

        return next(http);
    });

    /// <summary>An own page, without what its address asked for before something else was chosen.</summary>
    public static string Own(string? to)
    {
        // Written as headers take it; made plain, "/..//elsewhere" must not have become another host.
        var parts = Refused.Local(Uri.TryCreate(Origin + Refused.Local(to, "/"), UriKind.Absolute, out var own) ? own.PathAndQuery : "/", "/").Split('?', 2);
        var asked = parts.Length == 1 ? [] : parts[1].Split('&').Where(part => !part.StartsWith(ReadersView.Language + "=", StringComparison.Ordinal)).ToList();
        return asked.Count == 0 ? parts[0] : $"{parts[0]}?{string.Join('&', asked)}";
    }

    private static async Task<IResult> ChooseAsync(HttpContext http, WebSettings settings)
    {
        var form = http.Request.HasFormContentType ? await http.Request.ReadFormAsync(http.RequestAborted) : FormCollection.Empty;
        var view = form.Aggregate(ReadersView.Of(http), (now, field) => now.With(field.Key, First(field.Value)));
        Keep(http, settings, view, TimeSpan.FromDays(365));
        return Results.LocalRedirect(Own(First(form[To])));
    }

    private static string? First(StringValues values) => values.Count > 0 ? values[0] : null;

    private static void Keep(HttpContext http, WebSettings settings, ReadersView view, TimeSpan? time)
    {
        var cookie = new CookieOptions
        {
            HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = settings.IsHttps || http.Request.IsHttps, Path = "/", MaxAge = time, IsEssential = true,
        };
        if (view.IsUntouched)
        {
            http.Response.Cookies.Delete(ReadersView.Cookie, cookie);
        }
        else
        {
            http.Response.Headers.Append("Set-Cookie", cookie.CreateCookieHeader(ReadersView.Cookie, view.ToString()).ToString());
        }
    }
}
