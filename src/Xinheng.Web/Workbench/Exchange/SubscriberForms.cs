using Xinheng.Model.Exchange;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Platform.Exchange.Subscribers;
using Xinheng.Web.Components.Layout;
using Xinheng.Web.Hosting;
using Xinheng.Web.Hosting.Forms;
using Xinheng.Web.Hosting.SigningIn;

namespace Xinheng.Web.Workbench.Exchange;

/// <summary>Registering a receiver, giving it new keys, ending it. What it is given is shown once, on the page that answers.</summary>
public static class SubscriberForms
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/work/subscribers").ExcludeFromDescription().WithMetadata(new BehindAttribute(Door.Workbench));
        group.MapPost("", RegisterAsync).RequirePermission(Permission.RunExchange).RequireStepUp();
        group.MapPost("/{subscriber}/secret", RenewAsync).RequirePermission(Permission.RunExchange).RequireStepUp();
        group.MapPost("/{subscriber}/end", EndAsync).RequirePermission(Permission.RunExchange).RequireStepUp();
    }

    private static async Task<IResult> RegisterAsync(IFormCollection form, Caller caller, RegisterSubscriber register, CancellationToken ct)
    {
        var given = GivenForm.Of(form);
        var registered = Enum.TryParse<SubscriberKind>(given["kind"], out var kind) && Enum.IsDefined(kind)
            ? await register.RunAsync(new(given["name"], kind, given["webhook"], given["probe"]), caller, ct)
            : Refusal.Invalid("exchange.subscriber-kind", "请选择接收方是什么：信用服务机构、银行、其他平台、第三方网站或其他。", "kind");
        return registered.TryGet(out var issued) ? Issue(issued) : Refused.With<SubscribersView>(registered.Refusals, ("Given", given));
    }

    private static async Task<IResult> RenewAsync(string subscriber, Caller caller, RenewSecret renew, CancellationToken ct)
    {
        var renewed = Guid.TryParse(subscriber, out var id) ? await renew.RunAsync(id, caller, ct) : Unknown<RegisterSubscriber.Registered>();
        return renewed.TryGet(out var issued) ? Issue(issued) : Refused.With<SubscribersView>(renewed.Refusals);
    }

    private static async Task<IResult> EndAsync(string subscriber, IFormCollection form, Caller caller, EndSubscriber end, CancellationToken ct)
    {
        var given = GivenForm.Of(form);
        var ended = Guid.TryParse(subscriber, out var id) ? await end.RunAsync(new(id, given["reason"]), caller, ct) : Unknown<Done>();
        return ended.IsRefused
            ? Refused.With<SubscribersView>(
                [.. ended.Refusals.Select(r => r.Field == "reason" ? r with { Field = $"reason-{id}" } : r)], ("Given", given), ("Failed", (Guid?)id))
            : Results.LocalRedirect("/work/subscribers");
    }

    private static Result<T> Unknown<T>() => Refusal.NotFound("exchange.subscriber-number", "没有这个接收方。请从接收方的列表里选。");

    private static IResult Issue(RegisterSubscriber.Registered issued) => PartAnswer.Of<Answer, SubscribersView>([], ("Issued", issued));
}
