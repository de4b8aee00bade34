using Xinheng.Platform.Catalogue;

namespace Xinheng.Platform.Tests.Catalogue;

/// <summary>A pack with mistakes is refused whole, with every mistake and its line.</summary>
public sealed class CatalogueFilesTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("pack").FullName;

    public CatalogueFilesTests()
    {
        Directory.CreateDirectory(Path.Combine(directory, "items"));
        foreach (var file in new[] { "pack.yaml", "codesets.yaml", "envelope.yaml", "items/CF_LP.yaml" })
        {
            File.Copy(Path.Combine(Draft.PackDirectory, file), Path.Combine(directory, file));
        }
    }

    [Theory]
    [InlineData("type: documentNumber", "type: wish", "catalogue.type-unknown")]
    [InlineData("codeSet: CS_PROC", "codeSet: CS_NONE", "catalogue.code-set-absent")]
    [InlineData("documentNumber: CF_WSH", "documentNumber: CF_NONE", "catalogue.field-absent")]
    [InlineData("documentNumber: CF_WSH", "luckyNumber: CF_WSH", "catalogue.role-unknown")]
    [InlineData("org-code: CF_XDR_ZZJG", "lucky-code: CF_XDR_ZZJG", "catalogue.scheme-unknown")]
    [InlineData("{given: CF_FR_ZJHM}", "{wished: CF_FR_ZJHM}", "catalogue.condition-unknown")]
    [InlineData("contains: [CF_CFLB, \"03\"]", "contains: [CF_CFLB]", "catalogue.condition-shape")]
    [InlineData("- {ordered: [CF_JDRQ, CF_YXQ]}", "- {wished: [CF_JDRQ, CF_YXQ]}", "catalogue.rule-unknown")]
    [InlineData("retention: R_REPAIR", "retention: R_FOREVER", "catalogue.retention-absent")]
    [InlineData("nature: adverse", "nature: bad", "catalogue.file-shape")]
    [InlineData("openness: public", "opennes: public", "catalogue.file-unknown-key")]
    [InlineData("authority: 各行政处罚机关", "authority: ''", "catalogue.file-missing")]
    [InlineData("subjects: [legal_person", "subjects: [dragon", "catalogue.subject-unknown")]
    [InlineData("confidence: V}", "confidence: sure}", "catalogue.citation-confidence")]
    [InlineData("severity: {from: field}", "severity: {from: mood}", "catalogue.severity-shape")]
    [InlineData("required: true}", "required: perhaps}", "catalogue.file-shape")]
    [InlineData("code: CF_LP", "code: [", "catalogue.file-unreadable")]
    public void A_mistake_is_named(string right, string wrong, string code)
    {
        var path = Path.Combine(directory, "items", "CF_LP.yaml");
        var text = File.ReadAllText(path);
        Assert.Contains(right, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(right, wrong, StringComparison.Ordinal));

        var pack = CatalogueFiles.Load(directory, Draft.Numbers);

        Assert.Contains(code, pack.Refusals.Select(r => r.Code));
        Assert.Contains(pack.Refusals, r => r.Message.Contains("CF_LP.yaml", StringComparison.Ordinal));
    }

    [Fact]
    public void The_untouched_copy_loads() => Assert.False(CatalogueFiles.Load(directory, Draft.Numbers).IsRefused);

    [Fact]
    public void A_folder_without_a_pack_is_refused() =>
        Assert.Contains("catalogue.file-absent", CatalogueFiles.Load(Path.Combine(directory, "items"), Draft.Numbers).Refusals.Select(r => r.Code));

    public void Dispose() => Directory.Delete(directory, recursive: true);
}
