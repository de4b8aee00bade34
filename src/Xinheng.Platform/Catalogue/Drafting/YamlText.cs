using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Xinheng.Platform.Catalogue.Drafting;

/// <summary>
/// A catalogue file's text with the places of its parts: what is changed is written over where it stands, and every other
/// character, comments too, stays. Changes are gathered, then made from the end on.
/// </summary>
internal sealed class YamlText
{
    private readonly string text;
    private readonly List<(int Start, int End, string With)> changes = [];

    private YamlText(string text, YamlMappingNode root) => (this.text, Root) = (text, root);

    public YamlMappingNode Root { get; }

    /// <summary>Null when it is no mapping that can be read; then it can be edited as text only.</summary>
    public static YamlText? Parse(string text)
    {
        var clean = Clean(text);
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(clean));
            return stream.Documents is [{ RootNode: YamlMappingNode root }] ? new YamlText(clean, root) : null;
        }
        catch (Exception fault) when (fault is YamlException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>As every text of the editor is kept: one kind of line end, and one at the end.</summary>
    public static string Clean(string text) => text.ReplaceLineEndings("\n").TrimEnd() + "\n";

    public YamlNode? this[string key] => Root.Children.TryGetValue(new YamlScalarNode(key), out var found) ? found : null;

    public string? Scalar(string key) => (this[key] as YamlScalarNode)?.Value;

    public IReadOnlyList<YamlNode> List(string key) => this[key] is YamlSequenceNode list ? [.. list.Children] : [];

    /// <summary>The lines a part stands on, from 1.</summary>
    public (int First, int Last) Lines(YamlNode node) => ((int)node.Start.Line, (int)node.Start.Line + text.AsSpan(From(node)..Until(node)).Count('\n'));

    /// <summary>A part as it stands, on one line.</summary>
    public string Raw(YamlNode node) => string.Join(' ', text[From(node)..Until(node)].Split('\n').Select(line => line.Trim()));

    public void Set(string key, string value)
    {
        if (this[key] is { } there)
        {
            Replace(there, From(there) == Until(there) ? $" {value}" : value);
        }
        else
        {
            Insert($"{key}: {value}\n");
        }
    }

    public void SetList(string key, IEnumerable<string> entries)
    {
        if (this[key] is YamlSequenceNode { Style: not SequenceStyle.Flow } there)
        {
            var indent = new string(' ', (int)there.Start.Column - 1);
            Replace(there, string.Join($"\n{indent}", entries.Select(entry => $"- {entry}")));
            return;
        }

        var lines = string.Concat(entries.Select(entry => $"\n  - {entry}"));
        if (this[key] is { } other)
        {
            Replace(other, lines);
        }
        else
        {
            Insert($"{key}:{lines}\n");
        }
    }

    public void Remove(string key)
    {
        if (Root.Children.FirstOrDefault(pair => pair.Key is YamlScalarNode name && name.Value == key) is { Key: { } named, Value: { } value })
        {
            RemoveLines(From(named), Until(value));
        }
    }

    /// <summary>A value inside a block of keys; null takes it out. What says the same already stays as it is written.</summary>
    public void SetIn(string key, string child, string? value)
    {
        var block = this[key] as YamlMappingNode;
        var there = block?.Children.FirstOrDefault(pair => pair.Key is YamlScalarNode name && name.Value == child);
        if (there is { Key: { } named, Value: { } old })
        {
            if (value is null)
            {
                RemoveLines(From(named), Until(old));
            }
            else if (FlowYaml.Text((old as YamlScalarNode)?.Value ?? "") != value)
            {
                Replace(old, value);
            }
        }
        else if (value is not null)
        {
            var end = block is { Children.Count: > 0 } ? LineEnd(Until(block)) : text.Length;
            changes.Add((end, end, block is null ? $"{key}:\n  {child}: {value}\n" : $"  {child}: {value}\n"));
        }
    }

    public void Replace(YamlNode node, string with) => changes.Add((From(node), Until(node), with));

    /// <summary>One entry of a list, with its whole line.</summary>
    public void RemoveEntry(YamlNode entry) => RemoveLines(From(entry), Until(entry));

    public void Append(string key, string entry)
    {
        if (this[key] is YamlSequenceNode { Style: not SequenceStyle.Flow, Children.Count: > 0 } list)
        {
            var end = LineEnd(Until(list));
            changes.Add((end, end, $"{new string(' ', (int)list.Start.Column - 1)}- {entry}\n"));
        }
        else
        {
            SetList(key, [.. List(key).Select(Raw), entry]);
        }
    }

    public override string ToString()
    {
        var made = text;
        foreach (var (start, end, with) in changes.OrderByDescending(change => change.Start).ThenByDescending(change => change.End))
        {
            made = string.Concat(made.AsSpan(0, start), with, made.AsSpan(end));
        }

        return Clean(made);
    }

    // Before the long lists, where a reader looks for it.
    private void Insert(string lines)
    {
        var before = Root.Children.Keys.FirstOrDefault(key => key is YamlScalarNode { Value: "legalBasis" or "fields" });
        var at = before is null ? text.Length : LineStart(From(before));
        changes.Add((at, at, lines));
    }

    private void RemoveLines(int from, int until) => changes.Add((LineStart(from), LineEnd(until), ""));

    private int LineStart(int at) => text.LastIndexOf('\n', Math.Max(0, at - 1)) + 1;

    private int LineEnd(int at) => text.IndexOf('\n', at) is >= 0 and var end ? end + 1 : text.Length;

    private static int From(YamlNode node) => (int)node.Start.Index;

    // The reader knows where scalars end; what holds others ends with its last part, and its bracket where it has one.
    private int Until(YamlNode node) => node switch
    {
        YamlMappingNode map => Closed(map.Style == MappingStyle.Flow, '}', map.Children.Count > 0 ? Until(map.Children[^1].Value) : From(map)),
        YamlSequenceNode list => Closed(list.Style == SequenceStyle.Flow, ']', list.Children.Count > 0 ? Until(list.Children[^1]) : From(list)),
        _ => (int)node.End.Index,
    };

    private int Closed(bool isFlow, char bracket, int last) => isFlow ? text.IndexOf(bracket, last) + 1 : last;
}
