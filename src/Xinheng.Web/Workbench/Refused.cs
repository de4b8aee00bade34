using Microsoft.AspNetCore.Components;
using Xinheng.Model.Foundation;
using Xinheng.Web.Components.Layout;

namespace Xinheng.Web.Workbench;

/// <summary>How a form hears no: the same part of the page again, the reasons at its top.</summary>
public static class Refused
{
    public static IResult With<TPart>(IReadOnlyList<Refusal> refusals, params (string Name, object? Value)[] given) where TPart : IComponent =>
        PartAnswer.Of<Answer, TPart>(refusals, given);

    /// <summary>Only into this site: an address from outside never decides where somebody goes next.</summary>
    public static string Local(string? address, string otherwise) =>
        address is ['/', ..] and not ['/', '/' or '\\', ..] && !address.Any(char.IsControl) ? address : otherwise;
}
