using System.Text.RegularExpressions;
using Xinheng.Model.Foundation;
using Xinheng.Platform.People.SigningIn;
using Xinheng.Web.Hosting;
using Xinheng.Web.Hosting.SigningIn;

namespace Xinheng.Web.Workbench.People.SigningIn;

/// <summary>A form that was sent when its sender had not proved who they are for a while: kept on the page that asks, and sent on afterwards.</summary>
/// <param name="To">Where it goes.</param>
/// <param name="Fields">What was filled in; empty for a page that was only asked for.</param>
public sealed record CarriedForm(string To, bool IsPost, IReadOnlyList<KeyValuePair<string, string>> Fields);

/// <summary>Proving again who one is, and going on where one was.</summary>
public static partial class StepUpForms
{
    /// <summary>Before the names of this page's own fields, so that they meet no carried one.</summary>
    public const string Prefix = "step-up-";

    private const string Token = "__RequestVerificationToken";

    public static void Map(IEndpointRouteBuilder app) => app.MapPost("/step-up", ProveAsync)
        .ExcludeFromDescription().WithMetadata(new BehindAttribute(Door.Workbench), new AsksAttribute(), new BeforeDutyAttribute());

    /// <summary>Instead of the endpoint: the question, with everything that was filled in kept.</summary>
    public static async Task AskAsync(HttpContext http)
    {
        var form = http.Request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true
            ? await http.Request.ReadFormAsync(http.RequestAborted)
            : FormCollection.Empty;
        var carried = new CarriedForm(http.Request.Path + http.Request.QueryString, IsPost: true, Kept(form));
        await Refused.With<StepUpForm>([Asking], ("Carried", carried)).ExecuteAsync(http);
    }

    public static Refusal Asking { get; } = Refusal.Forbidden("people.step-up",
        "这一步影响较大，而您上次核实身份已经超过 5 分钟。请再核实一次，填写的内容都还在。");

    private static async Task<IResult> ProveAsync(
        IFormCollection form, HttpContext http, Sessions sessions, StaffSessions known, SignIn signIn, ProveFactor factors, PasskeyDesk desk,
        Entrance entrance, CancellationToken ct)
    {
        if (StaffSessions.Here(http) is not { Caller.Actor.Account: { } account } here)
        {
            return Results.LocalRedirect("/sign-in");
        }

        var carried = new CarriedForm(
            Refused.Local(form[Prefix + "to"], "/work"), form[Prefix + "method"] == "POST", Kept(form));
        var address = Entrance.AddressOf(http);
        var attempted = form[Prefix + "passkey"].ToString() is { Length: > 0 } answer
            ? new SignIn.Attempted(await desk.ProveAsync(form[Prefix + "state"].ToString(), answer, account, http, ct), TimeSpan.Zero)
            : here.HasFactor
                ? await factors.RunAsync(account, stamp: null, Entrance.Given(form[Prefix + "code"]), address, ct)
                : await signIn.RunAsync(here.Caller.Actor.Name, Entrance.Given(form[Prefix + "password"]), address, ct);
        if (attempted.Answer.TryGet(out var proved) && !proved.AsksFactor)
        {
            await sessions.ProveAsync(here.Id, ct);
            known.Forget(account);

            // 307: the browser sends the kept form on, to where it was meant to go.
            return Results.LocalRedirect(carried.To, permanent: false, preserveMethod: carried.IsPost);
        }

        var refusals = attempted.Answer.IsRefused ? attempted.Answer.Refusals : [Asking];
        entrance.TurnAway(http, refusals[0].Code, attempted.Wait);
        return Refused.With<StepUpForm>([.. refusals.Select(Here)], ("Carried", carried));
    }

    private static Refusal Here(Refusal refusal) => refusal.Code == "people.sign-in-failed"
        ? Refusal.Invalid("people.step-up-password", "口令不对。", Prefix + "password")
        : refusal.Field is { } field ? refusal with { Field = Prefix + field } : refusal;

    private static List<KeyValuePair<string, string>> Kept(IFormCollection form) =>
    [
        .. from field in form
           where field.Key != Token && !field.Key.StartsWith(Prefix, StringComparison.Ordinal)
           from value in field.Value
           where !PersonsNumber.IsMatch(value ?? "")
           select KeyValuePair.Create(field.Key, value ?? ""),
    ];

    // A person's number stands in no answer, not even in a hidden field: whoever typed it types it again.
    [GeneratedRegex(@"\d{17}[\dXx]")]
    private static partial Regex PersonsNumber { get; }
}
