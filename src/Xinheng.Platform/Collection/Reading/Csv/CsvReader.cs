using System.Runtime.CompilerServices;
using Xinheng.Model.Collection;
using Xinheng.Model.Foundation;

namespace Xinheng.Platform.Collection.Reading.Csv;

/// <summary>
/// Rows of a CSV file. Lenient where nothing can be misread (any line ends, blank lines, Excel's <c>sep=</c>, a quote
/// inside an unquoted cell); strict where something could (malformed bytes, missing cells, text after a quote).
/// An empty cell is null, an empty pair of quotes is an empty text.
/// </summary>
internal sealed class CsvReader : IRowReader
{
    private const int Batch = 1_024;

    private readonly ByteWindow window;
    private readonly ReadingLimits limits;
    private readonly CellTexts texts;
    private readonly CsvRecord record;
    private readonly List<RawRow> batch = new(Batch);
    private CsvSplitter splitter = null!;
    private byte delimiter;
    private bool isEncodingKnown;
    private bool hasFinished;
    private long rows;

    private CsvReader(ByteWindow window, ReadingLimits limits)
    {
        (this.window, this.limits) = (window, limits);
        texts = new CellTexts(limits);
        record = new CsvRecord(window, texts, limits);
    }

    public RowHeader Header { get; private set; } = new([]);

    public FileFault? Fault
    {
        get => hasFinished ? field : throw new InvalidOperationException("The file has not been read to its end.");
        private set;
    }

    public IReadOnlyList<FileNote> Notes => [];

    public static async Task<Result<IRowReader>> OpenAsync(Stream stream, ReadingLimits limits, CancellationToken ct)
    {
        var reader = new CsvReader(new ByteWindow(stream), limits);
        var fault = await reader.BeginAsync(ct);
        if (fault is null)
        {
            return Result<IRowReader>.Of(reader);
        }

        await reader.DisposeAsync();
        return fault;
    }

    public async IAsyncEnumerable<RawRow> ReadAsync([EnumeratorCancellation] CancellationToken ct)
    {
        while (true)
        {
            var isFull = SplitBatch();
            foreach (var row in batch)
            {
                yield return row;
            }

            if (isFull)
            {
                continue;
            }

            if (splitter.OpenQuote is { } open)
            {
                Fault = FileFaults.UnclosedQuote(rows, record.Line, window.OffsetOf(open));
            }

            if (window.HasEnded)
            {
                break;
            }

            if (window.Rest.Length <= limits.RowBytes)
            {
                await FillAsync(ct);
            }
            else if (await SkipRecordAsync(ct) is { } skipped)
            {
                yield return skipped;
            }
        }

        hasFinished = true;
    }

    public ValueTask DisposeAsync()
    {
        window.Dispose();
        return ValueTask.CompletedTask;
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
                    return FileFaults.UnclosedQuote(0, record.Line, window.OffsetOf(open));
                }

                if (window.HasEnded)
                {
                    return FileFaults.NoHeader;
                }

                if (window.Rest.Length > limits.RowBytes)
                {
                    return FileFaults.HeaderTooLong(limits.RowBytes);
                }

                await FillAsync(ct);
            }

            if (record.IsHopeless)
            {
                return FileFaults.TooManyColumns(limits.Columns, record.Line);
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
        batch.Clear();
        while (batch.Count < Batch)
        {
            if (!splitter.TryRead())
            {
                return false;
            }

            if (!record.IsBlank)
            {
                batch.Add(record.ToRow(++rows));
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
            Fault = fault with { RowsRead = rows };
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

    private async Task<RawRow?> SkipRecordAsync(CancellationToken ct)
    {
        var (line, offset) = (splitter.Line, window.OffsetOf(window.Start));
        var skipper = new CsvSkipper(delimiter);
        while (true)
        {
            window.Start += skipper.Skip(window.Rest, out var isOver);
            if (isOver)
            {
                splitter.Resume(skipper.LineBreaks, endedInCarriageReturn: window.Bytes[window.Start - 1] == (byte)'\r');
                break;
            }

            if (window.HasEnded)
            {
                splitter.Rescan();
                if (skipper.IsInQuotes)
                {
                    Fault = FileFaults.UnclosedQuote(rows, line, offset);
                    return null;
                }

                break;
            }

            await FillAsync(ct);
        }

        return new RawRow(++rows, line, [], [RowFaults.RowTooLong(limits.RowBytes)]);
    }
}
