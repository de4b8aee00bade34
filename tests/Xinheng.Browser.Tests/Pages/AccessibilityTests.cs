using System.Text.Json;
using Microsoft.Playwright;
using Xinheng.Testing;

namespace Xinheng.Browser.Tests.Pages;

public sealed class AccessibilityTests(Site site)
{
    private static readonly string Axe = Path.Combine(TestPlatform.Root, "node_modules", "axe-core", "axe.min.js");

    [Theory, MemberData(nameof(Places.Names), MemberType = typeof(Places))]
    public async Task Axe_finds_nothing_by_day_on_a_desk_by_night_on_a_phone_or_in_high_contrast(string name)
    {
        await using var visit = await site.VisitAsync();
        await visit.Page.AddInitScriptAsync(scriptPath: Axe);
        await visit.GoAsync(Places.Of(name));
        await OpenAllAsync(visit);

        Assert.Empty(await FindingsAsync(visit));
        await visit.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await visit.Page.SetViewportSizeAsync(360, 740);
        Assert.Empty(await FindingsAsync(visit));

        await visit.Page.SetViewportSizeAsync(1440, 900);
        foreach (var view in new List<string> { "contrast=high&theme=light", "contrast=high&theme=dark" })
        {
            await visit.ReadAsAsync(view);
            await visit.Page.ReloadAsync();
            await OpenAllAsync(visit);

            // What a mode changes is colours; the rest of axe was asked just now.
            Assert.Empty(await FindingsAsync(visit, "runOnly: ['cat.color', 'cat.sensory-and-visual-cues']"));
        }
    }

    [Fact]
    public async Task Axe_does_find_what_is_wrong()
    {
        await using var visit = await site.VisitAsync();
        await visit.Page.AddInitScriptAsync(scriptPath: Axe);
        await visit.GoAsync("/");
        await visit.Page.EvaluateAsync("document.querySelector('label').remove()");

        Assert.NotEmpty(await FindingsAsync(visit));
    }

    private static Task OpenAllAsync(Visit visit) => visit.Page.EvaluateAsync("document.querySelectorAll('details').forEach(d => d.open = true)");

    private static async Task<IReadOnlyList<string>> FindingsAsync(Visit visit, string asked = "rules: { 'target-size': { enabled: true } }")
    {
        var found = await visit.Page.EvaluateAsync<JsonElement>($$"""
            async () => (await axe.run(document, { resultTypes: ['violations'], {{asked}} }))
              .violations.map(v => `${v.impact} ${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map(n => n.html.slice(0, 160) + ' ' + n.failureSummary).join(' | ')}`)
            """);
        return [.. found.EnumerateArray().Select(line => line.GetString()!)];
    }
}
