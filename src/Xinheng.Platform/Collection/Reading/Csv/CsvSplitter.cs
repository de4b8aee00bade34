using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Xinheng.Platform.Collection.Reading.Bytes;

namespace Xinheng.Platform.Collection.Reading.Csv;

/// <summary>
/// Finds records and cells among bytes (RFC 4180). Both encodings keep comma, tab, quote and line ends to themselves,
/// so nothing needs decoding first. Sixty-four bytes are compared at once; only the marks found are looked at singly.
/// </summary>
internal sealed class CsvSplitter(ByteWindow window, byte delimiter, CsvRecord record, long firstLine)
{
    private ulong marks;
    private int block = window.Start - 64;
    private bool skipLineFeed;

    /// <summary>On which the next record begins.</summary>
    public long Line { get; private set; } = firstLine;

    /// <summary>Where a quote that never closes was opened; null when the file ended as it should.</summary>
    public int? OpenQuote { get; private set; }

    /// <summary>To be called after the window moved.</summary>
    public void Rescan() => (block, marks) = (window.Start - 64, 0);

    /// <summary>To be called when somebody else has stepped over a record.</summary>
    public void Resume(long lineBreaks, bool endedInCarriageReturn)
    {
        Line += lineBreaks + (endedInCarriageReturn ? 1 : 0);
        skipLineFeed = endedInCarriageReturn;
        Rescan();
    }

    /// <summary>
    /// Reads one record from the window's start into <see cref="CsvRecord"/>; false when it is not wholly there
    /// (nothing is used up then) or, at the end of the file, when there is none or its quote stays open.
    /// </summary>
    public bool TryRead()
    {
        ref var bytes = ref MemoryMarshal.GetArrayDataReference(window.Bytes);
        var (at, left, end) = (block, marks, window.End);
        var (start, lines) = (window.Start, 0);
        var quote = Quote.None;
        var (closedAt, isEscaped) = (-1, false);
        record.Begin(start, Line);

        while (true)
        {
            while (left == 0)
            {
                at += 64;
                if (at >= end)
                {
                    return window.HasEnded && TryReadLast(start, end, lines, quote, closedAt, isEscaped);
                }

                left = FindMarks(ref Unsafe.Add(ref bytes, at), end - at);
            }

            var place = at + BitOperations.TrailingZeroCount(left);
            left &= left - 1;
            var mark = Unsafe.Add(ref bytes, place);

            if (mark == (byte)'"')
            {
                if (quote == Quote.None && place == start)
                {
                    quote = Quote.Open;
                }
                else if (quote == Quote.Open)
                {
                    (quote, closedAt) = (Quote.Closed, place);
                }
                else if (quote == Quote.Closed && place == closedAt + 1)
                {
                    (quote, isEscaped) = (Quote.Open, true);
                }

                continue;
            }

            if (quote == Quote.Open)
            {
                lines += IsNewLine(ref bytes, place, mark) ? 1 : 0;
                continue;
            }

            if (mark == (byte)'\n' && skipLineFeed && place == window.Start)
            {
                (skipLineFeed, start, window.Start) = (false, place + 1, place + 1);
                record.Begin(start, Line);
                continue;
            }

            AddCell(start, place, quote, closedAt, isEscaped);
            (start, quote, closedAt, isEscaped) = (place + 1, Quote.None, -1, false);
            if (mark != delimiter)
            {
                skipLineFeed = mark == (byte)'\r';
                Line += lines + 1;
                window.Start = start;
                (block, marks) = (at, left);
                record.End(start);
                return true;
            }

            if (record.IsHopeless)
            {
                return true;
            }
        }
    }

    private bool TryReadLast(int start, int end, int lines, Quote quote, int closedAt, bool isEscaped)
    {
        if (quote == Quote.Open)
        {
            OpenQuote = start;
            return false;
        }

        if (window.Start == end)
        {
            return false;
        }

        AddCell(start, end, quote, closedAt, isEscaped);
        Line += lines;
        window.Start = end;
        record.End(end);
        Rescan();
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void AddCell(int start, int end, Quote quote, int closedAt, bool isEscaped)
    {
        if (quote == Quote.None)
        {
            record.AddPlain(window.Bytes, start, end);
        }
        else
        {
            record.AddQuoted(window.Bytes, start + 1, closedAt, isEscaped, hasTextAfter: closedAt + 1 != end);
        }
    }

    private static bool IsNewLine(ref byte bytes, int place, byte mark) =>
        mark == (byte)'\r' || (mark == (byte)'\n' && Unsafe.Add(ref bytes, place - 1) != (byte)'\r');

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong FindMarks(ref byte from, int available)
    {
        var found = FindMarks32(Vector256.LoadUnsafe(ref from)) |
            ((ulong)FindMarks32(Vector256.LoadUnsafe(ref from, 32)) << 32);
        return available >= 64 ? found : found & ((1UL << available) - 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint FindMarks32(Vector256<byte> bytes) => (
        Vector256.Equals(bytes, Vector256.Create(delimiter)) |
        Vector256.Equals(bytes, Vector256.Create((byte)'"')) |
        Vector256.Equals(bytes, Vector256.Create((byte)'\n')) |
        Vector256.Equals(bytes, Vector256.Create((byte)'\r'))).ExtractMostSignificantBits();

    private enum Quote
    {
        None,
        Open,
        Closed,
    }
}
