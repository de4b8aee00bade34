using Xinheng.Platform.Publication.Consumers;
using Xinheng.Web.Components.Layout;
using Xinheng.Web.Hosting;

namespace Xinheng.Web.Portal.Publication.Developers;

/// <summary>Taking a key, looking at its use, giving it back. The key is posted, never part of an address.</summary>
public static class DataKeyForms
{
    // Dear, so that taking keys by the thousand takes days.
    private const int CostOfKey = 200;
    private const int CostOfLook = 10;

    public static void Map(IEndpointRouteBuilder app)
    {
        // No token: whoever holds a key holds all there is to it, and a page everybody may keep cannot carry one.
        var group = app.MapGroup("/developers").ExcludeFromDescription().DisableAntiforgery().WithMetadata(new BehindAttribute(Door.Portal));
        group.MapPost("/key", IssueAsync).WithMetadata(new PublicReadAttribute(CostOfKey) { MayBeKept = false }, new ShowsNoRecordAttribute("a key"));
        group.MapPost("/use", ReadAsync).WithMetadata(new PublicReadAttribute(CostOfLook) { MayBeKept = false }, new ShowsNoRecordAttribute("use of a key"));
        group.MapPost("/revocation", RevokeAsync).WithMetadata(new PublicReadAttribute(CostOfLook) { MayBeKept = false }, new ShowsNoRecordAttribute("a key"));
    }

    private static async Task<IResult> IssueAsync(DataKeys keys, CancellationToken ct) =>
        PartAnswer.Of<PortalAnswer, DataKeyPart>([], ("Issued", await keys.IssueAsync(ct)));

    private static async Task<IResult> ReadAsync(IFormCollection form, DataKeys keys, CancellationToken ct)
    {
        var file = await keys.ReadAsync(Key(form), ct);
        return PartAnswer.Of<PortalAnswer, DataKeyPart>(file.Refusals, ("Shown", file.TryGet(out var known) ? known : null));
    }

    private static async Task<IResult> RevokeAsync(IFormCollection form, DataKeys keys, CancellationToken ct)
    {
        var ended = await keys.RevokeAsync(Key(form), ct);
        return PartAnswer.Of<PortalAnswer, DataKeyPart>(ended.Refusals, ("IsRevoked", !ended.IsRefused));
    }

    private static string Key(IFormCollection form) => form["key"].ToString().Trim();
}
