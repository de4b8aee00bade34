using System.Globalization;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Platform.Publication.Articles;
using Xinheng.Web.Hosting;
using Xinheng.Web.Hosting.Forms;

namespace Xinheng.Web.Workbench.Publication;

/// <summary>What the forms of an article do: keep or send a text, let it appear, return it, withdraw it.</summary>
public static class ArticleForms
{
    private static readonly TimeSpan Shanghai = TimeSpan.FromHours(8);

    public static void Map(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/work/articles").ExcludeFromDescription()
            .WithMetadata(new BehindAttribute(Door.Workbench), new ShowsNoRecordAttribute("an article of the operator"));
        group.MapPost("/{id}", WriteAsync).RequirePermission(Permission.WriteArticles);
        group.MapPost("/{id}/approval", ApproveAsync).RequirePermission(Permission.ApproveArticles);
        group.MapPost("/{id}/return", ReturnAsync).RequirePermission(Permission.ApproveArticles);
        group.MapPost("/{id}/withdrawal", WithdrawAsync).RequirePermission(Permission.ApproveArticles);
    }

    private static async Task<IResult> WriteAsync(string id, IFormCollection form, Caller caller, WriteArticle write, CancellationToken ct)
    {
        var draft = new ArticleDraft(form.Text("title"), form.Text("body"), Given(form, "issuer"), Given(form, "documentNumber"),
            DateOnly.TryParseExact(form.Text("issuedOn"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null,
            Given(form, "correction"));
        var send = form.Text("send") == "1";
        Guid? article = Guid.TryParse(id, out var known) ? known : id == "new" ? null : Guid.Empty;
        var written = await write.RunAsync(new(article, form.Text("kind"), draft, send), caller, ct);
        return written.TryGet(out var at)
            ? Results.LocalRedirect($"/work/articles/{at}?done={(send ? "sent" : "draft")}")
            : Refused.With<ArticleView>(written.Refusals, ("Id", id), ("Kind", form.Text("kind")), ("Given", draft));
    }

    private static async Task<IResult> ApproveAsync(string id, IFormCollection form, Caller caller, ApproveArticle approve, CancellationToken ct)
    {
        var given = form.Text("publishAt");
        DateTimeOffset? at = null;
        if (given.Length > 0)
        {
            if (!DateTime.TryParseExact(given, ["yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            {
                return Refused.With<ArticleView>(
                    [Refusal.Invalid("article.publish-time", $"“{given}”不是时间。请写成 2026-03-31T09:00，或者留空，现在就发布。", "publishAt")], ("Id", id), ("PublishAt", given));
            }

            at = new DateTimeOffset(local, Shanghai);
        }

        _ = int.TryParse(form.Text("version"), NumberStyles.None, CultureInfo.InvariantCulture, out var version);
        DateTimeOffset? written = long.TryParse(form.Text("written"), NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks <= DateTimeOffset.MaxValue.Ticks
            ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;
        return Answer(id, "approval", await approve.RunAsync(new(Id(id), version, written, at), caller, ct), given);
    }

    private static async Task<IResult> ReturnAsync(string id, IFormCollection form, Caller caller, ReturnArticle back, CancellationToken ct) =>
        Answer(id, "return", await back.RunAsync(new(Id(id), form.Text("reason")), caller, ct));

    private static async Task<IResult> WithdrawAsync(string id, IFormCollection form, Caller caller, WithdrawArticle withdraw, CancellationToken ct) =>
        Answer(id, "withdrawal", await withdraw.RunAsync(new(Id(id), form.Text("reason")), caller, ct));

    private static IResult Answer(string id, string done, Result<Done> decided, string? publishAt = null) => decided.IsRefused
        ? Refused.With<ArticleView>(decided.Refusals, ("Id", id), ("PublishAt", publishAt))
        : Results.LocalRedirect($"/work/articles/{id}?done={done}");

    private static Guid Id(string id) => Guid.TryParse(id, out var known) ? known : Guid.Empty;

    private static string? Given(IFormCollection form, string field) => form.Text(field) is { Length: > 0 } text ? text : null;
}
