using Xinheng.Model.Cases.Reporting;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Platform.Cases.Reporting;
using Xinheng.Web.Hosting;
using Xinheng.Web.Hosting.Forms;
using Xinheng.Web.Hosting.SigningIn;

namespace Xinheng.Web.Workbench.Cases.Reporting;

/// <summary>What the forms about a complaint or report do: the operator handles, the unit that is asked explains.</summary>
public static class ReportForms
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/work/complaints/{id}").ExcludeFromDescription().WithMetadata(new BehindAttribute(Door.Workbench));
        group.MapPost("/acceptance", AcceptAsync).RequirePermission(Permission.HandleCases);
        group.MapPost("/question", AskAsync).RequirePermission(Permission.HandleCases);
        group.MapPost("/referral", ReferAsync).RequirePermission(Permission.HandleCases);
        group.MapPost("/answer", AnswerAsync).RequirePermission(Permission.DecideCases);
        group.MapPost("/decision", DecideAsync).RequirePermission(Permission.HandleCases).RequireStepUp();
        group.MapPost("/reporter", RevealAsync).RequirePermission(Permission.HandleCases).RequireStepUp();
        group.MapPost("/reward", RewardAsync).RequirePermission(Permission.HandleCases).RequireStepUp();
        group.MapPost("/payment", PaidAsync).RequirePermission(Permission.HandleCases).RequireStepUp();
    }

    private static Task<IResult> AcceptAsync(string id, IFormCollection form, Caller caller, AcceptReport accept, CancellationToken ct) =>
        DoAsync(id, form, "accept", given => accept.RunAsync(new(Id(id), given["accept"] == "no" ? given["reason"] : null), caller, ct));

    private static Task<IResult> AskAsync(string id, IFormCollection form, Caller caller, AskReporter ask, CancellationToken ct) =>
        DoAsync(id, form, "ask", given => ask.RunAsync(new(Id(id), given["words"], given["go-on"] == "yes"), caller, ct));

    private static Task<IResult> ReferAsync(string id, IFormCollection form, Caller caller, ReferReport refer, CancellationToken ct) =>
        DoAsync(id, form, "refer", given => refer.RunAsync(new(Id(id), given["unit"], given["redacted"]), caller, ct));

    private static Task<IResult> AnswerAsync(string id, IFormCollection form, Caller caller, AnswerReport answer, CancellationToken ct) =>
        DoAsync(id, form, "answer", given => answer.RunAsync(new(Id(id), given["words"]), caller, ct));

    private static Task<IResult> DecideAsync(string id, IFormCollection form, Caller caller, DecideReport decide, CancellationToken ct) =>
        DoAsync(id, form, "decide", async given => given["outcome"] is "Founded" or "Unfounded" or "PassedOn"
            ? await decide.RunAsync(new(Id(id), Enum.Parse<ReportOutcome>(given["outcome"]), given["words"], given["public"], given["responsibility"], given["to"]), caller, ct)
            : Refusal.Invalid("cases.report.outcome", "请选择结果：属实、不属实或者移送。", "outcome"));

    // Shown in the answer to this one request, which nobody keeps.
    private static async Task<IResult> RevealAsync(string id, IFormCollection form, Caller caller, RevealReporter reveal, CancellationToken ct)
    {
        var given = GivenForm.Of(form, "reveal");
        var revealed = await reveal.RunAsync(new(Id(id), given["reason"]), caller, ct);
        return Refused.With<ComplaintView>(given.Placed(revealed.Refusals), ("Id", id), ("Given", given), ("Who", revealed.TryGet(out var who) ? who : null));
    }

    private static Task<IResult> RewardAsync(string id, IFormCollection form, Caller caller, RewardReporter reward, CancellationToken ct) =>
        DoAsync(id, form, "reward", given => reward.RunAsync(new(Id(id), given["granted"] == "yes", given["basis"], given.Number("yuan")), caller, ct));

    private static Task<IResult> PaidAsync(string id, IFormCollection form, Caller caller, NoteRewardPaid paid, CancellationToken ct) =>
        DoAsync(id, form, "paid", async given => given.Day("on") is { } day
            ? await paid.RunAsync(new(Id(id), day), caller, ct)
            : Refusal.Invalid("cases.report.paid-date", "请选择发放日期，如 2026-12-31。", "on"));

    private static async Task<IResult> DoAsync(string id, IFormCollection form, string name, Func<GivenForm, Task<Result<ReportRow>>> act)
    {
        var given = GivenForm.Of(form, name);
        var decided = await act(given);
        return decided.IsRefused
            ? Refused.With<ComplaintView>(given.Placed(decided.Refusals), ("Id", id), ("Given", given))
            : Results.LocalRedirect($"/work/complaints/{Id(id)}?done=yes");
    }

    private static Guid Id(string id) => Guid.TryParse(id, out var known) ? known : Guid.Empty;
}
