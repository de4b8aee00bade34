using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;
using Xinheng.Model.Foundation;
using Xinheng.Web.Api;
using Xinheng.Web.Components.Layout;

namespace Xinheng.Web.Workbench;

/// <summary>How a form hears no: the same part of the page again, the reasons at its top.</summary>
public static class Refused
{
    public static IResult With<TPart>(IReadOnlyList<Refusal> refusals, params (string Name, object? Value)[] given) where TPart : IComponent
    {
        var parameters = given.Where(g => g.Value is not null).ToDictionary(g => g.Name, g => g.Value!);
        parameters["Refusals"] = refusals;
        return new RazorComponentResult<Answer>(new { Part = typeof(TPart), Given = parameters })
        {
            StatusCode = refusals.Count > 0 ? Problems.StatusOf(refusals[0].Kind) : StatusCodes.Status200OK, PreventStreamingRendering = true,
        };
    }

    /// <summary>Only into this site: an address from outside never decides where somebody goes next.</summary>
    public static string Local(string? address, string otherwise) =>
        address is ['/', ..] and not ['/', '/' or '\\', ..] && !address.Any(char.IsControl) ? address : otherwise;
}
