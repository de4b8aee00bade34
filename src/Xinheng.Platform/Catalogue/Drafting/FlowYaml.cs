using System.Text;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace Xinheng.Platform.Catalogue.Drafting;

/// <summary>Writes values on one line, as the catalogue's files write fields and bases: <c>{code: CF_WSH, name: 文号}</c>.</summary>
internal static partial class FlowYaml
{
    /// <summary>A text as a value: plain where nobody can misread it, quoted otherwise. Line breaks become blanks.</summary>
    public static string Text(string value)
    {
        var line = string.Join(' ', value.Split('\n', '\r', '\t').Select(part => part.Trim()).Where(part => part.Length > 0));
        return Plain().IsMatch(line) && !Number().IsMatch(line) && !Word().IsMatch(line) ? line : Quoted(line);
    }

    public static string Map(IEnumerable<(string Key, string Value)> pairs) =>
        $"{{{string.Join(", ", pairs.Select(pair => $"{pair.Key}: {pair.Value}"))}}}";

    /// <summary>A node as it was read, on one line.</summary>
    public static string Of(YamlNode node) => node switch
    {
        YamlMappingNode map => Map(map.Children.Select(pair => (Of(pair.Key), Of(pair.Value)))),
        YamlSequenceNode list => $"[{string.Join(", ", list.Children.Select(Of))}]",
        YamlScalarNode { Style: YamlDotNet.Core.ScalarStyle.Plain } plain => plain.Value ?? "",
        YamlScalarNode scalar => Quoted(scalar.Value ?? ""),
        _ => "",
    };

    private static string Quoted(string value)
    {
        var text = new StringBuilder("\"");
        foreach (var c in value)
        {
            text.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                _ when char.IsControl(c) => $"\\u{(int)c:X4}",
                _ => c.ToString(),
            });
        }

        return text.Append('"').ToString();
    }

    [GeneratedRegex(@"^[\p{L}_《“（〔][\p{L}\p{N}_（）〔〕《》“”、。；，·/ -]*$")]
    private static partial Regex Plain();

    [GeneratedRegex(@"^[\p{N}.+-]")]
    private static partial Regex Number();

    [GeneratedRegex("^(true|false|null|yes|no|on|off)$|  | $", RegexOptions.IgnoreCase)]
    private static partial Regex Word();
}
