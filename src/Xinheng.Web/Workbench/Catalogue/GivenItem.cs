using System.Collections.Immutable;
using Xinheng.Platform.Catalogue.Drafting;

namespace Xinheng.Web.Workbench.Catalogue;

/// <summary>Reads an item's form as it was sent, over what it said before; what the form does not name stays.</summary>
internal static class GivenItem
{
    public static ItemForm Read(IFormCollection form, ItemForm now) => now with
    {
        Name = Text(form, "name", now.Name),
        Openness = Text(form, "openness", now.Openness),
        Retention = Text(form, "retention", now.Retention),
        Cycle = Text(form, "cycleUnit", "") is { Length: > 0 } unit ? unit == "onDemand" ? unit : $"{unit}:{Text(form, "cycleCount", "")}" : now.Cycle,
        Class = Text(form, "class", now.Class),
        ClassBasis = Text(form, "class", now.Class) is "minor" or "ordinary" or "serious"
            ? new FormBasis(Text(form, "classBasis", ""), Text(form, "classConfidence", "U")) : now.ClassBasis,
        Inactive = Text(form, "inactive", now.Inactive),
        LegalBasis = form.ContainsKey("basis.0.text") ? [.. Bases(form)] : now.LegalBasis,
        Rules = string.Join('\n', Text(form, "rules", now.Rules).Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)),
        Fields = [.. now.Fields.Select(field => Field(form, $"f.{field.Code}.", field)), .. Added(form)],
    };

    private static IEnumerable<FormBasis> Bases(IFormCollection form)
    {
        for (var i = 0; form.ContainsKey($"basis.{i}.text"); i++)
        {
            if (Text(form, $"basis.{i}.text", "") is { Length: > 0 } text)
            {
                yield return new FormBasis(text, Text(form, $"basis.{i}.confidence", "U"));
            }
        }
    }

    private static FormField Field(IFormCollection form, string name, FormField now)
    {
        if (!form.ContainsKey($"{name}name"))
        {
            return now;
        }

        var type = Text(form, $"{name}type", now.Type);
        var size = Text(form, $"{name}size", now.Size);
        return now with
        {
            Name = Text(form, $"{name}name", now.Name),
            Type = type,
            Size = type is "text" or "documentNumber" or "decimal" ? size : "",
            CodeSet = type == "code" ? Text(form, $"{name}codeSet", now.CodeSet) : "",
            Requirement = Text(form, $"{name}requirement", now.Requirement),
            Openness = Text(form, $"{name}openness", now.Openness),
            Personal = form[$"{name}personal"] == "true",
            Example = Text(form, $"{name}example", now.Example),
            Gone = form[$"{name}gone"] == "true",
        };
    }

    private static ImmutableArray<FormField> Added(IFormCollection form) => Text(form, "new.code", "") is { Length: > 0 } code
        ? [Field(form, "new.", new FormField(code, "", "text", "200", "", "optional", "open", false))]
        : [];

    private static string Text(IFormCollection form, string name, string otherwise) =>
        form.TryGetValue(name, out var given) ? given.ToString().Replace("\0", "", StringComparison.Ordinal).ReplaceLineEndings("\n").Trim() : otherwise;
}
