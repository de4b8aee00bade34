using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Options;
using Xinheng.Platform.Foundation;
using Xinheng.Web.Hosting.SigningIn;
using Xinheng.Web.Workbench.People.SigningIn;

namespace Xinheng.Web.Hosting;

/// <summary>How staff, subjects and machines are known: the cookie of their door or a bearer token, never both, and a caller behind either.</summary>
public static class StaffEntrance
{
    private const string Either = "either";

    public static void Add(IServiceCollection services, WebSettings settings)
    {
        services.AddSingleton<StaffSessions>();
        services.AddSingleton<HalfWay>();
        services.AddSingleton<Entrance>();
        PasskeyDesk.Add(services, settings);
        services.AddSingleton<IAuthorizationHandler, AskCaller>();
        CallerOf.Add(services);
        services.AddAuthentication(Either)
            .AddPolicyScheme(Either, null, options =>
                options.ForwardDefaultSelector = http =>
                    BearerTokens.Speaks(http.Request) ? BearerTokens.Name : MeSessions.IsFor(http.Request) ? MeSessions.Scheme : StaffSessions.Scheme)
            .AddScheme<AuthenticationSchemeOptions, BearerTokens>(BearerTokens.Name, null)
            .AddCookie(StaffSessions.Scheme, cookie => StaffSessions.Configure(cookie, settings))
            .AddCookie(MeSessions.Scheme, cookie => MeSessions.Configure(cookie, settings));
        services.AddAntiforgery(antiforgery =>
        {
            antiforgery.Cookie.Name = settings.CookieName("xinheng.form");
            antiforgery.Cookie.SecurePolicy = settings.CookieSecure;
        });
        services.AddDataProtection().SetApplicationName("xinheng");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>, SessionKeys>();
    }

    /// <summary>
    /// A browser writes for its user only from our own pages. SameSite=Strict says so already; this also holds for
    /// browsers that do not know it. Machines send no cookie and are not asked.
    /// </summary>
    public static void UseSameOrigin(IApplicationBuilder app) => app.Use((http, next) =>
    {
        var request = http.Request;
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && !BearerTokens.Speaks(request) && IsForeign(request))
        {
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        }

        return next(http);
    });

    // The browser's own word where it gives one; else the origin's host, because a proxy may have taken off the https.
    private static bool IsForeign(HttpRequest request) => request.Headers["Sec-Fetch-Site"].ToString() switch
    {
        "cross-site" or "same-site" => true,
        "same-origin" or "none" => false,
        _ => request.Headers.Origin.ToString() is { Length: > 0 } origin
            && !(Uri.TryCreate(origin, UriKind.Absolute, out var from)
                && string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase)),
    };

    /// <summary>The keys that seal sessions and forms lie with the installation's own, readable by it alone.</summary>
    private sealed class SessionKeys(XinhengOptions installation, ILoggerFactory logging) : IConfigureOptions<KeyManagementOptions>
    {
        public void Configure(KeyManagementOptions options)
        {
            var folder = Directory.CreateDirectory(Path.Combine(installation.Keys, "sessions"));
            if (!OperatingSystem.IsWindows())
            {
                folder.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
            }

            options.XmlRepository = new FileSystemXmlRepository(folder, logging);
        }
    }
}
