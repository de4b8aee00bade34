using System.Reflection;
using Microsoft.AspNetCore.Components;
using Xinheng.Web.Components;
using Xinheng.Web.Components.Charts;
using Xinheng.Web.Components.Forms;
using Xinheng.Web.Components.Layout;
using Xinheng.Web.Components.Records;

namespace Xinheng.Web.Portal.Living;

/// <summary>A component in one of its states, as the living page shows it.</summary>
/// <param name="Of">The component, with the smaller ones that only stand in it.</param>
/// <param name="State">Which state: empty, long, many, in error, of a tone.</param>
public sealed record Specimen(IReadOnlyList<Type> Of, string State, RenderFragment Look)
{
    public Specimen(Type of, string state, RenderFragment look) : this([of], state, look)
    {
    }

    /// <summary>Everything that is shown.</summary>
    public static IReadOnlyList<Specimen> All { get; } =
    [
        .. CaseSpecimens.All,
        .. PromiseSpecimens.All,
        .. PieceSpecimens.All,
        .. FormSpecimens.All,
        .. RecordSpecimens.All,
        .. ChartSpecimens.All,
        .. ExchangeSpecimens.All,
    ];

    /// <summary>The components pages are made of. Frames and whole documents are seen around every page.</summary>
    public static IReadOnlyList<Type> Components { get; } = ComponentsOf(typeof(Badge).Assembly);

    /// <summary>What cannot stand on a page beside others, and where it is seen.</summary>
    public static IReadOnlyDictionary<Type, string> Elsewhere { get; } = new Dictionary<Type, string>
    {
        [typeof(NotPublic)] = "/records/none",
        [typeof(ViewBar)] = "/",
        [typeof(ChartFrame)] = "/components#BarChart",
    };

    /// <summary>Components that nobody put on the page.</summary>
    public static IEnumerable<string> Missing(IEnumerable<Type> components) =>
        components.Except(All.SelectMany(specimen => specimen.Of)).Except(Elsewhere.Keys).Select(type => type.Name);

    private static List<Type> ComponentsOf(Assembly assembly)
    {
        string?[] rooms = [typeof(Badge).Namespace, typeof(SearchBox).Namespace, typeof(RecordCard).Namespace, typeof(BarChart).Namespace];
        return [.. assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(ComponentBase)) && !type.IsNested && type.Name != "_Imports" && rooms.Contains(type.Namespace))
            .Concat([typeof(Breadcrumb), typeof(Pager)]).Union(All.SelectMany(specimen => specimen.Of)).OrderBy(type => type.Name, StringComparer.Ordinal)];
    }
}
