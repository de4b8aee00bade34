using Xinheng.Model.Cases.Rectifying;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Platform.Cases.Rectifying;
using Xinheng.Web.Hosting;
using Xinheng.Web.Hosting.Forms;
using Xinheng.Web.Hosting.SigningIn;
using Xinheng.Web.Workbench.Records;

namespace Xinheng.Web.Workbench.Cases.Rectifying;

/// <summary>What the forms about orders and interviews do; each is decided by the body's own people, who prove again who they are.</summary>
public static class RectificationForms
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var orders = app.MapGroup("/work/rectifications").ExcludeFromDescription().WithMetadata(new BehindAttribute(Door.Workbench));
        orders.MapPost("/new", OrderAsync).RequirePermission(Permission.DecideCases).RequireStepUp();
        orders.MapPost("/{id}/verification", VerifyAsync).RequirePermission(Permission.DecideCases).RequireStepUp();
        orders.MapPost("/{id}/extension", ExtendAsync).RequirePermission(Permission.DecideCases).RequireStepUp();
        orders.MapPost("/{id}/end", EndAsync).RequirePermission(Permission.DecideCases).RequireStepUp();
        orders.MapPost("/{id}/interview", CallOfOrderAsync).RequirePermission(Permission.DecideCases).RequireStepUp();
        var interviews = app.MapGroup("/work/interviews").ExcludeFromDescription().WithMetadata(new BehindAttribute(Door.Workbench));
        interviews.MapPost("/new", CallAsync).RequirePermission(Permission.DecideCases).RequireStepUp();
        interviews.MapPost("/{id}/record", HoldAsync).RequirePermission(Permission.DecideCases).RequireStepUp();
        interviews.MapPost("/{id}/unsigned", UnsignedAsync).RequirePermission(Permission.DecideCases).RequireStepUp();
        interviews.MapPost("/{id}/end", EndInterviewAsync).RequirePermission(Permission.DecideCases).RequireStepUp();
    }

    private static async Task<IResult> OrderAsync(IFormCollection form, Caller caller, OrderRectification order, CancellationToken ct)
    {
        var given = GivenForm.Of(form);
        var (whom, problems) = Whom(given);
        if (given.Day("dueOn") is null)
        {
            problems.Add(Refusal.Invalid("cases.correction.due-date", "请选择整改期限，如 2026-12-31。", "dueOn"));
        }

        var ordered = problems.Count > 0 ? Result<CaseId>.Refuse(problems) : await order.RunAsync(
            new(whom, given["number"], given["matter"], given["requirement"], given.Day("dueOn")!.Value, given["dueReason"]), caller, ct);
        return ordered.TryGet(out var id)
            ? Results.LocalRedirect($"/work/rectifications/{id}?done=ordered")
            : Refused.With<RectificationsView>(ordered.Refusals, ("Given", given));
    }

    private static Task<IResult> VerifyAsync(string id, IFormCollection form, Caller caller, VerifyRectification verify, CancellationToken ct) =>
        AnswerAsync(id, form, "verify", "verified", given => verify.RunAsync(new(Id(id), given["corrected"] == "yes", given["reason"]), caller, ct));

    private static Task<IResult> ExtendAsync(string id, IFormCollection form, Caller caller, ExtendRectification extend, CancellationToken ct) =>
        AnswerAsync(id, form, "extend", "extended", async given => given.Day("dueOn") is { } day
            ? await extend.RunAsync(new(Id(id), day, given["reason"]), caller, ct)
            : Refusal.Invalid("cases.correction.extension-date", "请选择延长到哪一天，如 2026-12-31。", "dueOn"));

    private static Task<IResult> EndAsync(string id, IFormCollection form, Caller caller, EndRectification end, CancellationToken ct) =>
        AnswerAsync(id, form, "end", "ended", given => end.RunAsync(new(Id(id), given["how"] == "hand-on", given["reason"]), caller, ct));

    private static async Task<IResult> CallOfOrderAsync(string id, IFormCollection form, Caller caller, CallInterview call, CancellationToken ct)
    {
        var given = GivenForm.Of(form);
        var called = await CalledAsync(given, Id(id), null, caller, call, ct);
        return called.TryGet(out var interview)
            ? Results.LocalRedirect($"/work/interviews/{interview}?done=called")
            : Refused.With<RectificationView>(called.Refusals, ("Id", id), ("Given", given));
    }

    private static async Task<IResult> CallAsync(IFormCollection form, Caller caller, CallInterview call, CancellationToken ct)
    {
        var given = GivenForm.Of(form);
        var (whom, problems) = Whom(given);
        var called = problems.Count > 0 ? Result<CaseId>.Refuse(problems) : await CalledAsync(given, null, whom, caller, call, ct);
        return called.TryGet(out var interview)
            ? Results.LocalRedirect($"/work/interviews/{interview}?done=called")
            : Refused.With<InterviewsView>(called.Refusals, ("Given", given));
    }

    private static async Task<IResult> HoldAsync(string id, IFormCollection form, Caller caller, HoldInterview hold, CancellationToken ct) =>
        await AnswerInterviewAsync(id, form, "", "held", async given => given.Moment("heldAt") is { } at
            ? await hold.RunAsync(new(Id(id), given["attended"] != "no", at, given["attendee"], given["minutes"], given["undertakings"], given.Day("followUpOn")), caller, ct)
            : Refusal.Invalid("cases.correction.held-at", "请写约谈的时间，如 2026-06-15 09:30。", "heldAt"));

    private static Task<IResult> UnsignedAsync(string id, IFormCollection form, Caller caller, ConfirmInterview confirm, CancellationToken ct) =>
        AnswerInterviewAsync(id, form, "unsigned", "unsigned", given => confirm.RunAsync(new(Id(id), true, given["reason"]), caller, ct));

    private static Task<IResult> EndInterviewAsync(string id, IFormCollection form, Caller caller, EndInterview end, CancellationToken ct) =>
        AnswerInterviewAsync(id, form, "end", "ended", given => end.RunAsync(new(Id(id), given["how"] == "hand-on", given["reason"]), caller, ct));

    private static async Task<Result<CaseId>> CalledAsync(
        GivenForm given, CaseId? order, WhomItConcerns.Given? whom, Caller caller, CallInterview call, CancellationToken ct) =>
        given.Moment("at") is not { } at
            ? Refusal.Invalid("cases.correction.call-time", "请写约谈的时间，如 2026-06-15 09:30。", "at")
            : await call.RunAsync(new(order, whom, given["kind"] == "2" ? InterviewKind.Warning : InterviewKind.Hint, given["cause"], at, given["place"]), caller, ct);

    private static (WhomItConcerns.Given Whom, List<Refusal> Problems) Whom(GivenForm given)
    {
        var record = given["record"].Length > 0 ? RecordNumber.Read(given["record"]) : null;
        List<Refusal> problems = given["record"].Length > 0 && record is null ? [RecordNumber.Unknown with { Field = "record" }] : [];
        return (new(record is { } id ? new RecordId(id) : null, given["code"].ToUpperInvariant()), problems);
    }

    private static async Task<IResult> AnswerAsync(string id, IFormCollection form, string name, string done, Func<GivenForm, Task<Result<Done>>> act)
    {
        var given = GivenForm.Of(form, name);
        var decided = await act(given);
        return decided.IsRefused
            ? Refused.With<RectificationView>(given.Placed(decided.Refusals), ("Id", id), ("Given", given))
            : Results.LocalRedirect($"/work/rectifications/{Id(id)}?done={done}");
    }

    private static async Task<IResult> AnswerInterviewAsync(string id, IFormCollection form, string name, string done, Func<GivenForm, Task<Result<Done>>> act)
    {
        var given = GivenForm.Of(form, name);
        var decided = await act(given);
        return decided.IsRefused
            ? Refused.With<InterviewView>(given.Placed(decided.Refusals), ("Id", id), ("Given", given))
            : Results.LocalRedirect($"/work/interviews/{Id(id)}?done={done}");
    }

    private static CaseId Id(string id) => new(Guid.TryParse(id, out var known) ? known : Guid.Empty);
}
