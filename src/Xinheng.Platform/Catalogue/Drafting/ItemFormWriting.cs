using YamlDotNet.RepresentationModel;

namespace Xinheng.Platform.Catalogue.Drafting;

/// <summary>Writes what a form changed into an item's text, and nothing else.</summary>
internal static class ItemFormWriting
{
    // Keys that a field's type decides: another type does not keep them.
    private static readonly string[] OfType = ["length", "codeSet", "many", "precision", "scale", "kindField", "known", "scanned"];

    public static string Write(YamlText yaml, ItemForm now, ItemForm wanted)
    {
        Scalar(yaml, "name", now.Name, wanted.Name);
        Scalar(yaml, "openness", now.Openness, wanted.Openness);
        Scalar(yaml, "retention", now.Retention, wanted.Retention);
        Scalar(yaml, "inactive", now.Inactive, wanted.Inactive);
        if (now.Cycle != wanted.Cycle)
        {
            yaml.Set("update", wanted.Cycle.Split(':') is [var unit, var count] ? FlowYaml.Map([(unit, FlowYaml.Text(count).Trim('"'))]) : wanted.Cycle);
        }

        if (now.Class != wanted.Class || now.ClassBasis != wanted.ClassBasis)
        {
            Class(yaml, wanted);
        }

        if (!now.LegalBasis.SequenceEqual(wanted.LegalBasis))
        {
            if (wanted.LegalBasis.IsEmpty)
            {
                yaml.Remove("legalBasis");
            }
            else
            {
                yaml.SetList("legalBasis", wanted.LegalBasis.Select(Basis));
            }
        }

        if (now.Rules != wanted.Rules)
        {
            var rules = wanted.Rules.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            if (rules.Length == 0)
            {
                yaml.Remove("rules");
            }
            else
            {
                yaml.SetList("rules", rules);
            }
        }

        Fields(yaml, wanted);
        return yaml.ToString();
    }

    private static void Scalar(YamlText yaml, string key, string now, string wanted)
    {
        if (wanted.Length == 0 && now.Length > 0)
        {
            yaml.Remove(key);
        }
        else if (now != wanted)
        {
            yaml.Set(key, FlowYaml.Text(wanted));
        }
    }

    private static void Class(YamlText yaml, ItemForm wanted)
    {
        switch (wanted.Class)
        {
            case "":
                yaml.Remove("severity");
                break;
            case "field" or "penalty":
                yaml.Set("severity", FlowYaml.Map([("from", wanted.Class)]));
                break;
            default:
                yaml.Set("severity", FlowYaml.Map([("fixed", FlowYaml.Text(wanted.Class)), ("basis", Basis(wanted.ClassBasis))]));
                break;
        }
    }

    private static void Fields(YamlText yaml, ItemForm wanted)
    {
        var nodes = yaml.List("fields").OfType<YamlMappingNode>().ToList();
        foreach (var node in nodes)
        {
            var now = ItemFormReading.FieldOf(node);
            if (wanted.Fields.FirstOrDefault(field => field.Code == now.Code) is not { } field)
            {
                continue;
            }

            if (field.Gone)
            {
                yaml.RemoveEntry(node);
            }
            else if (field with { Example = "" } != now)
            {
                yaml.Replace(node, Field(node, now, field));
            }
        }

        var known = nodes.Select(node => ItemFormReading.FieldOf(node).Code).ToHashSet(StringComparer.Ordinal);
        foreach (var field in wanted.Fields)
        {
            yaml.SetIn("example", field.Code, field.Gone || field.Example.Length == 0 ? null : FlowYaml.Text(field.Example));
        }

        foreach (var added in wanted.Fields.Where(field => !field.Gone && !known.Contains(field.Code)))
        {
            yaml.Append("fields", Field(new YamlMappingNode(), null, added));
        }
    }

    private static string Field(YamlMappingNode node, FormField? now, FormField wanted)
    {
        var pairs = node.Children.ToDictionary(pair => pair.Key.ToString(), pair => FlowYaml.Of(pair.Value), StringComparer.Ordinal);
        pairs["code"] = FlowYaml.Text(wanted.Code);
        pairs["name"] = FlowYaml.Text(wanted.Name);
        if (now?.Type != wanted.Type)
        {
            pairs["type"] = FlowYaml.Text(wanted.Type);
            foreach (var key in OfType)
            {
                pairs.Remove(key);
            }
        }

        Size(pairs, wanted);
        Keep(pairs, "required", wanted.Requirement == "required");
        Keep(pairs, "expected", wanted.Requirement == "expected");
        if (wanted.Requirement != "when")
        {
            pairs.Remove("when");
        }

        Keep(pairs, "personal", wanted.Personal);
        if (now?.Openness != wanted.Openness || now?.Personal != wanted.Personal)
        {
            pairs.Remove("openness");
            if (wanted.Openness != (FormField.IsClosedByItself(wanted.Type, wanted.Personal) ? "closed" : "open"))
            {
                pairs["openness"] = FlowYaml.Text(wanted.Openness);
            }
        }

        return FlowYaml.Map(pairs.Select(pair => (pair.Key, pair.Value)));
    }

    private static void Size(Dictionary<string, string> pairs, FormField wanted)
    {
        switch (wanted.Type)
        {
            case "text" or "documentNumber":
                pairs["length"] = Number(wanted.Size);
                break;
            case "decimal":
                var places = wanted.Size.Split(',', '，');
                pairs["precision"] = Number(places[0]);
                pairs["scale"] = Number(places.Length > 1 ? places[1] : "0");
                break;
            case "code":
                pairs["codeSet"] = FlowYaml.Text(wanted.CodeSet);
                break;
            default:
                break;
        }
    }

    private static string Number(string given) => given.Trim() is { Length: > 0 } digits && digits.All(char.IsAsciiDigit) ? digits : FlowYaml.Text(given);

    private static void Keep(Dictionary<string, string> pairs, string key, bool isSo)
    {
        if (!isSo)
        {
            pairs.Remove(key);
        }
        else
        {
            pairs[key] = "true";
        }
    }

    private static string Basis(FormBasis basis) => FlowYaml.Map([("text", FlowYaml.Text(basis.Text)), ("confidence", Confidence(basis.Confidence))]);

    private static string Confidence(string mark) => mark is "V" or "K" or "U" ? mark : FlowYaml.Text(mark);
}
