using Xinheng.Model.Catalogue;
using Xinheng.Model.Catalogue.Checking;
using Xinheng.Model.Foundation;
using Xinheng.Platform.Journal;

namespace Xinheng.Platform.Catalogue.Publishing;

/// <summary>
/// What was published from the editor since files were last loaded, and which of it a folder would silently undo. The folder
/// has to be brought up to date first (<c>catalogue export</c>), or to overrule aloud.
/// </summary>
internal static class EditedSince
{
    private const int DifferencesNamed = 3;

    /// <summary>One refusal for each file; none where the folder says the same as the editor, or the editor said nothing.</summary>
    public static async Task<IReadOnlyList<Refusal>> FindAsync(
        Work work, CatalogueSource given, CataloguePack pack, NumberChecks checks, CancellationToken ct)
    {
        var last = await work.FindAsync<(int No, string? Origin, string? Source)>(
            "select no, origin, source::text from catalogue.edition order by no desc limit 1", null, ct);
        if (last.Origin is not "draft")
        {
            return [];
        }

        var loaded = await work.FindAsync<string>(
            "select source::text from catalogue.edition where origin = 'files' order by no desc limit 1", null, ct) is { } text
            ? CatalogueSource.FromJson(text).Files
            : new Dictionary<string, string>();
        var inForce = CatalogueSource.FromJson(last.Source!);
        var undone = inForce.Files.Keys.Union(loaded.Keys).Order(StringComparer.Ordinal)
            .Where(file => Of(inForce.Files, file) != Of(loaded, file) && Of(given.Files, file) != Of(inForce.Files, file)).ToList();
        if (undone.Count == 0)
        {
            return [];
        }

        var differences = CatalogueDiff.Between(PublishedPack.Load(inForce, checks).Value, pack);
        return [.. undone.Select(file => Refusal.Conflict("catalogue.load-would-undo",
            $"{file}：工作台里改定的内容（现行第 {last.No} 版）会被撤掉{Named(differences, file)}。"
            + "请先用 xinheng catalogue export 把现行版写回文件再载入；确要以文件为准，加 --overrule。"))];
    }

    private static string? Of(IReadOnlyDictionary<string, string> files, string file) => files.GetValueOrDefault(file);

    private static string Named(IEnumerable<CatalogueChange> differences, string file)
    {
        var item = Path.GetFileNameWithoutExtension(file);
        var named = differences.Where(d => d.Item == item).Take(DifferencesNamed)
            .Select(d => $"{d.Field ?? item} {d.What}：{Short(d.Was ?? d.Before)} → {Short(d.Becomes ?? d.After)}").ToList();
        return named.Count == 0 ? "" : $"（{string.Join("；", named)}）";
    }

    private static string Short(string? value) => value is null or "" ? "无" : value.Length <= 40 ? value : value[..40] + "……";
}
