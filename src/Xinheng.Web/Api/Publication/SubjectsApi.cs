using System.Text.Json;
using Xinheng.Model.Foundation;
using Xinheng.Platform.Publication;
using Xinheng.Web.Hosting;

namespace Xinheng.Web.Api.Publication;

/// <summary>Subjects for machines: search, one public file, its records. Free, without signing in.</summary>
public static class SubjectsApi
{
    private static readonly Refusal NoneFound = Refusal.NotFound("subject.not-found",
        "没有以这个代码公示的主体。请核对 18 位统一社会信用代码；自然人的信息不在这里公示。");

    private const int ShortestSuggested = 2;
    private const int MostSuggested = 8;

    /// <summary>A subject somebody may mean, while still typing.</summary>
    /// <param name="Matched">The former name or number it was found by.</param>
    public sealed record Suggestion(string Identifier, string Name, string? Matched);

    public static void Map(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/v1/subjects").WithTags("主体").WithMetadata(new BehindAttribute(Door.Api));
        group.MapGet("", SearchAsync).WithName("SearchSubjects").WithSummary("按名称、曾用名或代码查找主体")
            .WithMetadata(new PublicReadAttribute(5), new ShowsNoRecordAttribute("who is called so")).Produces<SubjectHits>().ProducesProblem(400);
        group.MapGet("/suggestions", SuggestAsync).WithName("SuggestSubjects").WithSummary("边输入边提示：最像的几家主体")
            .WithMetadata(new PublicReadAttribute(2), new ShowsNoRecordAttribute("who is called so")).Produces<Page<Suggestion>>().ProducesProblem(400);
        group.MapGet("/{identifier}", ReadAsync).WithName("ReadSubject").WithSummary("一个主体今日的公示档案")
            .WithMetadata(new PublicReadAttribute(1), new ShowsRecordsAttribute()).Produces<PublicSubject>().ProducesProblem(404);
        group.MapGet("/{identifier}/records", RecordsAsync).WithName("ListSubjectRecords").WithSummary("一个主体今日公示的记录")
            .WithMetadata(new PublicReadAttribute(3), new ShowsRecordsAttribute()).Produces<Page<PublicRecord>>().ProducesProblem(400);
    }

    private static async Task SearchAsync(
        HttpContext http, PublicSubjects subjects, PublicCaching caching,
        string? q, string? kind, string? region, string? status, string? records, bool? facets, string? cursor, CancellationToken ct)
    {
        var asked = SubjectQuestion.Read(q, kind, region, cursor, status, records, facets == true);
        if (!asked.TryGet(out var query))
        {
            await asked.ToProblem().ExecuteAsync(http);
            return;
        }

        await PublicJson.WriteAsync(http, caching, await subjects.SearchAsync(query, ct));
    }

    // Too short to mean anybody: nothing is suggested, and that is no mistake.
    private static async Task SuggestAsync(HttpContext http, PublicSubjects subjects, PublicCaching caching, string? q, CancellationToken ct)
    {
        if (q is null || q.Trim().Length < ShortestSuggested)
        {
            await PublicJson.WriteAsync(http, caching, new Page<Suggestion>([], null));
            return;
        }

        var asked = SubjectQuestion.Read(q, null, null, null);
        if (!asked.TryGet(out var query))
        {
            await asked.ToProblem().ExecuteAsync(http);
            return;
        }

        var hits = await subjects.SearchAsync(query, ct);
        await PublicJson.WriteAsync(http, caching, new Page<Suggestion>(
            [.. hits.Items.Take(MostSuggested).Select(hit => new Suggestion(hit.Identifier, hit.Name, hit.Matched))], null));
    }

    private static Task ReadAsync(
        string identifier, HttpContext http, SubjectBytesCache cache, PublicCaching caching, PublicSubjects subjects, CancellationToken ct) =>
        cache.TryGet(identifier, KeptShape.Json, out var known)
            ? known.WriteAsync(http, caching)
            : FetchAsync(SubjectQuestion.Normalise(identifier), http, cache, caching, subjects, ct);

    private static async Task FetchAsync(
        string identifier, HttpContext http, SubjectBytesCache cache, PublicCaching caching, PublicSubjects subjects, CancellationToken ct)
    {
        var ticket = cache.Begin(identifier);
        if (await subjects.FindAsync(identifier, ct) is { } subject)
        {
            var answer = FinishedAnswer.Of(JsonSerializer.SerializeToUtf8Bytes(subject, PublicJson.Options));
            if (subject.Identifier == identifier) // changes are told by the code of today, not by a former one
            {
                cache.Keep(ticket, KeptShape.Json, answer);
            }

            await answer.WriteAsync(http, caching);
        }
        else
        {
            await NoneFound.ToProblem().ExecuteAsync(http);
        }
    }

    private static async Task RecordsAsync(
        string identifier, HttpContext http, PublicRecords records, PublicCaching caching,
        string? item, string? nature, string? asOf, CancellationToken ct)
    {
        var day = Query.Date(asOf, "asOf");
        var natures = Query.OneOf(nature, "nature", "positive", "neutral", "adverse");
        if (Query.Refusals(day, natures) is { Count: > 0 } refusals)
        {
            await Result<Done>.Refuse(refusals).ToProblem().ExecuteAsync(http);
            return;
        }

        var found = await records.OfSubjectAsync(SubjectQuestion.Normalise(identifier), item, natures.Value, day.Value, ct);
        await PublicJson.WriteAsync(http, caching, new Page<PublicRecord>(found, null));
    }
}
