using Xinheng.Model.Cases.Promising;
using Xinheng.Model.Foundation;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Law;

namespace Xinheng.Platform.Cases.Promising.Templates;

/// <summary>What the catalogue folder brings for promises: texts to begin a template from, and the fields in which none may be offered.</summary>
public sealed class TemplateFiles
{
    private TemplateFiles(IReadOnlyList<PromiseTemplate> starters, ExcludedMatters excluded) => (Starters, Excluded) = (starters, excluded);

    /// <summary>Drafts for anybody's use, received by whichever body.</summary>
    public IReadOnlyList<PromiseTemplate> Starters { get; }

    public ExcludedMatters Excluded { get; }

    public static TemplateFiles Load(XinhengOptions options)
    {
        var folder = Path.Combine(CatalogueFolder.Of(options), "commitments");
        List<Refusal> problems = [];
        var excluded = Rows(folder, "excluded.yaml", "fields", problems, Field);
        var starters = Rows(folder, "templates.yaml", "templates", problems, Template);
        return problems.Count == 0
            ? new TemplateFiles(starters, new ExcludedMatters(excluded))
            : throw new UnusableException(problems[0]);
    }

    private static ExcludedField Field(YamlMap row)
    {
        var basis = row.Basis();
        _ = row.Confidence();
        return new ExcludedField(row.Required("code"), row.Required("name"), row.Texts("words"), basis.ToString());
    }

    private static PromiseTemplate Template(YamlMap row) => new(
        row.Required("code"), row.Choice<PromiseKind>("kind"), row.Required("title"), row.Required("matter"), row.Text("industry"), Body: null,
        new Informed(row.Required("content"), row.Required("conditions"), row.Required("checking"), row.Required("liability")),
        row.Required("promise"), row.Text("months") is null ? null : row.Number("months"), [.. row.Maps("followUps").Select(FollowUp)],
        row.Choice<PromiseOpenness>("openness"));

    private static FollowUp FollowUp(YamlMap row)
    {
        var one = new FollowUp(row.Required("name"), row.Number("days"));
        row.Done();
        return one;
    }

    private static List<T> Rows<T>(string folder, string file, string key, List<Refusal> problems, Func<YamlMap, T> read)
    {
        var top = YamlMap.Open(Path.Combine(folder, file), file, problems);
        List<T> rows = [];
        foreach (var row in top?.Maps(key) ?? [])
        {
            rows.Add(read(row));
            row.Done();
        }

        top?.Done();
        return rows;
    }
}
