using System.Globalization;
using Xinheng.Model.Cases.Objecting;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Platform.Cases.Objecting;
using Xinheng.Platform.Cases.Objecting.Telling;
using Xinheng.Web.Hosting;
using Xinheng.Web.Hosting.SigningIn;
using Xinheng.Web.Me.Objections;

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

    private static async Task<IResult> MendAsync(string id, IFormCollection form, Caller caller, MendObjection mend, CancellationToken ct) =>
        Answer(id, Given(form, "reason"), await mend.RunAsync(new(Id(id), Text(form, "reason")), caller, ct), "mended");

    private static async Task<IResult> RouteAsync(string id, IFormCollection form, Caller caller, RouteObjection route, CancellationToken ct) =>
        Answer(id, GivenAnswer.Nothing, await route.RunAsync(new(Id(id)), caller, ct), "routed");

    private static async Task<IResult> ExtendAsync(string id, IFormCollection form, Caller caller, ExtendObjection extend, CancellationToken ct) =>
        Answer(id, GivenAnswer.Nothing, await extend.RunAsync(new(Id(id), Text(form, "reason"), Text(form, "approved")), caller, ct), "extended");

    private static async Task<IResult> PauseAsync(string id, IFormCollection form, Caller caller, PauseObjection pause, CancellationToken ct) =>
        Answer(id, GivenAnswer.Nothing, await pause.RunAsync(new(Id(id), Text(form, "kind"), Text(form, "reason")), caller, ct), "paused");

    private static async Task<IResult> ResumeAsync(string id, IFormCollection form, Caller caller, PauseObjection pause, CancellationToken ct) =>
        Answer(id, GivenAnswer.Nothing, await pause.RunAsync(new(Id(id), null, Text(form, "reason")), caller, ct), "resumed");

    private static async Task<IResult> AnswerAsync(string id, IFormCollection form, Caller caller, AnswerObjection answer, CancellationToken ct)
    {
        var given = Given(form, "reasons");
        var answered = ObjectionOutcomes.Read(given.Outcome) is { } outcome
            ? await answer.RunAsync(new(Id(id), outcome, given.Reason, given.Answers, given.Values), caller, ct)
            : Refusal.Invalid("cases.answer-outcome", "请选择结果。", "outcome");
        return Answer(id, given, answered, "answered");
    }

    private static async Task<IResult> CloseAsync(string id, IFormCollection form, Caller caller, CloseDefect close, CancellationToken ct)
    {
        var closed = await close.RunAsync(new(Guid.TryParse(id, out var known) ? known : Guid.Empty, Text(form, "cause")), caller, ct);
        return closed.IsRefused ? Refused.With<RefusedPart>(closed.Refusals) : Results.LocalRedirect("/work/objections#defects");
    }

    private static IResult Answer<T>(string id, GivenAnswer given, Result<T> done, string word) => done.IsRefused
        ? Refused.With<ObjectionWorkView>([.. done.Refusals.Select(Placed)], ("Id", id), ("Given", given))
        : Results.LocalRedirect($"/work/objections/{Id(id)}?done={word}");

    // A field of the record is corrected under a name of its own.
    private static Refusal Placed(Refusal refusal) => refusal is { Field: { } field } && field.Any(char.IsAsciiLetterUpper) ? refusal with { Field = $"value-{field}" } : refusal;

    private static GivenAnswer Given(IFormCollection form, string reason) => new(
        Text(form, "outcome"), Text(form, reason),
        Named(form, "answer-").Where(one => int.TryParse(one.Key, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .ToDictionary(one => int.Parse(one.Key, CultureInfo.InvariantCulture), one => one.Value),
        Named(form, "value-"));

    private static Dictionary<string, string> Named(IFormCollection form, string prefix) => EvidenceForm.Of(form)
        .Where(one => one.Name.StartsWith(prefix, StringComparison.Ordinal) && one.Value.Length > 0)
        .GroupBy(one => one.Name[prefix.Length..]).ToDictionary(one => one.Key, one => one.Last().Value);

    private static CaseId Id(string id) => new(Guid.TryParse(id, out var known) ? known : Guid.Empty);

    private static string Text(IFormCollection form, string field) => EvidenceForm.Of(form).LastOrDefault(one => one.Name == field).Value ?? "";
}
