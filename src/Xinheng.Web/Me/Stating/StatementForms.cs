using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Platform.Cases.Stating;
using Xinheng.Web.Hosting;

namespace Xinheng.Web.Me.Stating;

/// <summary>One's own words beside one's own record: said, said differently, taken back.</summary>
public static class StatementForms
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/me/statements").ExcludeFromDescription().WithMetadata(new BehindAttribute(Door.Me));
        group.MapPost("/{id}", SayAsync).RequirePermission(Permission.OwnCases);
        group.MapPost("/{id}/end", EndAsync).RequirePermission(Permission.OwnCases);
    }

    private static async Task<IResult> SayAsync(string id, IFormCollection form, Caller caller, StateOwnView state, CancellationToken ct)
    {
        var text = form["text"].ToString().Replace("\0", "", StringComparison.Ordinal);
        var said = await state.RunAsync(new(Record(id), text), caller, ct);
        return said.IsRefused
            ? Answered.With<StatementPart>(said.Refusals, ("Id", id), ("Given", text))
            : Results.LocalRedirect($"/me/statements/{Record(id).Value}?done=said");
    }

    private static async Task<IResult> EndAsync(string id, IFormCollection form, Caller caller, EndStatement end, CancellationToken ct)
    {
        var ended = await end.RunAsync(new(Record(id)), caller, ct);
        return ended.IsRefused
            ? Answered.With<StatementPart>(ended.Refusals, ("Id", id))
            : Results.LocalRedirect($"/me/statements/{Record(id).Value}?done=ended");
    }

    // No number at all answers like another's.
    private static RecordId Record(string id) => new(Guid.TryParse(id, out var record) ? record : Guid.Empty);
}
