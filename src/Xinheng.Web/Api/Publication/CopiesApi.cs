using System.Text.Json;
using Xinheng.Model.Publication;
using Xinheng.Platform.Publication.Authentic;
using Xinheng.Web.Components.Layout;
using Xinheng.Web.Hosting;
using Xinheng.Web.Portal.Publication;

namespace Xinheng.Web.Api.Publication;

/// <summary>Are the copies somebody keeps still current? Posted, because a list is long and what is pasted is nobody's business.</summary>
public static class CopiesApi
{
    private const int Cost = 20;

    /// <param name="Text">记录编号、地址、核验码，或整段文字.</param>
    public sealed record Question(string? Text);

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/api/v1/verify/copies", AnswerAsync).WithName("VerifyCopies").WithSummary("核对所存的副本是不是现行信息；不是的请移除")
            .WithTags("核验").WithMetadata(new BehindAttribute(Door.Api), Read, NoRecord)
            .Accepts<Question>("application/json").Produces(200, contentType: "application/json").ProducesProblem(400).ProducesProblem(429);

        // No token: nothing changes, and a page everybody may keep cannot carry one.
        var pages = app.MapGroup("/verify/copies").ExcludeFromDescription().DisableAntiforgery().WithMetadata(new BehindAttribute(Door.Portal));
        pages.MapPost("", ShowAsync).WithMetadata(Read, NoRecord);
        pages.MapPost("/statement", DownloadAsync).WithMetadata(Read, NoRecord);
    }

    private static PublicReadAttribute Read => new(Cost) { MayBeKept = false };

    private static ShowsNoRecordAttribute NoRecord => new("whether copies are current");

    private static async Task<IResult> AnswerAsync(HttpContext http, AskCopies copies, CancellationToken ct)
    {
        var body = await JsonBody.ReadAsync(http, ct);
        if (!body.TryGet(out var given) || !given.Text("text").TryGet(out var text))
        {
            return body.IsRefused ? body.ToProblem() : body.Value.Text("text").ToProblem();
        }

        return (await copies.RunAsync(text ?? "", ct)).ToHttp(answer => Results.Json(new
        {
            current = answer.Statement.Statement.CurrentCount,
            notCurrent = answer.Statement.Statement.Copies.Count - answer.Statement.Statement.CurrentCount,
            copies = answer.Statement.Statement.Copies.Select(copy => new
            {
                asked = copy.Asked, answer = CopiesStatement.WordOf(copy.IsCurrent), now = answer.Now.GetValueOrDefault(copy.Asked),
            }),
            mistyped = answer.Mistyped,
            statement = JsonSerializer.Deserialize<JsonElement>(answer.Statement.ToCanonicalJson()),
        }, PublicJson.Options));
    }

    private static async Task<IResult> ShowAsync(IFormCollection form, AskCopies copies, CancellationToken ct)
    {
        var asked = await copies.RunAsync(form["text"].ToString(), ct);
        return asked.TryGet(out var answer)
            ? PartAnswer.Of<PortalAnswer, CopiesPart>([], ("Answer", answer))
            : PartAnswer.Of<PortalAnswer, CopiesPart>(asked.Refusals);
    }

    private static async Task<IResult> DownloadAsync(IFormCollection form, AskCopies copies, CancellationToken ct) =>
        (await copies.RunAsync(form["text"].ToString(), ct)) is var asked && asked.TryGet(out var answer)
            ? Results.File(answer.Statement.ToCanonicalJson(), PublicJson.ContentType, "copies.json")
            : asked.ToProblem();
}
