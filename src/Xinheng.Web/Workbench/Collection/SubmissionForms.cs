using Microsoft.AspNetCore.Http.HttpResults;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Platform.Collection;
using Xinheng.Web.Api.Collection;
using Xinheng.Web.Hosting;

namespace Xinheng.Web.Workbench.Collection;

/// <summary>What makers and reviewers share: how far a submission is, and one row as a whole, corrected or let pass.</summary>
public static class SubmissionForms
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/work").ExcludeFromDescription().WithMetadata(new BehindAttribute(Door.Workbench));
        group.MapGet("/submissions/{id}/progress", ProgressAsync).RequirePermission(Permission.ViewSubmissions);
        group.MapPost("/submissions/{id}/rows/{n:long}", SettleAsync).RequirePermission(Permission.ViewSubmissions);
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

    private static async Task<IResult> SettleAsync(
        string id, long n, IFormCollection form, Caller caller, SettleRow settle, CancellationToken ct)
    {
        var key = SubmissionsApi.Id(id);
        if (key.IsRefused)
        {
            return Refused.With<SubmissionView>(key.Refusals, ("Id", id));
        }

        // A text box cannot tell empty from missing: an empty one says nothing.
        var values = form["release"] == "true" ? null : form.Where(f => f.Key.StartsWith("v.", StringComparison.Ordinal))
            .Select(f => (Code: f.Key[2..], Value: f.Value.ToString().Replace("\0", "", StringComparison.Ordinal)))
            .Where(f => f.Value.Length > 0).ToDictionary(f => f.Code, f => f.Value);
        var settled = await settle.RunAsync(new(key.Value, n, values), caller, ct);
        return settled.TryGet(out var problems)
            ? Results.LocalRedirect(problems.Any(problem => problem.Severity != "warning")
                ? FormattableString.Invariant($"/work/submissions/{key.Value}/rows/{n}")
                : FormattableString.Invariant($"/work/submissions/{key.Value}?after={Math.Max(0, n - 1)}&saved=1#fixes"))
            : Refused.With<SubmissionView>(
                [.. settled.Refusals.Select(r => r.Field is { } field ? r with { Field = FormattableString.Invariant($"r{n}-{field}") } : r)], ("Id", id));
    }
}
