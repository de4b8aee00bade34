using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Platform.Cases.Stating;
using Xinheng.Platform.Disclosure.Persons;
using Xinheng.Web.Hosting;
using Xinheng.Web.Hosting.Forms;
using Xinheng.Web.Hosting.SigningIn;
using Xinheng.Web.Workbench.Records;

namespace Xinheng.Web.Workbench.Stating;

/// <summary>Statements taken down at the counter, and taken off by the operator.</summary>
public static class StatementDesk
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/work").ExcludeFromDescription().WithMetadata(new BehindAttribute(Door.Workbench));
        group.MapPost("/counter/statements", ServeAsync).RequirePermission(Permission.ServeSubjects);
        group.MapPost("/statements/{id}/end", TakeDownAsync).RequirePermission(Permission.HandleCases).RequireStepUp();
    }

    private static async Task<IResult> ServeAsync(
        IFormCollection form, Caller caller, SubjectAtCounter counter, StateOwnView state, EndStatement end, CancellationToken ct)
    {
        var (given, text) = (form.Text("record"), form.Text("text"));
        var record = new RecordId(RecordNumber.Read(given) ?? Guid.Empty);
        var shown = await counter.FindAsync(form.Text("subjectScheme"), form.Text("subjectNumber"), caller, ct);
        var refusals = !shown.TryGet(out var subject) ? [.. shown.Refusals.Select(r => r with { Field = "subject-number" })]
            : form.Text("act") == "end" ? (await end.RunAsync(new(record, subject), caller, ct)).Refusals
            : (await state.RunAsync(new(record, text, subject), caller, ct)).Refusals;
        return refusals.Count > 0
            ? Refused.With<CounterStatementView>(refusals, ("GivenRecord", given), ("GivenText", text))
            : Refused.With<CounterStatementView>([], ("Done", form.Text("act") == "end" ? "说明已撤回" : "说明已登出"));
    }

    private static async Task<IResult> TakeDownAsync(string id, IFormCollection form, Caller caller, TakeDownStatement take, CancellationToken ct)
    {
        var record = Guid.TryParse(id, out var known) ? known : Guid.Empty;
        var taken = await take.RunAsync(new(new RecordId(record), form.Text("reason")), caller, ct);
        return taken.IsRefused
            ? Refused.With<StatementsView>(
                [.. taken.Refusals.Select(r => r.Field is null ? r : r with { Field = $"reason-{record}" })],
                ("Given", new StatementsView.GivenReason(record, form.Text("reason"))))
            : Results.LocalRedirect("/work/statements?done=1");
    }
}
