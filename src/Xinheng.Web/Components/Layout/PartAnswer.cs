using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;
using Xinheng.Model.Foundation;
using Xinheng.Web.Api;

namespace Xinheng.Web.Components.Layout;

/// <summary>A form answered in place: one part of a page within its door's frame, with what was given and what has to be changed.</summary>
public static class PartAnswer
{
    public static IResult Of<TFrame, TPart>(IReadOnlyList<Refusal> refusals, params (string Name, object? Value)[] given)
        where TFrame : IComponent where TPart : IComponent
    {
        var parameters = given.Where(g => g.Value is not null).ToDictionary(g => g.Name, g => g.Value!);
        parameters["Refusals"] = refusals;
        return new RazorComponentResult<TFrame>(new { Part = typeof(TPart), Given = parameters })
        {
            StatusCode = refusals.Count > 0 ? Problems.StatusOf(refusals[0].Kind) : StatusCodes.Status200OK, PreventStreamingRendering = true,
        };
    }
}
