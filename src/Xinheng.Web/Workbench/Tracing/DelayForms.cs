using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Model.People.Tracing;
using Xinheng.Platform.People.Tracing;
using Xinheng.Web.Api;
using Xinheng.Web.Hosting;
using Xinheng.Web.Hosting.Forms;

namespace Xinheng.Web.Workbench.Tracing;

/// <summary>Deciding that certain reads are kept from their subject until a date.</summary>
public static class DelayForms
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapPost("/work/delays", DelayAsync).ExcludeFromDescription().WithMetadata(new BehindAttribute(Door.Workbench))
            .RequirePermission(Permission.DelaySight);

    private static async Task<IResult> DelayAsync(IFormCollection form, Caller caller, DelaySight delay, CancellationToken ct)
    {
        var given = GivenForm.Of(form);
        var (authorisation, look, until) = (Id(given["authorisation"], "authorisation"), Id(given["look"], "look"), Query.Date(given["until"], "until"));
        List<Refusal> problems = [.. authorisation.Refusals, .. look.Refusals, .. until.Refusals];
        if (problems.Count == 0)
        {
            // Without a date the act itself says what is missing.
            problems.AddRange((await delay.RunAsync(new(
                authorisation.Value, given["matter"], look.Value is { } id ? new LookId(id) : null, until.Value ?? DateOnly.MinValue,
                given["basis"], given["reason"]), caller, ct)).Refusals);
        }

        return problems.Count > 0 ? Refused.With<DelaysView>(problems, ("Given", given)) : Results.LocalRedirect("/work/delays");
    }

    private static Result<Guid?> Id(string text, string field) => text.Length == 0 ? Result<Guid?>.Of(null)
        : Guid.TryParse(text, out var id) ? Result<Guid?>.Of(id)
        : Refusal.Invalid("people.delay-number", $"“{text}”不是编号。编号形如 0197a1b2-3c4d-7e5f-8a9b-0c1d2e3f4a5b。", field);
}
