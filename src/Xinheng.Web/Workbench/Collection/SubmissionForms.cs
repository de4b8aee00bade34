using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Platform.Collection;
using Xinheng.Web.Api.Collection;
using Xinheng.Web.Hosting;

namespace Xinheng.Web.Workbench.Collection;

/// <summary>What the workbench's forms do: the same acts as the API's, answered with pages.</summary>
public static class SubmissionForms
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/work").ExcludeFromDescription().WithMetadata(new BehindAttribute(Door.Workbench));
        group.MapPost("/upload", ReceiveAsync).RequirePermission(Permission.Submit).WithMetadata(new TakesFile());
        group.MapGet("/submissions/{id}/progress", ProgressAsync).RequirePermission(Permission.ViewSubmissions);
        group.MapPost("/submissions/{id}/approval", ApproveAsync).RequirePermission(Permission.ViewSubmissions);
        group.MapPost("/submissions/{id}/return", ReturnAsync).RequirePermission(Permission.ViewSubmissions);
        group.MapPost("/submissions/{id}/rows/{n:long}", SettleAsync).RequirePermission(Permission.ViewSubmissions);
    }

    private static async Task<IResult> ReceiveAsync(
        HttpContext http, Caller caller, IAntiforgery antiforgery, ReceiveSubmission receive, CancellationToken ct)
    {
        var opened = await UploadedFile.OpenAsync(http, antiforgery, ct);
        if (opened is null)
        {
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        }

        var received = caller.Actor.Organisation is not { } provider
            ? Refusal.Forbidden("collection.no-organisation", "您的账户不属于任何报送单位，不能报送。请使用单位的账户。")
            : opened.File.TryGet(out var file)
                ? await receive.RunAsync(new(opened.Item, provider, file.Format, file.Content), caller, ct)
                : Result<ReceiveSubmission.Received>.Refuse(opened.File.Refusals);
        return received.TryGet(out var known)
            ? Results.LocalRedirect($"/work/submissions/{known.Id}{(known.IsNew ? "" : "?known=1")}")
            : Refused.With<SubmitForm>(received.Refusals, ("Item", opened.Item));
    }

    private static async Task<IResult> ProgressAsync(
        string id, HttpContext http, Caller caller, Submissions submissions, CancellationToken ct)
    {
        var found = SubmissionsApi.Id(id).TryGet(out var key) ? await submissions.FindAsync(key, caller, ct) : Result<Submission>.Refuse(SubmissionsApi.Id(id).Refusals);
        if (!found.TryGet(out var submission))
        {
            return Results.StatusCode(StatusCodes.Status404NotFound);
        }

        if (submission.Where is SubmissionState.Received or SubmissionState.Checking or SubmissionState.Approved)
        {
            return new RazorComponentResult<ProgressPart>(new { Submission = submission });
        }

        // A redirect would be followed before htmx sees the header, and the whole page would land inside the part.
        http.Response.Headers["HX-Refresh"] = "true";
        return http.Request.Headers.ContainsKey("HX-Request") ? Results.Ok() : Results.LocalRedirect($"/work/submissions/{key}");
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
        var approved = key.IsRefused
            ? Result<Done>.Refuse(key.Refusals)
            : await approve.RunAsync(new(key.Value, digest.Length == 0 ? null : Convert.FromHexString(digest)), caller, ct);
        if (approved.IsRefused && !key.IsRefused)
        {
            Log.ApprovalRefused(logger, key.Value, caller.Actor.Identity, approved.Refusals[0].Code);
        }

        return Back(id, approved.Refusals, "");
    }

    private static async Task<IResult> ReturnAsync(
        string id, IFormCollection form, Caller caller, ReturnSubmission giveBack, CancellationToken ct)
    {
        var key = SubmissionsApi.Id(id);
        var reason = form["reason"].ToString();
        var returned = key.IsRefused ? Result<Done>.Refuse(key.Refusals)
            : reason.Length > 1000 ? Refusal.Invalid("collection.reason-too-long", "退回原因最多 1000 个字。", "reason")
            : await giveBack.RunAsync(new(key.Value, reason), caller, ct);
        return Back(id, returned.Refusals, "");
    }

    private static async Task<IResult> SettleAsync(
        string id, long n, IFormCollection form, Caller caller, SettleRow settle, CancellationToken ct)
    {
        var key = SubmissionsApi.Id(id);
        if (key.IsRefused)
        {
            return Back(id, key.Refusals, "");
        }

        // A text box cannot tell empty from missing: an empty one says nothing.
        var values = form["release"] == "true" ? null : form.Where(f => f.Key.StartsWith("v.", StringComparison.Ordinal))
            .Select(f => (Code: f.Key[2..], Value: f.Value.ToString().Replace("\0", "", StringComparison.Ordinal)))
            .Where(f => f.Value.Length > 0).ToDictionary(f => f.Code, f => f.Value);
        var settled = await settle.RunAsync(new(key.Value, n, values), caller, ct);
        var refusals = settled.Refusals.Select(r => r.Field is { } field ? r with { Field = $"r{n}-{field}" } : r);
        return Back(id, [.. refusals], FormattableString.Invariant($"?after={Math.Max(0, n - 1)}#rows"));
    }

    private static IResult Back(string id, IReadOnlyList<Refusal> refusals, string place) => refusals.Count > 0
        ? Refused.With<SubmissionView>(refusals, ("Id", id))
        : Results.LocalRedirect($"/work/submissions/{Uri.EscapeDataString(id)}{place}");
}
