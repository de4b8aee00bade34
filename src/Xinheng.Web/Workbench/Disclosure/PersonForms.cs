using System.Globalization;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Platform.Disclosure.Persons;
using Xinheng.Web.Hosting;
using Xinheng.Web.Hosting.Forms;
using Xinheng.Web.Hosting.SigningIn;
using Xinheng.Web.Me;
using Xinheng.Web.Workbench.Records;

namespace Xinheng.Web.Workbench.Disclosure;

/// <summary>What the counter's forms do. Each answers with its page: nothing of what was asked or declared stands in an address.</summary>
public static class PersonForms
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/work").ExcludeFromDescription().WithMetadata(new BehindAttribute(Door.Workbench));
        group.MapPost("/persons", AskAsync).RequirePermission(Permission.ReadPersons);
        group.MapPost("/reveal", RevealAsync).RequirePermission(Permission.RevealIdentifier).RequireStepUp();
        group.MapPost("/authorisations", GiveAsync).RequirePermission(Permission.ServeSubjects);
        group.MapPost("/authorisations/revocation", RevokeAsync).RequirePermission(Permission.ServeSubjects);
        group.MapPost("/authorisations/veto", VetoAsync).RequirePermission(Permission.ServeSubjects);
    }

    private static async Task<IResult> AskAsync(IFormCollection form, Caller caller, ReadPerson persons, CancellationToken ct)
    {
        var question = new ReadPerson.Question(
            form.Text("scheme"), form.Text("number"), form.Text("purpose"), form.Text("matter"), form.Text("authorisation"));
        var answer = await persons.RunAsync(question, caller, ct);
        var again = ("Given", (object?)(question with { Number = null, Authorisation = null }));
        return answer.TryGet(out var file)
            ? Refused.With<PersonsView>([], ("File", file), again)
            : Refused.With<PersonsView>(answer.Refusals, again);
    }

    private static async Task<IResult> RevealAsync(IFormCollection form, Caller caller, RevealIdentifier reveal, CancellationToken ct)
    {
        var revealed = RecordNumber.Read(form.Text("record")) is { } id
            ? await reveal.RunAsync(new(new RecordId(id), form.Text("field"), form.Text("reason"), form.Text("matter")), caller, ct)
            : Refusal.Invalid("persons.reveal-record", "请填写记录编号：记录页地址最后的一段。", "record");
        return revealed.TryGet(out var number)
            ? Refused.With<RevealView>([], ("Number", number))
            : Refused.With<RevealView>(revealed.Refusals);
    }

    private static async Task<IResult> GiveAsync(
        IFormCollection form, Caller caller, GiveAuthorisation give, SubjectOfNumber numbers, CancellationToken ct)
    {
        var subject = Number(form, "subject", numbers);
        var agent = Number(form, "agent", numbers);
        var given = new GivenAuthorisation(
            form.Text("organisation"), form.Text("purpose"), form.Text("items").Split(' ', StringSplitOptions.RemoveEmptyEntries),
            form.Text("until"), form.Text("reads"), form.Text("paper"));
        var command = new GiveAuthorisation.Command(
            subject.IsRefused ? null : subject.Value, given.Organisation.ToUpperInvariant(), given.Purpose, given.Items, numbers.Today,
            Date(given.Until), int.TryParse(given.Reads, CultureInfo.InvariantCulture, out var reads) ? reads : 0,
            given.Paper, agent.IsRefused ? null : agent.Value);
        if (subject.IsRefused || agent.IsRefused)
        {
            var others = await give.ProblemsAsync(command, atCounter: true, ct);
            return Refused.With<AuthorisationsView>([.. subject.Refusals, .. agent.Refusals, .. others], ("Given", given));
        }

        var done = await give.RunAsync(command, caller, ct);
        return done.TryGet(out var issued)
            ? Refused.With<AuthorisationsView>([], ("Issued", issued))
            : Refused.With<AuthorisationsView>(done.Refusals, ("Given", given));
    }

    private static async Task<IResult> RevokeAsync(
        IFormCollection form, Caller caller, RevokeAuthorisation revoke, SubjectOfNumber numbers, CancellationToken ct)
    {
        var subject = Number(form, "revoking", numbers);
        return !subject.TryGet(out var shown) ? Refused.With<AuthorisationsView>(subject.Refusals) : Answer(await revoke.RunAsync(
            new(Guid.TryParse(form.Text("authorisation"), out var id) ? id : Guid.Empty, shown), caller, ct), "授权已撤回");
    }

    private static async Task<IResult> VetoAsync(
        IFormCollection form, Caller caller, VetoItem veto, LiftVeto lift, SubjectOfNumber numbers, CancellationToken ct)
    {
        var subject = Number(form, "vetoing", numbers);
        return !subject.TryGet(out var shown) ? Refused.With<AuthorisationsView>(subject.Refusals)
            : form.Text("act") == "lift" ? Answer(await lift.RunAsync(new(shown, form.Text("item")), caller, ct), "不公示请求已撤回")
            : Answer(await veto.RunAsync(new(shown, form.Text("item")), caller, ct), "这类信息不再公示、不再提供");
    }

    private static IResult Answer(Result<Done> done, string words) => done.IsRefused
        ? Refused.With<AuthorisationsView>(done.Refusals)
        : Refused.With<AuthorisationsView>([], ("Done", words));

    private static Result<GivenNumber> Number(IFormCollection form, string of, SubjectOfNumber numbers)
    {
        var read = numbers.Read(form.Text($"{of}Scheme"), form.Text($"{of}Number"));
        return read.IsRefused
            ? Result<GivenNumber>.Refuse([.. read.Refusals.Select(r => r with { Field = $"{of}-number" })])
            : read;
    }

    private static DateOnly Date(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : default;
}
