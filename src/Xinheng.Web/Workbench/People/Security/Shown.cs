using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;
using Xinheng.Web.Components.Layout;

namespace Xinheng.Web.Workbench.People.Security;

/// <summary>What a form answers with when it must be seen once and can be had from no address: recovery codes, a one-time password.</summary>
public static class Shown
{
    public static IResult With<TPart>(params (string Name, object Value)[] given) where TPart : IComponent =>
        new RazorComponentResult<Answer>(new { Part = typeof(TPart), Given = given.ToDictionary(g => g.Name, g => g.Value) }) { PreventStreamingRendering = true };
}
