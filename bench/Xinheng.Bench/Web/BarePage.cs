using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Xinheng.Web.Components.Layout;

namespace Xinheng.Bench.Web;

/// <summary>The portal's layout around nothing: what a page costs before it has asked anything.</summary>
internal sealed class BarePage : ComponentBase
{
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenComponent<Shell>(0);
        builder.AddComponentParameter(1, nameof(Shell.ChildContent), (RenderFragment)(shell =>
        {
            shell.OpenComponent<LayoutView>(0);
            shell.AddComponentParameter(1, nameof(LayoutView.Layout), typeof(SiteLayout));
            shell.AddComponentParameter(2, nameof(LayoutView.ChildContent), (RenderFragment)(body => body.AddMarkupContent(0, "<h1>空白页</h1>")));
            shell.CloseComponent();
        }));
        builder.CloseComponent();
    }
}
