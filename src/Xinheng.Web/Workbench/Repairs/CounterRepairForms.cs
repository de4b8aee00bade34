using System.Security.Cryptography;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.DataProtection;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Platform.Cases.Repairing;
using Xinheng.Platform.Procedures;
using Xinheng.Platform.Subjects;
using Xinheng.Web.Hosting;
using Xinheng.Web.Hosting.Forms;
using Xinheng.Web.Me.Repairs;

namespace Xinheng.Web.Workbench.Repairs;

/// <summary>The counter's steps: who stands there, which of their records, the application. Between them the page carries who it is under a seal of ours.</summary>
public static class CounterRepairForms
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    private static Refusal Expired => Refusal.Conflict("cases.counter-repair-expired", "过了半个小时，请重新核验证件。");

    public static void Map(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/work/counter/repairs").ExcludeFromDescription().WithMetadata(new BehindAttribute(Door.Workbench));
        group.MapPost("/find", FindAsync).RequirePermission(Permission.ServeSubjects);
        group.MapPost("/record", ChooseRecord).RequirePermission(Permission.ServeSubjects);
        group.MapPost("/application", FileAsync).RequirePermission(Permission.ServeSubjects).WithMetadata(new TakesPapers());
    }

    private static async Task<IResult> FindAsync(IFormCollection form, Caller caller, FindSubject subjects, IDataProtectionProvider seals, CancellationToken ct)
    {
        var fields = MultipartForm.Of(form);
        if (GivenRepair.Last(fields, "seen") != "yes")
        {
            return Refused.With<CounterRepairView>([Refusal.Invalid("cases.counter-repair-unseen", "请先当面核验来人和证件原件，再代为登记。", "seen")]);
        }

        // By what stands on a document only, never by an id of ours.
        var number = GivenRepair.Last(fields, "number");
        return (Guid.TryParse(number, out _) ? null : await subjects.ByNumberAsync(number, ct)) is { } present
            ? Refused.With<CounterRepairView>([], ("Subject", present.Value), ("Present", Seal(seals, caller).Protect(present.ToString(), Patience)))
            : Refused.With<CounterRepairView>([Refusal.NotFound("cases.counter-repair-nobody", "没有找到这个号码的主体，请对照证件再填。") with { Field = "number" }]);
    }

    private static IResult ChooseRecord(IFormCollection form, Caller caller, IDataProtectionProvider seals)
    {
        var fields = MultipartForm.Of(form);
        var present = GivenRepair.Last(fields, "present");
        return Opened(Seal(seals, caller), present) is { } subject
            ? Refused.With<CounterRepairView>([], ("Subject", subject.Value), ("Present", present), ("Given", GivenRepair.Of(fields)))
            : Refused.With<CounterRepairView>([Expired]);
    }

    private static async Task<IResult> FileAsync(
        HttpContext http, Caller caller, IAntiforgery antiforgery, CaseDocuments documents, FileRepair file, IDataProtectionProvider seals, CancellationToken ct)
    {
        if (await PapersForm.ReadAsync(http, antiforgery, documents, ct) is not { } form)
        {
            return Results.BadRequest();
        }

        var (given, present) = (GivenRepair.Of(form.Fields), form["present"]);
        if (Opened(Seal(seals, caller), present) is not { } subject)
        {
            documents.Discard(form.Kept);
            return Refused.With<CounterRepairView>([Expired]);
        }

        var filed = await form.DoAsync(documents, () => file.RunAsync(given.Command(form.Fields, form.Kept) with { Shown = subject.ToString() }, caller, ct));
        return filed.TryGet(out var cases)
            ? Refused.With<CounterRepairView>([], ("Filed", cases))
            : Refused.With<CounterRepairView>(GivenRepair.At("duties", filed.Refusals), ("Subject", subject.Value), ("Present", present), ("Given", given));
    }

    // Of this clerk alone.
    private static ITimeLimitedDataProtector Seal(IDataProtectionProvider seals, Caller caller) =>
        seals.CreateProtector("xinheng.counter-repair", caller.Actor.Identity).ToTimeLimitedDataProtector();

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
}
