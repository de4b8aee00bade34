using Xinheng.Model.Collection.Reviewing;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Platform.Collection;
using Xinheng.Platform.Collection.Reviewing;
using Xinheng.Web.Api.Collection;
using Xinheng.Web.Hosting;

namespace Xinheng.Web.Workbench.Collection.Reviewing;

/// <summary>What the reviewer's forms do: approve exactly what was seen, or send back with reasons; and the original beside it.</summary>
public static class ReviewForms
{
    private const int MostArticles = 2_000;

    public static void Map(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/work").ExcludeFromDescription().WithMetadata(new BehindAttribute(Door.Workbench));
        group.MapPost("/submissions/{id}/approval", ApproveAsync).RequirePermission(Permission.ViewSubmissions);
        group.MapPost("/submissions/{id}/return", ReturnAsync).RequirePermission(Permission.ViewSubmissions);
        group.MapGet("/submissions/{id}/file", FileAsync).RequirePermission(Permission.ViewSubmissions);
    }

    private static async Task<IResult> ApproveAsync(
        string id, IFormCollection form, Caller caller, ApproveSubmission approve, ILogger<Caller> logger, CancellationToken ct)
    {
        var digest = form["digest"].ToString();
        if (digest.Length % 2 != 0 || !digest.All(char.IsAsciiHexDigit))
        {
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        }

        var key = SubmissionsApi.Id(id);
        string[] typed = [.. form["article"].Take(MostArticles).Select(text => text ?? "")];
        var approved = key.IsRefused
            ? Result<Done>.Refuse(key.Refusals)
            : await approve.RunAsync(new(key.Value, digest.Length == 0 ? null : Convert.FromHexString(digest), typed), caller, ct);
        if (approved.IsRefused && !key.IsRefused)
        {
            Log.ApprovalRefused(logger, key.Value, caller.Actor.Identity, approved.Refusals[0].Code);
        }

        return Back(id, approved.Refusals, ("Typed", typed));
    }

    private static async Task<IResult> ReturnAsync(
        string id, IFormCollection form, Caller caller, ReturnSubmission giveBack, CancellationToken ct)
    {
        var key = SubmissionsApi.Id(id);
        var (own, rows) = (form["reason"].ToString(), RowList.Read(form["rows"].ToString()));
        var ticked = form["row"].Select(text => long.TryParse(text, out var row) ? row : 0).Where(row => row > 0);
        var returned = key.IsRefused ? Result<Done>.Refuse(key.Refusals)
            : own.Length > ReturnReason.LongestOwnWords ? Refusal.Invalid("collection.reason-too-long", "退回原因最多 1000 个字。", "reason")
            : !rows.TryGet(out var named) ? Result<Done>.Refuse(rows.Refusals)
            : await giveBack.RunAsync(new(key.Value, ReturnReason.Compose(form["why"].OfType<string>(), own), [.. ticked, .. named]), caller, ct);
        return Back(id, returned.Refusals, ("Reason", own), ("Why", form["why"].OfType<string>().ToArray()));
    }

    private static async Task<IResult> FileAsync(string id, Caller caller, OriginalFile original, CancellationToken ct)
    {
        var key = SubmissionsApi.Id(id);
        var opened = key.IsRefused ? Result<OriginalFile.Opened>.Refuse(key.Refusals) : await original.OpenAsync(key.Value, caller, ct);
        return opened.TryGet(out var file)
            ? Results.File(file.Content, "application/octet-stream", file.Name)
            : Refused.With<SubmissionView>(opened.Refusals, ("Id", id));
    }

    private static IResult Back(string id, IReadOnlyList<Refusal> refusals, params (string Name, object? Value)[] given) => refusals.Count > 0
        ? Refused.With<ReviewView>(refusals, [("Id", id), .. given])
        : Results.LocalRedirect($"/work/submissions/{Uri.EscapeDataString(id)}");
}
