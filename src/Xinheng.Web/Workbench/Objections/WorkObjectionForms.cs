using System.Globalization;
using Xinheng.Model.Cases.Objecting;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Platform.Cases.Objecting;
using Xinheng.Platform.Cases.Objecting.Telling;
using Xinheng.Web.Hosting;
using Xinheng.Web.Hosting.Forms;
using Xinheng.Web.Hosting.SigningIn;

namespace Xinheng.Web.Workbench.Objections;

/// <summary>What the forms of an objection do: the platform puts right or routes, the provider takes time or answers and accounts for the cause.</summary>
public static class WorkObjectionForms
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/work/objections").ExcludeFromDescription().WithMetadata(new BehindAttribute(Door.Workbench));
        group.MapPost("/{id}/mending", MendAsync).RequirePermission(Permission.HandleCases).RequireStepUp();
        group.MapPost("/{id}/routing", RouteAsync).RequirePermission(Permission.HandleCases);
        group.MapPost("/{id}/extension", ExtendAsync).RequirePermission(Permission.DecideCases);
        group.MapPost("/{id}/pause", PauseAsync).RequirePermission(Permission.DecideCases);
        group.MapPost("/{id}/resumption", ResumeAsync).RequirePermission(Permission.DecideCases);
        group.MapPost("/{id}/answer", AnswerAsync).RequirePermission(Permission.DecideCases).RequireStepUp();
        group.MapPost("/defects/{id}", CloseAsync).RequirePermission(Permission.DecideCases);
    }

    private static Task<IResult> MendAsync(string id, IFormCollection form, Caller caller, MendObjection mend, CancellationToken ct) =>
        DoAsync(id, GivenForm.Of(form, "mend"), "mended", given => mend.RunAsync(new(Id(id), given["reason"]), caller, ct));

    private static Task<IResult> RouteAsync(string id, IFormCollection form, Caller caller, RouteObjection route, CancellationToken ct) =>
        DoAsync(id, GivenForm.Of(form, "route"), "routed", _ => route.RunAsync(new(Id(id)), caller, ct));

    private static Task<IResult> ExtendAsync(string id, IFormCollection form, Caller caller, ExtendObjection extend, CancellationToken ct) =>
        DoAsync(id, GivenForm.Of(form, "extend"), "extended", given => extend.RunAsync(new(Id(id), given["reason"], given["approved"]), caller, ct));

    private static Task<IResult> PauseAsync(string id, IFormCollection form, Caller caller, PauseObjection pause, CancellationToken ct) =>
        DoAsync(id, GivenForm.Of(form, "pause"), "paused", given => pause.RunAsync(new(Id(id), given["kind"], given["reason"]), caller, ct));

    private static Task<IResult> ResumeAsync(string id, IFormCollection form, Caller caller, PauseObjection pause, CancellationToken ct) =>
        DoAsync(id, GivenForm.Of(form, "resume"), "resumed", given => pause.RunAsync(new(Id(id), null, given["reason"]), caller, ct));

    private static Task<IResult> AnswerAsync(string id, IFormCollection form, Caller caller, AnswerObjection answer, CancellationToken ct) =>
        DoAsync(id, GivenForm.Of(form), "answered", async given => ObjectionOutcomes.Read(given["outcome"]) is { } outcome
            ? await answer.RunAsync(new(Id(id), outcome, given["reasons"], ByNumber(given.Under("answer-")), given.Under("value-")), caller, ct)
            : Refusal.Invalid("cases.answer-outcome", "请选择结果。", "outcome"));

    private static async Task<IResult> CloseAsync(string id, IFormCollection form, Caller caller, CloseDefect close, CancellationToken ct)
    {
        var (defect, cause) = (Guid.TryParse(id, out var known) ? known : Guid.Empty, GivenForm.Of(form)["cause"]);
        var closed = await close.RunAsync(new(defect, cause), caller, ct);
        return closed.IsRefused
            ? Refused.With<DefectRefused>([.. closed.Refusals.Select(one => one.Field is { } field ? one with { Field = $"{field}-{defect}" } : one)], ("Id", defect), ("Cause", cause))
            : Results.LocalRedirect("/work/objections#defects");
    }

    private static async Task<IResult> DoAsync<T>(string id, GivenForm given, string done, Func<GivenForm, Task<Result<T>>> act)
    {
        var decided = await act(given);
        return decided.IsRefused
            ? Refused.With<ObjectionWorkView>([.. given.Placed(decided.Refusals).Select(OfRecord)], ("Id", id), ("Given", given))
            : Results.LocalRedirect($"/work/objections/{Id(id)}?done={done}");
    }

    // A field of the record is corrected under a name of its own.
    private static Refusal OfRecord(Refusal refusal) =>
        refusal is { Field: { } field } && field.Any(char.IsAsciiLetterUpper) ? refusal with { Field = $"value-{field}" } : refusal;

    private static Dictionary<int, string> ByNumber(IReadOnlyDictionary<string, string> answers) => answers
        .Where(one => int.TryParse(one.Key, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        .ToDictionary(one => int.Parse(one.Key, CultureInfo.InvariantCulture), one => one.Value);

    private static CaseId Id(string id) => new(Guid.TryParse(id, out var known) ? known : Guid.Empty);
}
