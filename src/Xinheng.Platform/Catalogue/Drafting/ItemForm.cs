using System.Collections.Immutable;

namespace Xinheng.Platform.Catalogue.Drafting;

/// <summary>What is often changed of an item, as a form has it; the rest is edited as text. Values are those of the file.</summary>
/// <param name="Cycle"><c>onDemand</c>, or unit and number: <c>workingDays:7</c>.</param>
/// <param name="Class">Empty, <c>field</c>, <c>penalty</c>, or one class for all: <c>minor</c>, <c>ordinary</c>, <c>serious</c>.</param>
/// <param name="ClassBasis">By which rule the class is one for all.</param>
/// <param name="Rules">One rule on each line, in the file's own words.</param>
public sealed record ItemForm(
    string Name, string Openness, string Cycle, string Retention, string Class, FormBasis ClassBasis, string Inactive,
    ImmutableArray<FormBasis> LegalBasis, ImmutableArray<FormField> Fields, string Rules)
{
    public static readonly ImmutableArray<string> FieldTypes =
    [
        "text", "documentNumber", "code", "date", "datetime", "decimal", "integer", "boolean", "uscc", "orgCode", "idNumber", "subjectCode",
        "division", "year",
    ];

    /// <summary>Null when the text is no mapping: then there is nothing to fill in.</summary>
    public static ItemForm? Read(string text) => YamlText.Parse(text) is { } yaml ? ItemFormReading.Read(yaml) : null;

    /// <summary>Another item's text under a new code, to begin from.</summary>
    public static string Copy(string text, string code)
    {
        if (YamlText.Parse(text) is not { } yaml)
        {
            return text;
        }

        yaml.Set("code", FlowYaml.Text(code));
        return yaml.ToString();
    }

    /// <summary>The same text with this form's values where they differ from what it says; everything else to the letter.</summary>
    public string Write(string text) => YamlText.Parse(text) is { } yaml ? ItemFormWriting.Write(yaml, ItemFormReading.Read(yaml), this) : text;
}

/// <summary>A cited rule: its text and how sure we are of it.</summary>
public sealed record FormBasis(string Text, string Confidence)
{
    public static FormBasis None { get; } = new("", "");
}

/// <summary>One column of the item.</summary>
/// <param name="Size">Length of a text; places of a decimal number, all and behind the point: <c>18,6</c>. Empty for other types.</param>
/// <param name="Requirement"><c>required</c> (核心项), <c>expected</c> (应填), <c>when</c> (by its condition) or <c>optional</c>.</param>
/// <param name="Openness"><c>open</c>, <c>masked</c>, <c>closed</c>.</param>
/// <param name="Example">What the worked row gives for it, as a department would write it.</param>
/// <param name="Gone">To be taken out of the item.</param>
public sealed record FormField(
    string Code, string Name, string Type, string Size, string CodeSet, string Requirement, string Openness, bool Personal, string Example = "",
    bool Gone = false)
{
    /// <summary>About a person, or a person's number: closed without saying so.</summary>
    internal static bool IsClosedByItself(string type, bool personal) => personal || type is "idNumber" or "subjectCode";
}
