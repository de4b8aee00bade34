using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Xinheng.Model.Collection;
using Xinheng.Platform.Collection.Reading.Bytes;

namespace Xinheng.Platform.Collection.Reading.Json;

/// <summary>One flat object being read: numbers stay as they were written, names may come in any order.</summary>
internal sealed class JsonRow(ReadingLimits limits)
{
    private readonly CellTexts texts = new(limits);
    private readonly string?[] values = new string?[limits.Columns];
    private readonly long[] seenIn = new long[limits.Columns];
    private char[] unescaped = [];
    private readonly FaultList faults = new();
    private long attempt;

    public JsonColumns Columns { get; } = new(limits.Columns);

    /// <summary>Nested deeper than anyone needs: the whole file is suspect.</summary>
    public bool IsTooDeep { get; private set; }

    /// <summary>Reads the value on which the reader stands; false when it goes on beyond the bytes at hand.</summary>
    /// <param name="offset">Of the reader's first byte in the file.</param>
    public bool TryRead(ref Utf8JsonReader reader, long offset)
    {
        faults.Clear();
        attempt++;
        Array.Clear(values, 0, Columns.Count);
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            faults.Add(RowFaults.NotAnObject());
            return TrySkip(ref reader);
        }

        var start = reader.TokenStartIndex;
        for (var expected = 0; reader.Read(); expected++)
        {
            if (reader.TokenType == JsonTokenType.EndObject)
            {
                if (reader.BytesConsumed - start > limits.RowBytes)
                {
                    faults.Add(RowFaults.RowTooLong(limits.RowBytes));
                }

                return true;
            }

            expected = ReadName(ref reader, expected, offset);
            if (!reader.Read() || !TryReadValue(ref reader, expected, offset))
            {
                return false;
            }

            if (IsTooDeep)
            {
                return true;
            }
        }

        return false;
    }

    public RawRow ToRow(long number, long line) =>
        new(number, line, values.AsSpan(0, Columns.Count).ToArray(), faults.Taken);

    private int ReadName(ref Utf8JsonReader reader, int expected, long offset)
    {
        var column = Columns.Find(ref reader, expected);
        if (column < 0)
        {
            faults.Add(RowFaults.UnreadableKey(offset + reader.TokenStartIndex));
            return -1;
        }

        if (seenIn[column] == attempt)
        {
            faults.Add(RowFaults.DuplicateKey(Columns.Names[column], column));
        }

        seenIn[column] = attempt;
        return column;
    }

    private bool TryReadValue(ref Utf8JsonReader reader, int column, long offset)
    {
        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            if (column >= 0)
            {
                faults.Add(RowFaults.Nested(Columns.Names[column], column));
            }

            return TrySkip(ref reader);
        }

        if (column >= 0)
        {
            values[column] = reader.TokenType switch
            {
                JsonTokenType.String when reader.ValueIsEscaped => Unescape(ref reader, column, offset),
                JsonTokenType.String => Text(ref reader, column, offset + reader.TokenStartIndex + 1),
                JsonTokenType.Number => Text(ref reader, column, offset + reader.TokenStartIndex),
                JsonTokenType.True => "true",
                JsonTokenType.False => "false",
                _ => null,
            };
        }

        return true;
    }

    private string? Text(ref Utf8JsonReader reader, int column, long offset)
    {
        var raw = reader.ValueSpan;
        if (raw.Length > limits.CellBytes)
        {
            faults.Add(RowFaults.CellTooLong(Columns.Names[column], column, limits.CellBytes));
            return null;
        }

        var text = texts.Read(column, raw, out var malformedAt);
        if (malformedAt >= 0)
        {
            faults.Add(RowFaults.MalformedBytes("UTF-8", Columns.Names[column], column, offset + malformedAt));
        }

        return text;
    }

    private string? Unescape(ref Utf8JsonReader reader, int column, long offset)
    {
        var raw = reader.ValueSpan;
        var (name, at) = (Columns.Names[column], offset + reader.TokenStartIndex + 1);
        if (!Utf8.IsValid(raw))
        {
            faults.Add(RowFaults.MalformedBytes("UTF-8", name, column, at));
            return null;
        }

        var finding = JsonEscapes.Check(raw);
        if (finding != EscapeFinding.Sound)
        {
            faults.Add(finding == EscapeFinding.Nul
                ? RowFaults.Nul(name, column, at)
                : RowFaults.LoneSurrogate(name, column, at));
            return null;
        }

        if (unescaped.Length < raw.Length)
        {
            unescaped = new char[raw.Length];
        }

        var text = unescaped.AsSpan(0, reader.CopyString(unescaped));
        if (Encoding.UTF8.GetByteCount(text) <= limits.CellBytes)
        {
            return new string(text);
        }

        faults.Add(RowFaults.CellTooLong(name, column, limits.CellBytes));
        return null;
    }

    /// <summary>Steps over a value with all that is inside it.</summary>
    private bool TrySkip(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
        {
            return true;
        }

        var outer = reader.CurrentDepth;
        while (reader.Read())
        {
            IsTooDeep |= reader.CurrentDepth > limits.JsonDepth;
            if (IsTooDeep || reader.CurrentDepth == outer)
            {
                return true;
            }
        }

        return false;
    }
}
