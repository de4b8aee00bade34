using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Xinheng.Model.Catalogue;

/// <summary>One value of a code set.</summary>
/// <param name="Code">What is stored.</param>
/// <param name="Text">What the national tables print.</param>
/// <param name="Aliases">Older or looser wordings that mean the same.</param>
/// <param name="TakesRemark">“其他-补充说明”: the text may be continued after a dash.</param>
public sealed record CodeValue(string Code, string Text, ImmutableArray<string> Aliases, bool TakesRemark);

/// <summary>A closed list of values (代码集), read by code or by Chinese text: the national tables transmit the text.</summary>
public sealed class CodeSet
{
    private readonly FrozenDictionary<string, CodeValue> byCode;
    private readonly FrozenDictionary<string, CodeValue>.AlternateLookup<ReadOnlySpan<char>> byAny;

    public CodeSet(string code, string name, IEnumerable<CodeValue> values)
    {
        Code = code;
        Name = name;
        Values = [.. values];
        byCode = First(Values.Select(v => (v.Code, v)));
        byAny = First(Values.SelectMany(v => v.Aliases.Prepend(v.Text).Prepend(v.Code).Select(key => (key, v))))
            .GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public string Code { get; }

    public string Name { get; }

    public ImmutableArray<CodeValue> Values { get; }

    public bool HasCode(string code) => byCode.ContainsKey(code);

    /// <summary>The value that a code or a Chinese text means, or null.</summary>
    public CodeValue? Find(ReadOnlySpan<char> given) => byAny.TryGetValue(given, out var value) ? value : null;

    /// <summary>The Chinese text of a stored code (“99-责令改正” gives “其他-责令改正”), or null.</summary>
    public string? TextOf(string code)
    {
        if (byCode.TryGetValue(code, out var value))
        {
            return value.Text;
        }

        var dash = code.IndexOf('-', StringComparison.Ordinal);
        return dash > 0 && byCode.TryGetValue(code[..dash], out value) && value.TakesRemark
            ? value.Text + code[dash..]
            : null;
    }

    /// <summary>As <see cref="TextOf"/>, else the text of the longest code it begins with: GB/T 4754 F5299 is in section F.</summary>
    public string? TextOfOrAbove(string code)
    {
        var text = TextOf(code);
        for (var length = code.Length - 1; text is null && length > 0; length--)
        {
            text = TextOf(code[..length]);
        }

        return text;
    }

    // The first of two equal keys wins here; that there are two is a finding of the integrity check.
    private static FrozenDictionary<string, CodeValue> First(IEnumerable<(string Key, CodeValue Value)> pairs) =>
        pairs.DistinctBy(p => p.Key).ToFrozenDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal);
}
