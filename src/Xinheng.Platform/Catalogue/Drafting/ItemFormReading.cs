using YamlDotNet.RepresentationModel;

namespace Xinheng.Platform.Catalogue.Drafting;

/// <summary>Reads an item's text into its form; what is wrong in the text is said by the catalogue's own checks, not here.</summary>
internal static class ItemFormReading
{
    public static ItemForm Read(YamlText yaml) => new(
        yaml.Scalar("name") ?? "", yaml.Scalar("openness") ?? "", CycleOf(yaml), yaml.Scalar("retention") ?? "",
        ClassOf(yaml["severity"] as YamlMappingNode), BasisOf(In(yaml["severity"], "basis")), yaml.Scalar("inactive") ?? "",
        [.. yaml.List("legalBasis").Select(BasisOf)], [.. yaml.List("fields").OfType<YamlMappingNode>().Select(FieldOf)
            .Select(field => field with { Example = (In(yaml["example"], field.Code) as YamlScalarNode)?.Value ?? "" })],
        string.Join('\n', yaml.List("rules").Select(yaml.Raw)));

    public static FormField FieldOf(YamlMappingNode field)
    {
        var type = Text(field, "type");
        var personal = Text(field, "personal") == "true";
        return new FormField(
            Text(field, "code"), Text(field, "name"), type,
            type == "decimal" ? $"{Text(field, "precision")},{Text(field, "scale")}" : Text(field, "length"),
            type == "code" ? Text(field, "codeSet") : "",
            Text(field, "required") == "true" ? "required"
                : Text(field, "expected") == "true" ? "expected"
                : In(field, "when") is not null ? "when"
                : "optional",
            Text(field, "openness") is { Length: > 0 } said ? said : FormField.IsClosedByItself(type, personal) ? "closed" : "open", personal);
    }

    private static string CycleOf(YamlText yaml) => yaml["update"] switch
    {
        YamlScalarNode { Value: { } word } => word,
        YamlMappingNode { Children: [var (unit, count)] } => $"{unit}:{count}",
        _ => "",
    };

    private static string ClassOf(YamlMappingNode? severity) => severity is null ? ""
        : Text(severity, "from") is { Length: > 0 } from ? from
        : Text(severity, "fixed");

    private static FormBasis BasisOf(YamlNode? node) => node is YamlMappingNode basis
        ? new FormBasis(Text(basis, "text"), Text(basis, "confidence"))
        : FormBasis.None;

    private static YamlNode? In(YamlNode? node, string key) =>
        node is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode(key), out var found) ? found : null;

    private static string Text(YamlMappingNode node, string key) => (In(node, key) as YamlScalarNode)?.Value ?? "";
}
