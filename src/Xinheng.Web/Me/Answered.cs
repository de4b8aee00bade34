using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;
using Xinheng.Model.Foundation;
using Xinheng.Web.Api;
using Xinheng.Web.Components.Layout;

namespace Xinheng.Web.Me;

/// <summary>How a subject's form is answered without going elsewhere: the same part of the page again.</summary>
public static class Answered
{
    public static IResult With<TPart>(IReadOnlyList<Refusal> refusals, params (string Name, object? Value)[] given) where TPart : IComponent
    {
        var parameters = given.Where(g => g.Value is not null).ToDictionary(g => g.Name, g => g.Value!);
        parameters["Refusals"] = refusals;
        return new RazorComponentResult<MeAnswer>(new { Part = typeof(TPart), Given = parameters })
        {
            StatusCode = refusals.Count > 0 ? Problems.StatusOf(refusals[0].Kind) : StatusCodes.Status200OK, PreventStreamingRendering = true,
        };
    }
}
