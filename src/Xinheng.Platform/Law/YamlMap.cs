using System.Globalization;
using Xinheng.Model.Foundation;
using Xinheng.Model.Law;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Xinheng.Platform.Law;

/// <summary>One mapping of a rule file, read key by key. Every problem goes into one list with file and line;
/// a key nobody asked for is a problem too, because a misspelt key is a rule silently lost.</summary>
internal sealed class YamlMap(YamlMappingNode node, string file, List<Refusal> problems)
{
    private readonly HashSet<string> asked = [];

    /// <summary>The top mapping of a file, or null when there is none to read; the reason is then among the problems.</summary>
    public static YamlMap? Open(string path, string file, List<Refusal> problems)
    {
        if (!File.Exists(path))
        {
            problems.Add(Refusal.Invalid("law-file.missing", $"缺少文件 {file}。"));
            return null;
        }

        try
        {
            using var reader = new StreamReader(path);
            var stream = new YamlStream();
            stream.Load(reader);
            if (stream.Documents is [{ RootNode: YamlMappingNode root }])
            {
                return new YamlMap(root, file, problems);
            }

            problems.Add(Refusal.Invalid("law-file.shape", $"{file}：应为一份“键: 值”形式的 YAML 文档。"));
        }
        catch (YamlException broken)
        {
            problems.Add(Refusal.Invalid("law-file.syntax",
                $"{file} 第{broken.Start.Line}行：不是有效的 YAML，请检查缩进、引号和重复的键。"));
        }

        return null;
    }

    /// <summary>Where this mapping stands, for messages about what it says.</summary>
    public string Place => $"{file} 第{node.Start.Line}行";

    public string? Text(string key)
    {
        var found = Node(key);
        if (found is null or YamlScalarNode { Value: null or "" or "null" or "~", Style: ScalarStyle.Plain })
        {
            return null;
        }

        if (found is YamlScalarNode scalar)
        {
            return scalar.Value;
        }

        Problem("law-file.not-text", $"“{key}”应为单个值。");
        return null;
    }

    public string Required(string key)
    {
        if (Text(key) is { } text)
        {
            return text;
        }

        Problem("law-file.key-missing", $"缺少“{key}”。");
        return "";
    }

    public DateOnly? Date(string key) => Text(key) is { } text ? Read(key, text) : null;

    public DateOnly RequiredDate(string key) => Read(key, Required(key)) ?? default;

    public int Number(string key)
    {
        var text = Required(key);
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && text != "")
        {
            Problem("law-file.not-a-number", $"“{key}: {text}”应为非负整数。");
        }

        return number;
    }

    public bool Flag(string key)
    {
        var text = Text(key);
        if (text is not (null or "true" or "false"))
        {
            Problem("law-file.not-a-flag", $"“{key}: {text}”应为 true 或 false。");
        }

        return text == "true";
    }

    public T Choice<T>(string key) where T : struct, Enum
    {
        var text = Required(key);
        if (Enum.GetNames<T>().Contains(text))
        {
            return Enum.Parse<T>(text);
        }

        if (text != "")
        {
            Problem("law-file.not-a-choice", $"“{key}: {text}”应为以下之一：{string.Join("、", Enum.GetNames<T>())}。");
        }

        return default;
    }

    public Confidence Confidence()
    {
        var text = Required("confidence");
        if (ConfidenceMark.Read(text) is { } confidence)
        {
            return confidence;
        }

        Problem("law-file.confidence", $"“confidence: {text}”应为 V、V-、K 或 U。");
        return Model.Law.Confidence.Unsure;
    }

    public LegalBasis Basis() => new(Required("basis"), Text("article"));

    public YamlMap? Map(string key)
    {
        if (Node(key) is YamlMappingNode map)
        {
            return new YamlMap(map, file, problems);
        }

        Problem("law-file.key-missing", $"缺少“{key}”，应为“{{ … }}”形式。");
        return null;
    }

    public IReadOnlyList<YamlMap> Maps(string key) =>
        [.. Items(key).OfType<YamlMappingNode>().Select(map => new YamlMap(map, file, problems))];

    public IReadOnlyList<string> Texts(string key) =>
        [.. Items(key).OfType<YamlScalarNode>().Select(scalar => scalar.Value ?? "")];

    /// <summary>To be called when everything known has been read.</summary>
    public void Done()
    {
        foreach (var key in node.Children.Keys.OfType<YamlScalarNode>().Where(key => !asked.Contains(key.Value ?? "")))
        {
            problems.Add(Refusal.Invalid("law-file.key-unknown", $"{file} 第{key.Start.Line}行：不认识“{key.Value}”，请核对拼写。"));
        }
    }

    /// <summary>Takes the value, or notes the reasons with this place.</summary>
    public T? Keep<T>(Result<T> result) where T : class
    {
        problems.AddRange(result.Refusals.Select(refusal => refusal with { Message = $"{Place}：{refusal.Message}" }));
        return result.IsRefused ? null : result.Value;
    }

    private IEnumerable<YamlNode> Items(string key)
    {
        switch (Node(key))
        {
            case null:
                return [];
            case YamlSequenceNode list:
                return list.Children;
            default:
                Problem("law-file.not-a-list", $"“{key}”应为列表。");
                return [];
        }
    }

    private YamlNode? Node(string key)
    {
        asked.Add(key);
        return node.Children.TryGetValue(new YamlScalarNode(key), out var found) ? found : null;
    }

    private DateOnly? Read(string key, string text)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return date;
        }

        if (text != "")
        {
            Problem("law-file.not-a-date", $"“{key}: {text}”应为存在的日期，写作 2026-03-31。");
        }

        return null;
    }

    private void Problem(string code, string message) => problems.Add(Refusal.Invalid(code, $"{Place}：{message}"));
}
