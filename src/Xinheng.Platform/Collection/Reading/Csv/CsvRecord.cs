using Xinheng.Model.Collection;
using Xinheng.Platform.Collection.Reading.Bytes;

namespace Xinheng.Platform.Collection.Reading.Csv;

/// <summary>The record being read: its cells as text, and what is wrong with them.</summary>
internal sealed class CsvRecord(ByteWindow window, CellTexts texts, ReadingLimits limits)
{
    private readonly string?[] cells = new string?[limits.Columns];
    private byte[] unescaped = [];
    private readonly FaultList faults = new();
    private int start;
    private int count;
    private int filled;
    private int columns = -1;

    /// <summary>Names once the header is known; before that every record may be as wide as the limit.</summary>
    public IReadOnlyList<string>? Names { get; private set; }

    /// <summary>Set when the window holds a NUL somewhere; then each cell is searched for it.</summary>
    public bool MayHoldNul { get; set; }

    public long Line { get; private set; }

    public IReadOnlyList<string?> Cells => cells.AsSpan(0, Math.Min(count, cells.Length)).ToArray();

    public RowFault? Fault => faults.First;

    /// <summary>A header wider than the limit: reading on only costs memory.</summary>
    public bool IsHopeless => columns < 0 && count > limits.Columns;

    /// <summary>Nothing between the delimiters: spreadsheets leave such lines behind, nobody means them.</summary>
    public bool IsBlank => filled == 0 && faults.First is null;

    public void Begin(int at, long line)
    {
        (start, Line) = (at, line);
        (count, filled) = (0, 0);
        faults.Clear();
    }

    public void SetHeader(IReadOnlyList<string> names) => (Names, columns) = (names, names.Count);

    public void AddPlain(byte[] bytes, int from, int to)
    {
        var column = count++;
        if (from == to)
        {
            if (column < cells.Length)
            {
                cells[column] = null;
            }

            return;
        }

        Add(column, bytes.AsSpan(from, to - from), from);
    }

    public void AddQuoted(byte[] bytes, int from, int to, bool isEscaped, bool hasTextAfter)
    {
        var column = count++;
        if (hasTextAfter)
        {
            faults.Add(RowFaults.TextAfterQuote(NameOf(column), column, window.OffsetOf(to)));
        }

        var content = bytes.AsSpan(from, to - from);
        if (!isEscaped || content.Length > 2 * limits.CellBytes)
        {
            Add(column, content, from);
            return;
        }

        Add(column, Unescape(content), from, isUnescaped: true);
    }

    /// <summary>Whether the record as a whole fits; to be asked once its end is known.</summary>
    public void End(int at)
    {
        if (at - start > limits.RowBytes)
        {
            faults.Add(RowFaults.RowTooLong(limits.RowBytes));
        }
    }

    public RawRow ToRow(long number)
    {
        var extra = cells.AsSpan(columns, Math.Clamp(count - columns, 0, cells.Length - columns));
        if (count < columns)
        {
            faults.Add(RowFaults.TooFewCells(count, columns));
        }
        else if (count > cells.Length || extra.ContainsAnyExcept((string?)null))
        {
            faults.Add(RowFaults.TooManyCells(count, columns));
        }

        return new RawRow(number, Line, cells.AsSpan(0, Math.Min(count, columns)).ToArray(), faults.Taken);
    }

    private void Add(int column, ReadOnlySpan<byte> content, int from, bool isUnescaped = false)
    {
        filled++;
        if (column >= cells.Length)
        {
            return;
        }

        cells[column] = null;
        if (content.Length > limits.CellBytes)
        {
            faults.Add(RowFaults.CellTooLong(NameOf(column), column, limits.CellBytes));
        }
        else if (MayHoldNul && content.IndexOf((byte)0) is >= 0 and var nul)
        {
            faults.Add(RowFaults.Nul(NameOf(column), column, OffsetOf(nul, content)));
        }
        else
        {
            cells[column] = texts.Read(column, content, out var malformedAt);
            if (malformedAt >= 0)
            {
                var encoding = texts.Encoding == TextEncoding.Utf8 ? "UTF-8" : "GB 18030";
                var offset = OffsetOf(malformedAt, content);
                faults.Add(RowFaults.MalformedBytes(encoding, NameOf(column), column, offset));
            }
        }

        // Each quote of an unescaped text took two bytes in the file.
        long OffsetOf(int at, ReadOnlySpan<byte> text) =>
            window.OffsetOf(from + at + (isUnescaped ? text[..at].Count((byte)'"') : 0));
    }

    private ReadOnlySpan<byte> Unescape(ReadOnlySpan<byte> content)
    {
        if (unescaped.Length < content.Length)
        {
            unescaped = new byte[content.Length];
        }

        var length = 0;
        while (content.IndexOf((byte)'"') is >= 0 and var quote)
        {
            content[..(quote + 1)].CopyTo(unescaped.AsSpan(length));
            length += quote + 1;
            content = content[(quote + 2)..];
        }

        content.CopyTo(unescaped.AsSpan(length));
        return unescaped.AsSpan(0, length + content.Length);
    }

    private string? NameOf(int column) => Names is not null && column < Names.Count ? Names[column] : null;
}
