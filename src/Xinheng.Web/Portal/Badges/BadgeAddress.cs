using Xinheng.Platform.Publication.Badges;
using Xinheng.Web.Api;
using Xinheng.Web.Components;
using Xinheng.Web.Hosting;

namespace Xinheng.Web.Portal.Badges;

/// <summary>
/// The pictures that others put on their pages in place of a copy: they say how things stand now and go stale within five
/// seconds. Whatever is not on show says the same: not current.
/// </summary>
public static class BadgeAddress
{
    private const string Type = "image/svg+xml; charset=utf-8";

    public static void Map(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/badge").ExcludeFromDescription().WithMetadata(new BehindAttribute(Door.Portal), new PublicReadAttribute(1), new ShowsRecordsAttribute());
        group.MapGet("/{identifier}.svg", OfSubjectAsync);
        group.MapGet("/records/{id}.svg", OfRecordAsync);
    }

    private static async Task OfSubjectAsync(
        string identifier, HttpContext http, PresentState state, SiteName site, PublicCaching caching, CancellationToken ct)
    {
        var shown = await state.SubjectAsync(SubjectQuestion.Normalise(identifier), ct);
        await WriteAsync(http, caching, shown is { } count ? Current(site, count == 0 ? "现在没有公示中的记录" : $"公示中 {count} 条") : Gone(site));
    }

    private static async Task OfRecordAsync(string id, HttpContext http, PresentState state, SiteName site, PublicCaching caching, CancellationToken ct)
    {
        var shown = Guid.TryParse(id, out var known) ? await state.RecordAsync(known, ct) : null;
        await WriteAsync(http, caching, shown is { } record
            ? Current(site, $"公示中{(record.Until is { } until ? $"，至 {Words.Date(until.AddDays(-1))}" : "")}{(record.Contested ? "，异议处理中" : "")}", record.ItemName)
            : Gone(site));
    }

    private static BadgePicture.Words Current(SiteName site, string state, string? what = null) =>
        new(site.Name, $"{state} · 以平台为准", true, $"{site.Name}：{(what is null ? "" : $"{what}，")}{state}，以平台为准");

    private static BadgePicture.Words Gone(SiteName site) =>
        new(site.Name, "不是现行信息，请移除", false, $"{site.Name}：不是现行信息，请移除");

    private static Task WriteAsync(HttpContext http, PublicCaching caching, BadgePicture.Words words)
    {
        // On other people's pages is where it belongs.
        http.Response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        http.Response.Headers.AccessControlAllowOrigin = "*";
        return FinishedAnswer.Of(BadgePicture.Draw(words), compress: false, type: Type).WriteAsync(http, caching);
    }
}
