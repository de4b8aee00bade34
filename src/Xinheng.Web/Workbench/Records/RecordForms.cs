using System.Globalization;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Model.Records;
using Xinheng.Platform.Records;
using Xinheng.Platform.Records.Deciding;
using Xinheng.Web.Hosting;
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
        RecordNumber.Read(Text(form, "number")) is { } id && (await records.FindAsync(new RecordId(id), caller, ct)).TryGet(out var found)
            ? Results.LocalRedirect($"/work/records/{found.Id}")
            : Refused.With<RecordsView>([RecordNumber.Unknown]);

    private static async Task<IResult> ConfirmAsync(
        string id, IFormCollection form, Caller caller, ConfirmSeverity confirm, CancellationToken ct)
    {
        var given = Given("severity", form);
        List<Refusal> problems = [];
        var severity = SeverityWords.Read(given.Severity);
        if (severity is null)
        {
            problems.Add(Refusal.Invalid("records.no-class", "请选择失信信息分类：轻微、一般或严重。", "severity"));
        }

        DateOnly? until = null;
        if (given.PublicUntil.Length > 0)
        {
            if (DateOnly.TryParseExact(given.PublicUntil, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            {
                until = date;
            }
            else
            {
                problems.Add(Refusal.Invalid("records.publicity-date", $"公示截止期“{given.PublicUntil}”不是日期，请写成 2027-03-31，或留空由平台计算。", "publicUntil"));
            }
        }

        return await AnswerAsync(id, given, problems, record => confirm.RunAsync(
            new(record, severity!.Value, until, given.Reason.Length > 0 ? given.Reason : null), caller, ct));
    }

    private static Task<IResult> WithdrawAsync(
        string id, IFormCollection form, Caller caller, WithdrawRecord withdraw, CancellationToken ct)
    {
        var given = Given("withdrawal", form) with { Kind = Text(form, "kind"), BasisOn = Text(form, "basisOn") };
        List<Refusal> problems = [];
        DateOnly? basisOn = null;
        if (given.BasisOn.Length > 0)
        {
            basisOn = DateOnly.TryParseExact(given.BasisOn, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
            if (basisOn is null)
            {
                problems.Add(Refusal.Invalid("records.withdrawal-date-form", $"文书日期“{given.BasisOn}”不是日期，请写成 2026-03-31。", "basisOn"));
            }
        }

        return AnswerAsync(id, given, problems, record => withdraw.RunAsync(
            new(record, WithdrawalWords.Read(given.Kind), given.Reason, given.Basis, basisOn), caller, ct));
    }

    private static Task<IResult> RestoreAsync(
        string id, IFormCollection form, Caller caller, RestoreRecord restore, CancellationToken ct)
    {
        var given = Given("restoration", form);
        return AnswerAsync(id, given, [], record => restore.RunAsync(new(record, given.Reason, given.Basis), caller, ct));
    }

    private static async Task<IResult> AnswerAsync(
        string id, GivenDecision given, List<Refusal> problems, Func<RecordId, Task<Result<int>>> decide)
    {
        var decided = !Guid.TryParse(id, out var record) ? RecordNumber.Unknown
            : problems.Count > 0 ? Result<int>.Refuse(problems)
            : await decide(new RecordId(record));
        return decided.IsRefused
            ? Refused.With<RecordView>([.. decided.Refusals.Select(r => r.Field is { } field ? r with { Field = given.FieldId(field) } : r)], ("Id", id), ("Given", given))
            : Results.LocalRedirect($"/work/records/{record}?done={given.Form}");
    }

    private static GivenDecision Given(string name, IFormCollection form) =>
        new(name, Text(form, "severity"), Text(form, "publicUntil"), Text(form, "reason"), Text(form, "basis"));

    private static string Text(IFormCollection form, string field) => form[field].ToString().Replace("\0", "", StringComparison.Ordinal).Trim();
}
