using System.Globalization;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Platform.Cases.Promising.Templates;
using Xinheng.Web.Hosting;
using Xinheng.Web.Hosting.Forms;
using Xinheng.Web.Hosting.SigningIn;

namespace Xinheng.Web.Workbench.Commitments;

/// <summary>Drafting a template, putting it in force, ending it. Makers, reviewers and operators come here: the act asks who may.</summary>
public static class TemplateForms
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/work/commitments/templates").ExcludeFromDescription().WithMetadata(new BehindAttribute(Door.Workbench), new AsksAttribute());
        group.MapPost("/{code}", DraftAsync);
        group.MapPost("/{code}/adoption", AdoptAsync).RequireStepUp();
        group.MapPost("/{code}/end", EndAsync).RequireStepUp();
    }

    private static async Task<IResult> DraftAsync(string code, IFormCollection form, Caller caller, DraftPromiseTemplate draft, CancellationToken ct)
    {
        var template = GivenTemplate.Read(field => form.Text(field));
        var touches = form["touches"].OfType<string>().ToList();
        var drafted = await draft.RunAsync(new(template, touches), caller, ct);
        return drafted.IsRefused
            ? Refused.With<TemplateView>(drafted.Refusals, ("Code", code), ("Given", Given(form)))
            : Results.LocalRedirect($"/work/commitments/templates/{template.Code}?done=draft");
    }

    private static async Task<IResult> AdoptAsync(string code, IFormCollection form, Caller caller, AdoptPromiseTemplate adopt, CancellationToken ct)
    {
        _ = int.TryParse(form.Text("version"), NumberStyles.None, CultureInfo.InvariantCulture, out var version);
        DateTimeOffset? drafted = long.TryParse(form.Text("drafted"), NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks <= DateTimeOffset.MaxValue.Ticks
            ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;
        return Answer(code, "adoption", await adopt.RunAsync(new(code, version, drafted), caller, ct));
    }

    private static async Task<IResult> EndAsync(string code, IFormCollection form, Caller caller, EndPromiseTemplate end, CancellationToken ct) =>
        Answer(code, "end", await end.RunAsync(new(code, form.Text("reason")), caller, ct));

    private static IResult Answer(string code, string done, Result<Done> decided) => decided.IsRefused
        ? Refused.With<TemplateView>(decided.Refusals, ("Code", code))
        : Results.LocalRedirect($"/work/commitments/templates/{Uri.EscapeDataString(code)}?done={done}");

    private static Dictionary<string, string> Given(IFormCollection form) => form.Keys.ToDictionary(key => key, key => form.Text(key));
}
