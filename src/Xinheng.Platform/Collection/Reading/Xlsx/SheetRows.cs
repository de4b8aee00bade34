using System.Globalization;
using System.Text;
using Xinheng.Model.Collection;

namespace Xinheng.Platform.Collection.Reading.Xlsx;

/// <summary>The rows of one sheet, one at a time, and the ranges merged in it, which stand behind the rows.</summary>
internal sealed class SheetRows(
    PartReader part, SharedTexts shared, XlsxStyles styles, bool countsFrom1904, ReadingLimits limits)
{
    private const int LastColumn = 16_384;

    private readonly string?[] cells = new string?[limits.Columns];
    private readonly FaultList faults = new();
    private IReadOnlyList<string>? names;
    private bool hasBegun;
    private int filled;
    private int widest;

    /// <summary>Of the row just read, from 1, as the spreadsheet numbers it.</summary>
    public long Line { get; private set; }

    public bool IsBlank => filled == 0 && faults.First is null;

    /// <summary>More columns than any table of ours.</summary>
    public bool IsTooWide => widest > limits.Columns;

    public RowFault? Fault => faults.First;

    public List<string> Texts => [.. cells.Take(widest).Select(cell => cell ?? "")];

    public void SetHeader(IReadOnlyList<string> columns) => names = columns;

    public bool Read()
    {
        if (!hasBegun)
        {
            hasBegun = true;
            if (!part.ReadTo("sheetData") || part.IsEmpty)
            {
                return false;
            }
        }

        while (part.Read() && !(part.IsEnd && part.Name == "sheetData"))
        {
            if (part.IsStart && part.Name == "row")
            {
                ReadRow();
                return true;
            }
        }

        return false;
    }

    public RawRow ToRow(long number)
    {
        var extra = cells.AsSpan(names!.Count, Math.Clamp(widest - names.Count, 0, cells.Length - names.Count));
        if (IsTooWide || extra.ContainsAnyExcept((string?)null))
        {
            faults.Add(RowFaults.TooManyCells(widest, names.Count));
        }

        return new RawRow(number, Line, cells.AsSpan(0, names.Count).ToArray(), faults.Taken);
    }

    /// <summary>Ranges from the given row on; to be asked after the last row.</summary>
    public List<string> ReadMerged(long fromRow)
    {
        var ranges = new List<string>();
        while (part.ReadTo("mergeCell") && ranges.Count < 5)
        {
            var range = part.Attribute("ref") ?? "";
            if (RowOf(range[(range.IndexOf(':', StringComparison.Ordinal) + 1)..]) >= fromRow)
            {
                ranges.Add(range.Length <= 24 ? range : range[..24]);
            }
        }

        return ranges;
    }

    private void ReadRow()
    {
        faults.Clear();
        Array.Clear(cells);
        (filled, widest) = (0, 0);
        var line = part.Attribute("r") is { } written ? RowOf(written) : Line + 1;
        Line = line > Line ? line : throw new InvalidDataException("Rows out of order.");
        if (part.IsEmpty)
        {
            return;
        }

        var (depth, column) = (part.Depth, -1);
        while (part.ReadChild(depth))
        {
            if (part.Name != "c")
            {
                continue;
            }

            var next = part.Attribute("r") is { } place ? ColumnOf(place) : column + 1;
            column = next > column && next < LastColumn ? next : throw new InvalidDataException("Cells out of order.");
            ReadCell(column);
        }
    }

    private void ReadCell(int column)
    {
        var (type, style) = (part.Attribute("t"), part.Attribute("s"));
        if (part.IsEmpty)
        {
            return;
        }

        var (depth, isFormula) = (part.Depth, false);
        string? raw = null;
        while (part.ReadChild(depth))
        {
            isFormula |= part.Name == "f";
            raw = part.Name switch
            {
                "v" => part.Text(limits.CellBytes),
                "is" => part.Text(limits.CellBytes, only: "t", except: "rPh"),
                _ => raw,
            };
        }

        if (isFormula || raw is not null)
        {
            Set(column, isFormula ? Fail(RowFaults.Formula(NameOf(column), column)) : Value(column, type, style, raw!));
        }
    }

    private void Set(int column, string? value)
    {
        filled += value is null ? 0 : 1;
        widest = Math.Max(widest, column + 1);
        if (column < cells.Length)
        {
            cells[column] = value;
        }
    }

    private string? Value(int column, string? type, string? style, string raw) => type switch
    {
        "s" => shared.Find(raw) is { } text ? Text(column, text) : throw new InvalidDataException("No such shared text."),
        "inlineStr" or "str" => Text(column, raw),
        "d" => raw.EndsWith("T00:00:00", StringComparison.Ordinal) ? raw[..^9] : Text(column, raw),
        "b" => raw.Trim() is "1" or "true" ? "true" : "false",
        "e" => Fail(RowFaults.CellError(NameOf(column), column)),
        _ => raw.Length == 0 ? null : Number(column, raw.Trim(), styles.Find(style)),
    };

    private string? Text(int column, string raw)
    {
        var text = CellEscapes.Decode(raw);
        return Encoding.UTF8.GetByteCount(text) > limits.CellBytes
                ? Fail(RowFaults.CellTooLong(NameOf(column), column, limits.CellBytes))
            : text.Contains('\0', StringComparison.Ordinal) ? Fail(RowFaults.Nul(NameOf(column), column, null))
            : CellEscapes.HasLoneSurrogate(text) ? Fail(RowFaults.LoneSurrogate(NameOf(column), column, null))
            : text;
    }

    private string? Number(int column, string raw, NumberStyle style)
    {
        var text = CellNumbers.Read(raw, style, countsFrom1904, out var problem);
        return problem switch
        {
            NumberProblem.None => text,
            NumberProblem.TooManyDigits => Fail(RowFaults.TooManyDigits(NameOf(column), column)),
            NumberProblem.NotADate => Fail(RowFaults.NotADate(NameOf(column), column)),
            _ => Fail(RowFaults.CellError(NameOf(column), column)),
        };
    }

    private string? Fail(RowFault fault)
    {
        faults.Add(fault);
        return null;
    }

    private string? NameOf(int column) => names is not null && column < names.Count ? names[column] : null;

    private static int ColumnOf(string place)
    {
        var column = 0;
        foreach (var c in place.TakeWhile(char.IsAsciiLetterUpper))
        {
            column = Math.Min((column * 26) + c - 'A' + 1, LastColumn + 1);
        }

        return column - 1;
    }

    private static long RowOf(string place)
    {
        var digits = place.AsSpan().TrimStart("ABCDEFGHIJKLMNOPQRSTUVWXYZ$");
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var row)
            ? row
            : throw new InvalidDataException("No row number.");
    }
}
