using Xinheng.Model.Catalogue;
using Xinheng.Model.Catalogue.Checking;
using Xinheng.Model.Catalogue.Integrity;
using Xinheng.Model.Foundation;
using Xinheng.Platform.Catalogue.Publishing;

namespace Xinheng.Platform.Catalogue.Drafting;

/// <summary>The catalogue as it would be with a draft in it.</summary>
/// <param name="Pack">Null when some file cannot be read.</param>
/// <param name="Problems">Why it cannot be published, each with the place in the editor it is about.</param>
/// <param name="Remarks">What somebody should look at; it may be published so.</param>
public sealed record CheckedDraft(CatalogueSource Source, CataloguePack? Pack, IReadOnlyList<Refusal> Problems, IReadOnlyList<Refusal> Remarks)
{
    public bool IsSound => Problems.Count == 0;

    internal static CheckedDraft Of(CatalogueSource source, string file, NumberChecks checks)
    {
        if (OtherCode(file, source.Files[file]) is { } renamed)
        {
            return new CheckedDraft(source, null, [renamed], []);
        }

        var loaded = PublishedPack.Load(source, checks);
        var places = new DraftPlaces(file, source.Files[file]);
        if (!loaded.TryGet(out var pack))
        {
            return new CheckedDraft(source, null, [.. loaded.Refusals.Select(places.Place)], []);
        }

        var findings = CatalogueIntegrity.Check(pack).Select(finding => (finding.IsError, Said: places.Place(finding))).ToList();
        return new CheckedDraft(source, pack,
            [.. findings.Where(f => f.IsError).Select(f => f.Said)], [.. findings.Where(f => !f.IsError).Select(f => f.Said)]);
    }

    /// <summary>An item keeps its code: records, rights and addresses go by it.</summary>
    internal static Refusal? OtherCode(string file, string text) =>
        file.StartsWith("items/", StringComparison.Ordinal) && YamlText.Parse(text)?.Scalar("code") is { } code && code != CatalogueFile.PartOf(file)
            ? Refusal.Invalid("catalogue.code-changed", $"这个文件里的代码应是 {CatalogueFile.PartOf(file)}，写的是“{code}”。代码定了不改；要另立一项，请新建。", DraftPlaces.Text)
            : null;
}
