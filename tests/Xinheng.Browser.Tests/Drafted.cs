using Xinheng.Model.People;
using Xinheng.Platform.Catalogue.Drafting;
using Xinheng.Platform.Collection.Rehearsing;
using Xinheng.Testing;

namespace Xinheng.Browser.Tests;

/// <summary>A catalogue that somebody is at work on: one draft that was tried, one with faults.</summary>
internal static class Drafted
{
    public const string Sound = "CF_LP";
    public const string Faulty = "XK_LP";

    public static async Task MakeAsync(TestPlatform platform)
    {
        var files = (await platform.Get<Drafts>().SourceAsync(default)).Files;
        await SaveAsync(platform, Sound, files[$"items/{Sound}.yaml"]
            .Replace("{code: BZ, name: 备注, type: text, length: 512}", "{code: BZ, name: 备注, type: text, length: 512, required: true}", StringComparison.Ordinal)
            .Replace("name: 法定代表人, type: text, length: 50, required: true, aliases: [CF_FR]}", "name: 法定代表人, type: text, length: 50, required: true, aliases: [CF_FR], openness: closed}", StringComparison.Ordinal)
            .Replace("severity: {from: field}", "severity: {fixed: serious, basis: {text: 示例办法第十条, confidence: V}}", StringComparison.Ordinal)
            .Replace("openness: public\n", "openness: governmentSharing\n", StringComparison.Ordinal) + "  BZ: 示例备注\n");
        await SaveAsync(platform, Faulty, files[$"items/{Faulty}.yaml"]
            .Replace("retention: ", "retention: R_NONE_", StringComparison.Ordinal)
            .Replace("type: documentNumber", "type: nothing", StringComparison.Ordinal));
        _ = (await platform.Get<RehearseCatalogue>().AskAsync($"items/{Sound}.yaml", Caller.TheProgram, default)).Value;
        await platform.DrainAsync();
    }

    private static async Task SaveAsync(TestPlatform platform, string item, string text) =>
        _ = (await platform.Get<SaveDraft>().RunAsync(
            new($"items/{item}.yaml", text, "备注改为核心项；试试公示范围和分类"), Caller.TheProgram, default)).Value;
}
