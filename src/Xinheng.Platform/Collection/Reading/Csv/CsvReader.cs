using Xinheng.Model.Collection;
using Xinheng.Model.Foundation;
using Xinheng.Platform.Collection.Reading.Bytes;

namespace Xinheng.Platform.Collection.Reading.Csv;

/// <summary>
/// Rows of a CSV file. Lenient where nothing can be misread (any line ends, blank lines, Excel's <c>sep=</c>, a quote
/// inside an unquoted cell); strict where something could (malformed bytes, missing cells, text after a quote).
/// An empty cell is null, an empty pair of quotes is an empty text.
/// </summary>
internal sealed class CsvReader : BatchReader
{
    private readonly ByteWindow window;
    private readonly CellTexts texts;
    private readonly CsvRecord record;
    private CsvSplitter splitter = null!;
    private byte delimiter;
    private bool isEncodingKnown;

    private CsvReader(ByteWindow window, ReadingLimits limits)
        : base(limits)
    {
        this.window = window;
        texts = new CellTexts(limits);
        record = new CsvRecord(window, texts, limits);
    }

    public static async Task<Result<IRowReader>> OpenAsync(Stream stream, ReadingLimits limits, CancellationToken ct)
    {
        var reader = new CsvReader(new ByteWindow(stream), limits);
        var refusal = await reader.BeginAsync(ct);
        if (refusal is null)
        {
            return Result<IRowReader>.Of(reader);
        }

        await reader.DisposeAsync();
        return refusal;
    }

    public override ValueTask DisposeAsync()
    {
        window.Dispose();
        return ValueTask.CompletedTask;
    }

    protected override async ValueTask<bool> NextBatchAsync(CancellationToken ct)
    {
        while (!SplitBatch())
        {
            if (splitter.OpenQuote is { } open)
            {
                Refuse(FileFaults.UnclosedQuote(record.Line, window.OffsetOf(open)));
            }

            if (window.HasEnded)
            {
                return false;
            }

            if (window.Rest.Length <= Limits.RowBytes)
            {
                await FillAsync(ct);
            }
            else
            {
                await SkipRecordAsync(ct);
            }
        }

        return true;
    }

    private async Task<Refusal?> BeginAsync(CancellationToken ct)
    {
        await window.FillAsync(ct);
        var start = CsvStart.Read(window.Rest);
        if (start.Refusal is not null)
        {
            return start.Refusal;
        }

        window.Start += start.Length;
        delimiter = start.Delimiter;
        (isEncodingKnown, texts.Encoding) = (start.Encoding is not null, start.Encoding ?? TextEncoding.Utf8);
        splitter = new CsvSplitter(window, delimiter, record, start.Line);
        return (Look() ?? await ReadHeaderAsync(ct))?.ToRefusal();
    }

    private async Task<FileFault?> ReadHeaderAsync(CancellationToken ct)
    {
        do
        {
            while (!splitter.TryRead())
            {
                if (splitter.OpenQuote is { } open)
                {
                    return FileFaults.UnclosedQuote(record.Line, window.OffsetOf(open));
                }

                if (window.HasEnded)
                {
                    return FileFaults.NoHeader;
                }

                if (window.Rest.Length > Limits.RowBytes)
                {
                    return FileFaults.HeaderTooLong(Limits.RowBytes);
                }

                await FillAsync(ct);
            }

            if (record.IsHopeless)
            {
                return FileFaults.TooManyColumns(Limits.Columns, record.Line);
            }
        }
        while (record.IsBlank);

        return SetHeader();
    }

    private FileFault? SetHeader()
    {
        if (record.Fault is { } fault)
        {
            return FileFaults.HeaderUnreadable(fault, record.Line);
        }

        var names = record.Cells.Select(name => name ?? "").ToList();
        if (ColumnNames.Check(names, record.Line) is { } problem)
        {
            return problem;
        }

        if (names.Count == 1 && names[0].AsSpan().ContainsAny(";；，|"))
        {
            return FileFaults.WrongDelimiter;
        }

        Header = new RowHeader(names.AsReadOnly());
        record.SetHeader(Header.Columns);
        return null;
    }

    /// <summary>True while the window may hold more whole records.</summary>
    private bool SplitBatch()
    {
        while (Batch.Count < BatchSize)
        {
            if (!splitter.TryRead())
            {
                return false;
            }

            if (!record.IsBlank)
            {
                Batch.Add(record.ToRow(++Rows));
            }
        }

        return true;
    }

    private async ValueTask FillAsync(CancellationToken ct)
    {
        await window.FillAsync(ct);
        splitter.Rescan();
        if (Look() is { } fault)
        {
            // The first text that is not ASCII turned out to be neither encoding: nothing further can be read.
            Refuse(fault);
            window.Abandon();
            splitter.Rescan();
        }
    }

    /// <summary>What a whole window tells at once, so that cells need not be asked one by one.</summary>
    private FileFault? Look()
    {
        var rest = window.Rest;
        record.MayHoldNul = rest.Contains((byte)0);
        var foreign = isEncodingKnown ? -1 : rest.IndexOfAnyInRange((byte)0x80, (byte)0xFF);
        if (foreign < 0)
        {
            return null;
        }

        isEncodingKnown = true;
        if (TextEncodingGuess.Decide(rest, window.HasEnded) is not { } encoding)
        {
            return FileFaults.UnknownEncoding(window.OffsetOf(window.Start + foreign));
        }

        texts.Encoding = encoding;
        return null;
    }

    private async Task SkipRecordAsync(CancellationToken ct)
    {
        var (line, offset) = (splitter.Line, window.OffsetOf(window.Start));
        var skipper = new CsvSkipper(delimiter);
        while (true)
        {
            window.Start += skipper.Skip(window.Rest, out var isOver);
            if (isOver)
            {
                var last = window.Bytes[window.Start - 1];
                splitter.Resume(skipper.LineBreaks, endedInCarriageReturn: last == (byte)'\r');
                break;
            }

            if (window.HasEnded)
            {
                splitter.Rescan();
                if (skipper.IsInQuotes)
                {
                    Refuse(FileFaults.UnclosedQuote(line, offset));
                    return;
                }

                break;
            }

            await FillAsync(ct);
        }

        Batch.Add(new RawRow(++Rows, line, [], [RowFaults.RowTooLong(Limits.RowBytes)]));
    }
}
