using Microsoft.AspNetCore.Http.HttpResults;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Platform.Catalogue.Drafting;
using Xinheng.Platform.Catalogue.Publishing;
using Xinheng.Platform.Collection.Rehearsing;
using Xinheng.Web.Hosting;
using Xinheng.Web.Hosting.Forms;
using Xinheng.Web.Hosting.SigningIn;

namespace Xinheng.Web.Workbench.Catalogue;

/// <summary>What the forms of the catalogue's editor do: keep a draft, give it up, try it, publish it.</summary>
public static class CatalogueForms
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/work/catalogue").ExcludeFromDescription().WithMetadata(new BehindAttribute(Door.Workbench));
        group.MapPost("/new", BeginAsync).RequirePermission(Permission.DraftCatalogue);
        group.MapPost("/{part}/form", SaveFormAsync).RequirePermission(Permission.DraftCatalogue);
        group.MapPost("/{part}/text", SaveTextAsync).RequirePermission(Permission.DraftCatalogue);
        group.MapPost("/{part}/rebase", RebaseAsync).RequirePermission(Permission.DraftCatalogue);
        group.MapPost("/{part}/drop", DropAsync).RequirePermission(Permission.DraftCatalogue);
        group.MapPost("/{part}/rehearsal", RehearseAsync).RequirePermission(Permission.DraftCatalogue);
        group.MapGet("/{part}/rehearsal", ProgressAsync).RequirePermission(Permission.DraftCatalogue);
        group.MapGet("/{part}/draft.yaml", ExportAsync).RequirePermission(Permission.DraftCatalogue);
        group.MapPost("/{part}/publication", PublishAsync).RequirePermission(Permission.PublishCatalogue).RequireStepUp();
    }

    private static async Task<IResult> BeginAsync(
        IFormCollection form, Caller caller, Drafts drafts, SaveDraft save, CancellationToken ct)
    {
        var code = form.Text("code").ToUpperInvariant();
        if (await drafts.FindAsync(CatalogueFile.FileOf(code), ct) is not null)
        {
            return Refused.With<EditorView>([Refusal.Conflict("catalogue.item-exists", $"已经有代码是 {code} 的目录项或草稿，请换一个代码。") with { Field = "code" }], ("Code", code));
        }

        if (await drafts.FindAsync(CatalogueFile.FileOf(form.Text("like")), ct) is not { IsItem: true } like)
        {
            return Refused.With<EditorView>([Refusal.NotFound("catalogue.no-pattern", "没有找到作为底稿的目录项，请重新选择。") with { Field = "like" }], ("Code", code));
        }

        var saved = await save.RunAsync(new(CatalogueFile.FileOf(code), ItemForm.Copy(like.Text, code), null), caller, ct);
        return saved.IsRefused
            ? Refused.With<EditorView>(saved.Refusals, ("Code", code))
            : Results.LocalRedirect($"/work/catalogue/{code}?done=saved");
    }

    private static async Task<IResult> SaveFormAsync(
        string part, IFormCollection form, Caller caller, Drafts drafts, SaveDraft save, CancellationToken ct)
    {
        if (await drafts.FindAsync(CatalogueFile.FileOf(part), ct) is not { } file || ItemForm.Read(file.Text) is not { } now)
        {
            return Refused.With<DraftView>([NoItem], ("Part", part));
        }

        // A form is over the text it was shown with: over another one it would undo what somebody else wrote.
        if (form["of"].ToString() is { Length: > 0 } of && of != Draft.DigestOf(file.Text))
        {
            return Refused.With<DraftView>([Refusal.Conflict("catalogue.draft-moved",
                "您打开这一页之后，别人改过这份草稿。下面是最新的内容，请在它上面重新修改。")], ("Part", part));
        }

        return await SavedAsync(part, GivenItem.Read(form, now).Write(file.Text), form.Text("note"), caller, save, ct);
    }

    private static Task<IResult> SaveTextAsync(string part, IFormCollection form, Caller caller, SaveDraft save, CancellationToken ct) =>
        SavedAsync(part, form["text"].ToString().Replace("\0", "", StringComparison.Ordinal), form.ContainsKey("note") ? form.Text("note") : null, caller, save, ct);

    private static async Task<IResult> SavedAsync(string part, string text, string? note, Caller caller, SaveDraft save, CancellationToken ct)
    {
        var saved = await save.RunAsync(new(CatalogueFile.FileOf(part), text, note), caller, ct);
        return saved.IsRefused
            ? Refused.With<DraftView>(saved.Refusals, ("Part", part), ("Typed", text))
            : Results.LocalRedirect($"/work/catalogue/{Uri.EscapeDataString(part)}?done=saved");
    }

    private static async Task<IResult> RebaseAsync(string part, Caller caller, Drafts drafts, SaveDraft save, CancellationToken ct)
    {
        var saved = await drafts.FindAsync(CatalogueFile.FileOf(part), ct) is { Draft: { } draft }
            ? await save.RunAsync(new(draft.File, draft.Text, null, OverNewer: true), caller, ct)
            : NoItem;
        return Back<DraftView>(part, saved.Refusals, "?done=saved");
    }

    private static async Task<IResult> DropAsync(string part, Caller caller, Drafts drafts, DropDraft drop, CancellationToken ct)
    {
        var file = CatalogueFile.FileOf(part);
        var dropped = await drop.RunAsync(file, caller, ct);
        return !dropped.IsRefused && await drafts.FindAsync(file, ct) is null
            ? Results.LocalRedirect("/work/catalogue")
            : Back<DraftView>(part, dropped.Refusals, "?done=dropped");
    }

    private static async Task<IResult> RehearseAsync(string part, Caller caller, RehearseCatalogue rehearse, CancellationToken ct) =>
        Back<ImpactView>(part, (await rehearse.AskAsync(CatalogueFile.FileOf(part), caller, ct)).Refusals, "/impact");

    private static async Task<IResult> ProgressAsync(string part, HttpContext http, Drafts drafts, Rehearsals rehearsals, CancellationToken ct)
    {
        var running = await drafts.FindAsync(CatalogueFile.FileOf(part), ct) is { Draft: { } draft } ? await rehearsals.LatestAsync(draft.Id, ct) : null;
        if (running is { IsRunning: true })
        {
            return new RazorComponentResult<RehearsalProgress>(new { Part = part, Rehearsal = running });
        }

        http.Response.Headers["HX-Refresh"] = "true";
        return http.Request.Headers.ContainsKey("HX-Request") ? Results.Ok() : Results.LocalRedirect($"/work/catalogue/{Uri.EscapeDataString(part)}/impact");
    }

    private static async Task<IResult> ExportAsync(string part, Drafts drafts, CancellationToken ct) =>
        await drafts.FindAsync(CatalogueFile.FileOf(part), ct) is { } file
            ? Results.Text(file.Text, "application/yaml; charset=utf-8")
            : Results.StatusCode(StatusCodes.Status404NotFound);

    private static async Task<IResult> PublishAsync(string part, IFormCollection form, Caller caller, PublishCatalogue publish, CancellationToken ct)
    {
        var published = await publish.RunAsync(new PublishCatalogue.OfDraft(CatalogueFile.FileOf(part), form["digest"].ToString()), caller, ct);
        return Back<DraftView>(part, published.Refusals, "?done=published");
    }

    private static Refusal NoItem => Refusal.NotFound("catalogue.no-draft", "没有这份草稿：可能已经发布或放弃。");

    private static IResult Back<TView>(string part, IReadOnlyList<Refusal> refusals, string place) where TView : Microsoft.AspNetCore.Components.IComponent =>
        refusals.Count > 0
            ? Refused.With<TView>(refusals, ("Part", part))
            : Results.LocalRedirect($"/work/catalogue/{Uri.EscapeDataString(part)}{place}");
}
