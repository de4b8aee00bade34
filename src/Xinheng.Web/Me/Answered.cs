using Microsoft.AspNetCore.Components;
using Xinheng.Model.Foundation;
using Xinheng.Web.Components.Layout;

namespace Xinheng.Web.Me;

/// <summary>How a subject's form is answered without going elsewhere: the same part of the page again.</summary>
public static class Answered
{
    public static IResult With<TPart>(IReadOnlyList<Refusal> refusals, params (string Name, object? Value)[] given) where TPart : IComponent =>
        PartAnswer.Of<MeAnswer, TPart>(refusals, given);
}
