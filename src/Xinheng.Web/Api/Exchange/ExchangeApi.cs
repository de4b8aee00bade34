using Xinheng.Model.Exchange;
using Xinheng.Model.Foundation;
using Xinheng.Platform.Exchange.Sending;
using Xinheng.Platform.Exchange.Subscribers;
using Xinheng.Web.Hosting;

namespace Xinheng.Web.Api.Exchange;

/// <summary>For those who receive: what left and is not yet confirmed, and their word, by id, that they took it down.</summary>
public static class ExchangeApi
{
    private const string Mark = "Bearer ";

    private static readonly Refusal NoKey = Refusal.Forbidden("exchange.key-unknown",
        "请在请求头 Authorization: Bearer 后写接收方的密钥（xhs_ 开头）。没有这个密钥，或者它已经换发、停用。密钥由公共信用信息中心登记时发给。");

    public static void Map(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/v1/exchange").WithTags("撤下通知").WithMetadata(new BehindAttribute(Door.Api));
        group.MapGet("/tombstones", ReadAsync).WithName("ReadTombstones").WithSummary("还没有确认的撤下通知，一页至多 500 条；凭接收方密钥")
            .WithMetadata(new PublicReadAttribute(5) { MayBeKept = false })
            .Produces(200, contentType: "application/json").ProducesProblem(400).ProducesProblem(401);
        group.MapPost("/acknowledgements", AcknowledgeAsync).WithName("AcknowledgeTombstones").WithSummary("按编号确认已经撤下；同一编号重复确认不算错；凭接收方密钥")
            .WithMetadata(new PublicReadAttribute(5) { MayBeKept = false }).DisableAntiforgery()
            .Accepts<AcknowledgementBody>("application/json")
            .Produces<AcknowledgementAnswer>(200).ProducesProblem(400).ProducesProblem(401).ProducesProblem(409);
    }

    private static async Task<IResult> ReadAsync(HttpContext http, SubscriberSecrets secrets, FetchDepartures departures, string? cursor, CancellationToken ct)
    {
        if (await SubscriberAsync(http, secrets, ct) is not { } subscriber)
        {
            return new Unknown();
        }

        var read = await departures.ReadAsync(subscriber.Id, cursor, ct);
        return read.TryGet(out var page) ? new PrivateAnswer(200, null, DepartureMessage.WritePage(page.Lines, page.Next)) : read.ToProblem();
    }

    private static async Task<IResult> AcknowledgeAsync(HttpContext http, SubscriberSecrets secrets, Confirmations confirmations, CancellationToken ct)
    {
        if (await SubscriberAsync(http, secrets, ct) is not { } subscriber)
        {
            return new Unknown();
        }

        using var bytes = new MemoryStream();
        await http.Request.Body.CopyToAsync(bytes, ct);
        bytes.Position = 0;
        http.Request.Body = bytes;
        var body = await JsonBody.ReadAsync(http, ct);
        var texts = body.TryGet(out var json) ? json.Texts("tombstones", Confirmations.Most) : Result<IReadOnlyList<string>>.Refuse(body.Refusals);
        if (!texts.TryGet(out var given))
        {
            return texts.ToProblem();
        }

        List<TombstoneId> ids = [];
        List<Refusal> problems = [];
        foreach (var (text, at) in given.Select((text, at) => (text, at)))
        {
            if (Guid.TryParseExact(text, "D", out var id))
            {
                ids.Add(new TombstoneId(id));
            }
            else
            {
                problems.Add(Refusal.Invalid("exchange.not-an-id", $"第 {at + 1} 个不是撤下通知的编号。请原样填写通知里的 id。", $"tombstones/{at}"));
            }
        }

        if (problems.Count > 0)
        {
            return Result<Confirmed>.Refuse(problems).ToProblem();
        }

        // One wrong id refuses all of it: whoever confirms must know what it confirms.
        var taken = await confirmations.TakeAsync(subscriber.Id, ids, ConfirmationWay.Call, null, bytes.ToArray(), wholly: true, ct);
        return taken.Refused.Count > 0
            ? Result<Confirmed>.Refuse(taken.Refused).ToProblem()
            : PrivateAnswer.Of(new AcknowledgementAnswer(taken.Receipt, taken.New, taken.Before));
    }

    private static async Task<SubscriberSecrets.Known?> SubscriberAsync(HttpContext http, SubscriberSecrets secrets, CancellationToken ct) =>
        http.Request.Headers.Authorization.ToString() is var said && said.StartsWith(Mark, StringComparison.OrdinalIgnoreCase)
            ? await secrets.FindAsync(said[Mark.Length..].Trim(), ct)
            : null;

    private sealed class Unknown : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.WWWAuthenticate = "Bearer";
            return Problems.WriteAsync(httpContext, StatusCodes.Status401Unauthorized, [NoKey]);
        }
    }
}

/// <param name="Tombstones">撤下通知的编号（通知里的 id），一次至多 5000 个。</param>
public sealed record AcknowledgementBody(IReadOnlyList<string> Tombstones);

/// <param name="Receipt">回执编号；全部是以前确认过的，没有新回执。</param>
/// <param name="Confirmed">这一次新确认了几条。</param>
/// <param name="Already">其中以前已经确认过的。</param>
public sealed record AcknowledgementAnswer(Guid? Receipt, int Confirmed, int Already);
