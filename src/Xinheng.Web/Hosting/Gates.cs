using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Http.Metadata;
using Xinheng.Model.Foundation;
using Xinheng.Platform.Publication.Consumers;

namespace Xinheng.Web.Hosting;

/// <summary>What stands between routing and an endpoint: is its door open here, and has the client anything left this minute?</summary>
public static class Gates
{
    private const int CostOfFile = 50;
    private const int CostOfChange = 5;

    public static void UseDoors(IApplicationBuilder app, WebSettings settings) => app.Use((http, next) =>
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<BehindAttribute>() is { } behind && !settings.Opens(behind.Door))
        {
            http.SetEndpoint(null);
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        return next(http);
    });

    public static void UseLimits(IApplicationBuilder app, ReadLimits limits)
    {
        if (limits.AreOff)
        {
            return;
        }

        var keyed = app.ApplicationServices.GetRequiredService<KeyedLimits>();
        app.Use(async (http, next) =>
        {
            if (http.GetEndpoint()?.Metadata.GetMetadata<PublicReadAttribute>() is not { Cost: > 0 } read)
            {
                await next(http);
                return;
            }

            var key = http.Request.Headers[KeyedLimits.Header].ToString();
            var allowance = key.Length > 0
                ? await keyed.TakeAsync(http, key, read.Cost) : limits.Take(http.Connection.RemoteIpAddress ?? IPAddress.None, read.Cost);
            if (allowance is not { } taken)
            {
                // Counted all the same, or keys could be tried for nothing.
                Announce(http.Response.Headers, limits.Take(http.Connection.RemoteIpAddress ?? IPAddress.None, read.Cost));
                await StatusAnswers.WriteAsync(http, DataKeys.Unknown);
                return;
            }

            Announce(http.Response.Headers, taken);
            await (taken.Granted ? next(http) : RefuseAsync(http, taken, Refusal.TooMuch("limit.too-often",
                $"每分钟可用 {taken.Limit} 个查询单位，您本分钟的已经用完。请等待 {taken.RetrySeconds} 秒再试；" +
                "需要大量数据时，请使用免费的开放数据文件。")));
        });
    }

    /// <summary>Who signed in is counted as such: a department's system gone wild does not take the platform from the others.</summary>
    public static void UseCallerLimits(IApplicationBuilder app, ReadLimits limits)
    {
        if (limits.AreOff)
        {
            return;
        }

        app.Use((http, next) =>
        {
            if (http.GetEndpoint()?.Metadata is not { } metadata || metadata.GetMetadata<AsksAttribute>() is null || CallerOf.Find(http) is not { } caller)
            {
                return next(http);
            }

            var allowance = limits.Take(caller.Actor.Identity, CostOf(http.Request, metadata));
            Announce(http.Response.Headers, allowance);
            return allowance.Granted ? next(http) : RefuseAsync(http, allowance, Refusal.TooMuch("limit.caller-too-often",
                $"每个账户每分钟可用 {allowance.Limit} 个请求单位，本分钟的已经用完。请等待 {allowance.RetrySeconds} 秒再试；批量报送请用文件，不要逐行提交。"));
        });
    }

    /// <summary>Public pages live as long as public data does; what an endpoint says itself comes later and wins. The rest is nobody's to keep.</summary>
    public static void UseCaching(IApplicationBuilder app, PublicCaching caching) => app.Use((http, next) =>
    {
        if (http.GetEndpoint()?.Metadata is { } metadata)
        {
            http.Response.Headers.CacheControl =
                metadata.GetMetadata<PublicReadAttribute>() is { Cost: > 0, MayBeKept: true } ? caching.CacheControl : "no-store";
        }

        return next(http);
    });

    private static void Announce(IHeaderDictionary headers, Allowance allowance)
    {
        headers["RateLimit-Limit"] = Text(allowance.Limit);
        headers["RateLimit-Remaining"] = Text(allowance.Remaining);
        headers["RateLimit-Reset"] = Text(allowance.ResetSeconds);
    }

    private static int CostOf(HttpRequest request, EndpointMetadataCollection metadata) =>
        metadata.GetMetadata<IRequestSizeLimitMetadata>() is not null ? CostOfFile
        : HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) ? 1
        : CostOfChange;

    private static Task RefuseAsync(HttpContext http, Allowance allowance, Refusal refusal)
    {
        http.Response.Headers.RetryAfter = Text(allowance.RetrySeconds);
        return StatusAnswers.WriteAsync(http, refusal);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
