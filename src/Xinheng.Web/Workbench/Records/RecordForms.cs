using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Model.Records;
using Xinheng.Platform.Records;
using Xinheng.Platform.Records.Deciding;
using Xinheng.Web.Hosting;
using Xinheng.Web.Hosting.Forms;
using Xinheng.Web.Hosting.SigningIn;

namespace Xinheng.Web.Workbench.Records;

/// <summary>What the forms of a record's page do: confirm its class, withdraw it, restore it.</summary>
public static class RecordForms
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/work/records").ExcludeFromDescription().WithMetadata(new BehindAttribute(Door.Workbench));
        group.MapPost("/find", FindAsync).RequirePermission(Permission.DecideRecords);
        group.MapPost("/{id}/severity", ConfirmAsync).RequirePermission(Permission.DecideRecords).RequireStepUp();
        group.MapPost("/{id}/withdrawal", WithdrawAsync).RequirePermission(Permission.DecideRecords).RequireStepUp();
        group.MapPost("/{id}/restoration", RestoreAsync).RequirePermission(Permission.DecideRecords).RequireStepUp();
    }

    // Posted, not asked by address: what is pasted here by mistake may be somebody's number.
    private static async Task<IResult> FindAsync(IFormCollection form, Caller caller, RecordsToDecide records, CancellationToken ct) =>
        RecordNumber.Read(form.Text("number")) is { } id && (await records.FindAsync(new RecordId(id), caller, ct)).TryGet(out var found)
            ? Results.LocalRedirect($"/work/records/{found.Id}")
            : Refused.With<RecordsView>([RecordNumber.Unknown]);

    private static async Task<IResult> ConfirmAsync(
        string id, IFormCollection form, Caller caller, ConfirmSeverity confirm, CancellationToken ct)
    {
        var given = GivenForm.Of(form, "severity");
        List<Refusal> problems = [];
        var severity = SeverityWords.Read(given["severity"]);
        if (severity is null)
        {
            problems.Add(Refusal.Invalid("records.no-class", "请选择失信信息分类：轻微、一般或严重。", "severity"));
        }

        var until = given.Day("publicUntil");
        if (until is null && given["publicUntil"].Length > 0)
        {
            problems.Add(Refusal.Invalid("records.publicity-date", $"公示截止期“{given["publicUntil"]}”不是日期，请写成 2027-03-31，或留空由平台计算。", "publicUntil"));
        }

        return await AnswerAsync(id, given, problems, record => confirm.RunAsync(
            new(record, severity!.Value, until, given["reason"].Length > 0 ? given["reason"] : null), caller, ct));
    }

    private static Task<IResult> WithdrawAsync(
        string id, IFormCollection form, Caller caller, WithdrawRecord withdraw, CancellationToken ct)
    {
        var given = GivenForm.Of(form, "withdrawal");
        List<Refusal> problems = [];
        var basisOn = given.Day("basisOn");
        if (basisOn is null && given["basisOn"].Length > 0)
        {
            problems.Add(Refusal.Invalid("records.withdrawal-date-form", $"文书日期“{given["basisOn"]}”不是日期，请写成 2026-03-31。", "basisOn"));
        }

        return AnswerAsync(id, given, problems, record => withdraw.RunAsync(
            new(record, WithdrawalWords.Read(given["kind"]), given["reason"], given["basis"], basisOn), caller, ct));
    }

    private static Task<IResult> RestoreAsync(
        string id, IFormCollection form, Caller caller, RestoreRecord restore, CancellationToken ct)
    {
        var given = GivenForm.Of(form, "restoration");
        return AnswerAsync(id, given, [], record => restore.RunAsync(new(record, given["reason"], given["basis"]), caller, ct));
    }

    private static async Task<IResult> AnswerAsync(
        string id, GivenForm given, List<Refusal> problems, Func<RecordId, Task<Result<int>>> decide)
    {
        var decided = !Guid.TryParse(id, out var record) ? RecordNumber.Unknown
            : problems.Count > 0 ? Result<int>.Refuse(problems)
            : await decide(new RecordId(record));
        return decided.IsRefused
            ? Refused.With<RecordView>(given.Placed(decided.Refusals), ("Id", id), ("Given", given))
            : Results.LocalRedirect($"/work/records/{record}?done={given.Name}");
    }
}
