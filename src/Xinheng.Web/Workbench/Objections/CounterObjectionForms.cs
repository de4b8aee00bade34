using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Platform.Cases.Objecting;
using Xinheng.Platform.Procedures;
using Xinheng.Platform.Subjects;
using Xinheng.Web.Hosting;
using Xinheng.Web.Hosting.Forms;
using Xinheng.Web.Me.Objections;
using Xinheng.Web.Workbench.Records;

namespace Xinheng.Web.Workbench.Objections;

/// <summary>
/// The counter's two steps: who stands there and about which record; what is wrong. Between them the page carries who it is under a seal of ours: no
/// number, and no id that a clerk could put in somebody's place.
/// </summary>
public static class CounterObjectionForms
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    private static Refusal Nobody => Refusal.NotFound("cases.counter-nobody", "没有找到：证件号码、记录编号不对，或者这条记录不是来人的。请对照证件和记录页再填。") with { Field = "number" };

    public static void Map(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/work/counter/objections").ExcludeFromDescription().WithMetadata(new BehindAttribute(Door.Workbench));
        group.MapPost("/find", FindAsync).RequirePermission(Permission.ServeSubjects);
        group.MapPost("", FileAsync).RequirePermission(Permission.ServeSubjects);
    }

    private static async Task<IResult> FindAsync(
        IFormCollection form, Caller caller, FindSubject subjects, RecordsToContest records, IDataProtectionProvider seals, CancellationToken ct)
    {
        var fields = MultipartForm.Of(form);
        var (number, given) = (Last(fields, "number"), GivenObjection.Nothing(Last(fields, "record")));
        if (Last(fields, "seen") != "yes")
        {
            return Refused.With<CounterObjectionView>(
                [Refusal.Invalid("cases.objection-unseen", "请先当面核验来人和证件原件，再代为登记。", "seen")], ("Given", given));
        }

        // By what stands on a document only, never by an id of ours.
        var subject = Guid.TryParse(number, out _) ? null : await subjects.ByNumberAsync(number, ct);
        return subject is { } present && RecordNumber.Read(given.Record) is { } id && !(await records.FindAsync(new RecordId(id), present, caller, ct)).IsRefused
            ? Refused.With<CounterObjectionView>([], ("Given", GivenObjection.Nothing(id.ToString())), ("Subject", present.Value),
                ("Present", Seal(seals, caller).Protect(present.ToString(), Patience)))
            : Refused.With<CounterObjectionView>([Nobody], ("Given", given));
    }

    private static async Task<IResult> FileAsync(
        IFormCollection form, Caller caller, FileObjection file, CaseReader cases, IDataProtectionProvider seals, CancellationToken ct)
    {
        var fields = MultipartForm.Of(form);
        var (given, sealedPresent) = (GivenObjection.Of(fields), Last(fields, "present"));
        if (Opened(Seal(seals, caller), sealedPresent) is not { } present)
        {
            return Refused.With<CounterObjectionView>([Refusal.Conflict("cases.counter-expired", "过了半个小时，请重新核验证件。")], ("Given", given));
        }

        var filed = await file.RunAsync(
            new(new RecordId(Guid.TryParse(given.Record, out var id) ? id : Guid.Empty), given.Text, []) { For = present, IdentitySeen = true }, caller, ct);
        return filed.TryGet(out var known)
            ? Refused.With<CounterObjectionView>([], ("Filed", await cases.NumberOfAsync(known, ct)))
            : Refused.With<CounterObjectionView>(filed.Refusals, ("Given", given), ("Subject", present.Value), ("Present", sealedPresent));
    }

    // Of this clerk alone.
    private static ITimeLimitedDataProtector Seal(IDataProtectionProvider seals, Caller caller) =>
        seals.CreateProtector("xinheng.counter-objection", caller.Actor.Identity).ToTimeLimitedDataProtector();

    private static SubjectId? Opened(ITimeLimitedDataProtector seal, string text)
    {
        try
        {
            return Guid.TryParse(seal.Unprotect(text), out var id) ? new SubjectId(id) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static string Last(IReadOnlyList<(string Name, string Value)> fields, string name) => fields.LastOrDefault(field => field.Name == name).Value ?? "";
}
