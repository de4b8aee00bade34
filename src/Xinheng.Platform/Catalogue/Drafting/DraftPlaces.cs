using System.Globalization;
using Xinheng.Model.Catalogue.Integrity;
using Xinheng.Model.Foundation;
using YamlDotNet.RepresentationModel;

namespace Xinheng.Platform.Catalogue.Drafting;

/// <summary>Where in the editor a problem is put right: the input of a form (<c>f-CF_WSH-name</c>), or the text itself.</summary>
internal sealed class DraftPlaces(string file, string text)
{
    public const string Text = "text";

    private static readonly Dictionary<string, string> OfItem = new(StringComparer.Ordinal)
    {
        ["catalogue.legal-basis-missing"] = "basis-0-text",
        ["catalogue.class-missing"] = "class",
        ["catalogue.class-unsure"] = "classConfidence",
        ["catalogue.retention-absent"] = "retention",
    };

    private static readonly Dictionary<string, string> OfField = new(StringComparer.Ordinal)
    {
        ["catalogue.key-optional"] = "requirement",
        ["catalogue.personal-open"] = "openness",
        ["catalogue.forbidden-field"] = "name",
        ["catalogue.field-name-duplicate"] = "name",
        ["catalogue.alias-collision"] = "name",
        ["catalogue.field-duplicate"] = "name",
        ["catalogue.example-wrong"] = "example",
    };

    private static readonly Dictionary<string, string> OfKey = new(StringComparer.Ordinal)
    {
        ["name"] = "name", ["openness"] = "openness", ["retention"] = "retention", ["inactive"] = "inactive", ["update"] = "cycleCount",
        ["severity"] = "class", ["legalBasis"] = "basis-0-text", ["rules"] = "rules",
    };

    private readonly YamlText? yaml = file.StartsWith("items/", StringComparison.Ordinal) ? YamlText.Parse(text) : null;

    public Refusal Place(Refusal refusal) => refusal with
    {
        Field = refusal.Field?.Split(':') is [var where, var line] && where == file
            && int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? OfLine(number, refusal)
                : Text,
    };

    public Refusal Place(IntegrityFinding finding) => Refusal.Invalid(finding.Code, finding.Message, PlaceOf(finding));

    private string PlaceOf(IntegrityFinding finding)
    {
        if (yaml is null || finding.Item != CatalogueFile.PartOf(file))
        {
            return Text;
        }

        if (finding.Field is { } field && OfField.TryGetValue(finding.Code, out var input) && Code(field) is { } code)
        {
            return $"f-{code}-{input}";
        }

        return finding.Code == "catalogue.rule-never-fires" && finding.Message.Contains("规则", StringComparison.Ordinal) ? "rules"
            : OfItem.GetValueOrDefault(finding.Code, Text);
    }

    // A field may be named by its code or, where two share it, by its name.
    private string? Code(string field) =>
        yaml!.List("fields").OfType<YamlMappingNode>().Select(ItemFormReading.FieldOf).FirstOrDefault(f => f.Code == field || f.Name == field)?.Code;

    private string OfLine(int line, Refusal refusal)
    {
        if (yaml is null)
        {
            return Text;
        }

        foreach (var (key, value) in yaml.Root.Children)
        {
            if (line < key.Start.Line || line > yaml.Lines(value).Last)
            {
                continue;
            }

            var name = (key as YamlScalarNode)?.Value ?? "";
            if (name == "fields")
            {
                return InField(line, refusal);
            }

            if (OfKey.TryGetValue(name, out var input))
            {
                return input;
            }
        }

        return refusal.Message.Contains("retention", StringComparison.Ordinal) || refusal.Code == "catalogue.retention-absent" ? "retention"
            : refusal.Message.Contains("“name”", StringComparison.Ordinal) ? "name"
            : Text;
    }

    private string InField(int line, Refusal refusal)
    {
        var field = yaml!.List("fields").OfType<YamlMappingNode>().LastOrDefault(node => node.Start.Line <= line);
        if (field is null)
        {
            return "fields";
        }

        var input = refusal.Code switch
        {
            "catalogue.type-unknown" => "type",
            "catalogue.code-set-absent" => "codeSet",
            _ when refusal.Message.Contains("“name”", StringComparison.Ordinal) => "name",
            _ when refusal.Message.Contains("“codeSet”", StringComparison.Ordinal) => "codeSet",
            _ when refusal.Message.Contains("“openness”", StringComparison.Ordinal) => "openness",
            _ when refusal.Message.Contains("“length”", StringComparison.Ordinal) || refusal.Message.Contains("“precision”", StringComparison.Ordinal)
                || refusal.Message.Contains("“scale”", StringComparison.Ordinal) => "size",
            _ => "name",
        };
        return $"f-{ItemFormReading.FieldOf(field).Code}-{input}";
    }
}
