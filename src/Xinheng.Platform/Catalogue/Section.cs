using System.Collections.Immutable;
using System.Globalization;
using Xinheng.Model.Foundation;
using YamlDotNet.RepresentationModel;

namespace Xinheng.Platform.Catalogue;

/// <summary>A mapping of a pack's YAML file; whatever is missing, wrong or unknown is noted with file and line, and reading goes on.</summary>
internal sealed class Section(string file, YamlNode node, List<Refusal> problems)
{
    private readonly YamlMappingNode map = node as YamlMappingNode ?? [];
    private readonly HashSet<string> asked = new(StringComparer.Ordinal);

    public bool Has(string key) => map.Children.ContainsKey(new YamlScalarNode(key));

    public YamlNode? Node(string key)
    {
        asked.Add(key);
        return map.Children.TryGetValue(new YamlScalarNode(key), out var found) ? found : null;
    }

    public string? Maybe(string key)
    {
        var found = Node(key);
        if (found is not (null or YamlScalarNode))
        {
            Problem("catalogue.file-shape", $"“{key}”应是一个值。", found);
        }

        return (found as YamlScalarNode)?.Value;
    }

    public string Text(string key)
    {
        if (Maybe(key) is { Length: > 0 } text)
        {
            return text;
        }

        Problem("catalogue.file-missing", $"缺少“{key}”。");
        return "";
    }

    public int Number(string key) =>
        int.TryParse(Text(key), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : Bad(key, 0);

    public DateOnly? Date(string key) => Maybe(key) is not { Length: > 0 } text ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date
        : Bad<DateOnly?>(key, null);

    public bool Flag(string key) => Maybe(key) switch
    {
        null or "false" => false,
        "true" => true,
        _ => Bad(key, false),
    };

    public T Choice<T>(string key, IReadOnlyDictionary<string, T> choices)
        where T : struct =>
        choices.TryGetValue(Text(key), out var chosen) ? chosen : Bad(key, default(T));

    public IReadOnlyList<YamlNode> Nodes(string key) => Node(key) switch
    {
        null => [],
        YamlSequenceNode list => [.. list.Children],
        var other => Bad<IReadOnlyList<YamlNode>>(key, [], other),
    };

    public ImmutableArray<string> Words(string key) => [.. Nodes(key).OfType<YamlScalarNode>().Select(s => s.Value ?? "")];

    public Section? Map(string key) => Node(key) switch
    {
        null => null,
        YamlMappingNode found => new Section(file, found, problems),
        var other => Bad<Section?>(key, null, other),
    };

    public IEnumerable<Section> Sections(string key) => Nodes(key).Select(Into);

    public Section Into(YamlNode one) => new(file, one, problems);

    public IEnumerable<string> Keys => map.Children.Keys.OfType<YamlScalarNode>().Select(k => k.Value ?? "");

    public void Problem(string code, string message, YamlNode? at = null) =>
        problems.Add(Refusal.Invalid(code, $"{file} 第 {(at ?? node).Start.Line} 行：{message}", $"{file}:{(at ?? node).Start.Line}"));

    /// <summary>Says which keys nobody asked for: a misspelt key must not pass as an absent one.</summary>
    public void Close()
    {
        foreach (var key in Keys.Where(k => !asked.Contains(k)))
        {
            Problem("catalogue.file-unknown-key", $"不认识“{key}”。");
        }
    }

    private T Bad<T>(string key, T instead, YamlNode? at = null)
    {
        Problem("catalogue.file-shape", $"“{key}”的写法不对。", at);
        return instead;
    }
}
