using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Xinheng.Platform.Collection.Reading.Json;

/// <summary>The columns that the rows of a JSON file have named so far, in the order they first appeared.</summary>
internal sealed class JsonColumns(int limit)
{
    private const int LongestName = 512;

    private readonly List<string> names = [];
    private readonly List<byte[]> encoded = [];
    private readonly Dictionary<string, int> places = new(StringComparer.Ordinal);

    /// <summary>Grows while the file is read.</summary>
    public IReadOnlyList<string> Names => names;

    public int Count => names.Count;

    /// <summary>Set by a name beyond the limit.</summary>
    public bool IsOverfull { get; private set; }

    /// <summary>Where the property name just read stands; -1 when it is no text or there is no room.</summary>
    /// <param name="expected">Rows of one file mostly name their fields in the same order.</param>
    public int Find(ref Utf8JsonReader reader, int expected)
    {
        var raw = reader.ValueSpan;
        if (!reader.ValueIsEscaped && expected < encoded.Count && raw.SequenceEqual(encoded[expected]))
        {
            return expected;
        }

        if (raw.Length > LongestName || !Utf8.IsValid(raw) ||
            (reader.ValueIsEscaped && JsonEscapes.Check(raw) != EscapeFinding.Sound))
        {
            return -1;
        }

        var name = reader.GetString()!;
        return places.TryGetValue(name, out var place) ? place : Add(name);
    }

    private int Add(string name)
    {
        if (names.Count == limit)
        {
            IsOverfull = true;
            return -1;
        }

        places.Add(name, names.Count);
        names.Add(name);
        encoded.Add(Encoding.UTF8.GetBytes(name));
        return names.Count - 1;
    }
}
