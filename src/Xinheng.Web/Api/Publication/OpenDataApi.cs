using System.Buffers;
using System.Globalization;
using Microsoft.Net.Http.Headers;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Platform.Publication.OpenData;
using Xinheng.Web.Hosting;

namespace Xinheng.Web.Api.Publication;

/// <summary>The open data in bulk: a signed snapshot in parts, and the feed of what changed since. Free, without signing in.</summary>
public static class OpenDataApi
{
    private const string Start = "</api/v1/open/snapshots/latest>; rel=\"start\"";

    private static readonly Refusal NotYet = Refusal.NotFound("open.no-snapshot", "第一份快照还没有写成，通常只要几秒。请稍后再取。");

    private static readonly Refusal Replaced = Refusal.Gone("open.file-replaced",
        "没有这个文件，或者它已被新的分卷取代。旧分卷不再提供：请重新取 /api/v1/open/snapshots/latest，只下载摘要变了的分卷。");

    public static void Map(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/v1/open").WithTags("开放数据").WithMetadata(new BehindAttribute(Door.Api));
        group.MapGet("/snapshots/latest", ManifestAsync).WithName("ReadSnapshot").WithSummary("最新快照的清单：各分卷的文件、摘要、签名和续传游标")
            .WithMetadata(new PublicReadAttribute(1), new ShowsNoRecordAttribute("names and digests of the parts"))
            .Produces(200, contentType: "application/json").ProducesProblem(404);
        group.MapGet("/snapshots/{file}", File).WithName("ReadSnapshotFile").WithSummary("快照的一个分卷文件（gzip），可分段下载")
            .WithMetadata(new PublicReadAttribute(2), new ShowsRecordsAttribute())
            .Produces(200, contentType: "application/gzip").Produces(206, contentType: "application/gzip").ProducesProblem(410);
        group.MapGet("/changes", ChangesAsync).WithName("ReadChanges").WithSummary("变更流：自游标以后变了什么、撤下了什么，一页至多 500 条")
            .WithMetadata(new PublicReadAttribute(5), new ShowsRecordsAttribute())
            .Produces(200, contentType: "application/json").ProducesProblem(400).ProducesProblem(410);
        group.MapGet("/catalogue.jsonld", DescribeAsync).WithName("DescribeOpenData").WithSummary("开放数据的 DCAT 说明（JSON-LD）")
            .WithMetadata(new PublicReadAttribute(1), new ShowsNoRecordAttribute("a description of the dataset"))
            .Produces(200, contentType: "application/ld+json");
    }

    private static async Task ManifestAsync(HttpContext http, OpenFolder folder, PublicCaching caching)
    {
        if (folder.Current is { } snapshot)
        {
            await FinishedAnswer.Of(snapshot.Bytes, FinishedAnswer.AcceptsBrotli(http)).WriteAsync(http, caching);
            return;
        }

        http.Response.Headers.RetryAfter = "5";
        await NotYet.ToProblem().ExecuteAsync(http);
    }

    private static IResult File(string file, HttpContext http, OpenFolder folder, PublicCaching caching)
    {
        if (folder.Open(file, out var described) is not { } stream)
        {
            http.Response.Headers.Link = Start;
            return Replaced.ToProblem();
        }

        http.Response.Headers.CacheControl = caching.CacheControl;
        return Results.Stream(stream, "application/gzip", file, entityTag: new EntityTagHeaderValue($"\"{described!.Sha256}\""), enableRangeProcessing: true);
    }

    private static async Task ChangesAsync(HttpContext http, OpenPages pages, PublicCaching caching, string? cursor, CancellationToken ct)
    {
        var read = await pages.ReadAsync(string.IsNullOrEmpty(cursor) ? null : cursor, ct);
        if (read.TryGet(out var page))
        {
            await FinishedAnswer.Of(Write(page), FinishedAnswer.AcceptsBrotli(http)).WriteAsync(http, caching);
            return;
        }

        http.Response.Headers.Link = Start;
        await read.ToProblem().ExecuteAsync(http);
    }

    private static Task DescribeAsync(HttpContext http, OpenFolder folder, WebSettings settings, PublicCaching caching)
    {
        var at = settings.PublicUrl ?? $"{http.Request.Scheme}://{http.Request.Host}";
        return FinishedAnswer.Of(OpenDataDescription.Write(at, settings.Site, folder.Current?.Manifest), type: "application/ld+json").WriteAsync(http, caching);
    }

    // Records stand in it as the snapshot has them, byte for byte.
    private static byte[] Write(OpenPage page)
    {
        var output = new ArrayBufferWriter<byte>(64 * 1024);
        var json = new CanonicalJsonWriter(output);
        json.StartObject();
        json.Key("items");
        json.StartArray();
        foreach (var item in page.Items)
        {
            json.StartObject();
            json.Key("no");
            json.Number(item.No);
            json.Key("id");
            json.String(item.Id.ToString());
            json.Key("change");
            json.String(item.Record is null ? "gone" : "record");
            json.Key("log");
            json.Number(item.Log);
            if (item.Record is { } record)
            {
                json.Key("until");
                if (item.Until is { } until)
                {
                    json.String(until.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                }
                else
                {
                    json.Null();
                }

                json.Key("record");
                json.Canonical(record);
            }
            else if (item.Tombstone is { } tombstone)
            {
                json.Key("tombstone");
                json.String(tombstone.ToString());
            }

            json.EndObject();
        }

        json.EndArray();
        json.Key("cursor");
        json.String(page.Cursor);
        json.EndObject();
        json.Complete();
        return output.WrittenSpan.ToArray();
    }
}
