using System.Collections.Immutable;
using Xinheng.Model.Catalogue;
using Xinheng.Model.Catalogue.Checking;
using Xinheng.Model.Catalogue.Types;

namespace Xinheng.Platform.Catalogue;

/// <summary>Reads fields and their types; conditions on other fields are read once all fields are known.</summary>
internal sealed class FieldPages(IReadOnlyDictionary<string, CodeSet> sets, NumberChecks checks)
{
    // Names and titles from this length on are sentences in practice: they are searched for numbers of persons.
    private const int ScannedFrom = 200;

    private static readonly Dictionary<string, FieldOpenness> Opennesses = new(StringComparer.Ordinal)
    {
        ["open"] = FieldOpenness.Open,
        ["masked"] = FieldOpenness.Masked,
        ["closed"] = FieldOpenness.Closed,
    };

    public ImmutableArray<Field> Read(IEnumerable<Section> pages) => [.. pages.Select(page =>
    {
        var field = Read(page);
        page.Close();
        return field;
    })];

    /// <summary>A field without its condition, which the caller reads from the same page under <c>when</c>.</summary>
    public Field Read(Section page)
    {
        var personal = page.Flag("personal");
        var type = Type(page);
        return new Field
        {
            Code = page.Text("code"),
            Name = page.Text("name"),
            Aliases = page.Words("aliases"),
            Type = type,
            Requirement = page.Flag("required") ? Requirement.Required : page.Flag("expected") ? Requirement.Expected : Requirement.Optional,
            Openness = page.Has("openness") ? page.Choice("openness", Opennesses)
                : personal || type.IsSealed ? FieldOpenness.Closed : FieldOpenness.Open,
            Personal = personal,
            Source = page.Maybe("source") ?? "seen",
        };
    }

    private FieldType Type(Section page)
    {
        var name = page.Text("type");
        switch (name)
        {
            case "text":
                var length = page.Number("length");
                return new TextField(
                    length, page.Has("scanned") ? page.Flag("scanned") : length >= ScannedFrom, page.Has("known") ? Set(page, "known") : null);
            case "documentNumber":
                return new DocumentNumberField(page.Number("length"));
            case "code":
                return new CodeField(Set(page, "codeSet"), page.Flag("many"));
            case "decimal":
                return new DecimalField(page.Number("precision"), page.Number("scale"));
            case "integer":
                return new IntegerField();
            case "date":
                return new DateField();
            case "datetime":
                return new DateTimeField();
            case "boolean":
                return new BooleanField();
            case "uscc":
                return new UnifiedCodeField(checks);
            case "orgCode":
                return new OrgCodeField(checks);
            case "idNumber":
                return new IdNumberField(page.Maybe("kindField"));
            case "subjectCode":
                return new SubjectCodeField();
            case "division":
                return DigitsField.Division;
            case "year":
                return new DigitsField(4, "年份");
            default:
                page.Problem("catalogue.type-unknown", $"不认识字段类型“{name}”。");
                return new TextField(1, false);
        }
    }

    private CodeSet Set(Section page, string key)
    {
        var code = page.Text(key);
        if (sets.TryGetValue(code, out var set))
        {
            return set;
        }

        page.Problem("catalogue.code-set-absent", $"代码集 {code} 不在 codesets.yaml 里。");
        return new CodeSet(code, code, []);
    }
}
