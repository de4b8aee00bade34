using System.Buffers;
using System.Globalization;
using Xinheng.Model.Catalogue;
using Xinheng.Model.Journal;
using Xinheng.Model.Law;

namespace Xinheng.Platform.Catalogue;

/// <summary>An item as one canonical JSON document: what a published edition is digested over and what outsiders read.</summary>
public static class ItemDocument
{
    public static byte[] Write(CatalogueItem item)
    {
        var output = new ArrayBufferWriter<byte>();
        var json = new CanonicalJsonWriter(output);
        json.StartObject();
        Head(ref json, item);
        json.Key("legalBasis");
        json.StartArray();
        foreach (var basis in item.LegalBasis)
        {
            Cite(ref json, basis);
        }

        json.EndArray();
        json.Key("publicAboutPersons");
        if (item.PublicAboutPersons is { } rule)
        {
            Cite(ref json, rule);
        }
        else
        {
            json.Null();
        }

        if (item.MayBeVetoed)
        {
            json.Key("veto");
            json.Boolean(true);
        }

        Words(ref json, "sectors", item.Sectors);
        Words(ref json, "key", item.KeyFields.Select(k => k.Code));
        json.Key("roles");
        json.StartObject();
        foreach (var (role, field) in item.Roles.All)
        {
            Pair(ref json, RolePages.KeyOf(role), field.Code);
        }

        json.EndObject();
        json.Key("fields");
        json.StartArray();
        foreach (var field in item.Fields)
        {
            Write(ref json, field);
        }

        json.EndArray();
        Words(ref json, "rules", item.Rules.Select(r => r.Signature));
        Words(ref json, "natureCases", item.NatureCases.Select(n => $"{WordOf(n.Nature)}:{n.When.Signature}"));
        json.EndObject();
        json.Complete();
        return output.WrittenSpan.ToArray();
    }

    /// <summary>The nature's word in files and answers.</summary>
    public static string WordOf(Nature nature) => nature switch
    {
        Nature.Positive => "positive",
        Nature.Adverse => "adverse",
        _ => "neutral",
    };

    private static void Head(ref CanonicalJsonWriter json, CatalogueItem item)
    {
        Pair(ref json, "code", item.Code);
        Pair(ref json, "edition", item.Edition);
        Pair(ref json, "name", item.Name);
        Pair(ref json, "englishName", item.EnglishName);
        Pair(ref json, "category", item.Category);
        Pair(ref json, "nationalCategory", item.NationalCategory);
        Pair(ref json, "nature", WordOf(item.Nature));
        Pair(ref json, "openness", Camel(item.Openness.ToString()));
        Words(ref json, "subjects", SubjectPages.WordsOf(item.Subjects));
        Pair(ref json, "authority", item.Authority);
        Pair(ref json, "update", $"{Camel(item.Update.Unit.ToString())}:{item.Update.Count}");
        Pair(ref json, "retention", item.Retention.Code);
        Pair(ref json, "retentionText", item.Retention.Text);
        Pair(ref json, "class", item.Class switch
        {
            ClassRule.FromField => "field",
            ClassRule.FromPenalty => "penalty",
            ClassRule.Fixed fixedClass => Camel(fixedClass.Class.ToString()),
            _ => null,
        });
        Pair(ref json, "classBasis", (item.Class as ClassRule.Fixed)?.Basis.Text);
        Pair(ref json, "inactive", item.InactiveBecause);
        Pair(ref json, "validFrom", Day(item.ValidFrom));
        Pair(ref json, "validTo", item.ValidTo is { } to ? Day(to) : null);
    }

    private static void Write(ref CanonicalJsonWriter json, Field field)
    {
        json.StartObject();
        Pair(ref json, "code", field.Code);
        Pair(ref json, "name", field.Name);
        Words(ref json, "aliases", field.Aliases);
        Pair(ref json, "type", field.Type.Signature);
        Pair(ref json, "requirement", field.Requirement.Signature);
        Pair(ref json, "openness", Camel(field.Openness.ToString()));
        json.Key("personal");
        json.Boolean(field.Personal);
        Pair(ref json, "source", field.Source);
        if (field.Type.Codes is { } set)
        {
            json.Key("codes");
            json.StartObject();
            foreach (var value in set.Values)
            {
                Pair(ref json, value.Code, value.Text);
            }

            json.EndObject();
        }

        json.EndObject();
    }

    private static void Cite(ref CanonicalJsonWriter json, Citation citation)
    {
        json.StartObject();
        Pair(ref json, "text", citation.Text);
        Pair(ref json, "confidence", ConfidenceMark.Of(citation.Confidence));
        json.EndObject();
    }

    private static void Words(ref CanonicalJsonWriter json, string key, IEnumerable<string> words)
    {
        json.Key(key);
        json.StartArray();
        foreach (var word in words)
        {
            json.String(word);
        }

        json.EndArray();
    }

    private static void Pair(ref CanonicalJsonWriter json, string key, string? value)
    {
        json.Key(key);
        if (value is null)
        {
            json.Null();
        }
        else
        {
            json.String(value);
        }
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Camel(string word) => char.ToLowerInvariant(word[0]) + word[1..];
}
