using System.Text.Json;
using Xinheng.Model.Collection;
using Xinheng.Model.Foundation;
using Xinheng.Platform.Collection.Reading.Bytes;

namespace Xinheng.Platform.Collection.Reading.Json;

/// <summary>Rows of <c>[{…},…]</c> or <c>{"rows":[{…},…]}</c>, read as the bytes come.</summary>
internal sealed class JsonRowsReader : BatchReader
{
    // Deeper than our own limit, which is checked with a better answer; this one only guards what we never look into.
    private static readonly JsonReaderOptions Strict = new() { MaxDepth = 64 };

    private readonly ByteWindow window;
    private readonly JsonRow row;
    private JsonReaderState state = new(Strict);
    private Place place;
    private bool isWrapped;
    private long line = 1;

    private JsonRowsReader(ByteWindow window, ReadingLimits limits)
        : base(limits)
    {
        this.window = window;
        row = new JsonRow(limits);
        Header = new RowHeader(row.Columns.Names);
    }

    private enum Place
    {
        Start,
        Wrapper,
        BeforeRows,
        Rows,
        AfterRows,
        End,
    }

    public static async Task<Result<IRowReader>> OpenAsync(Stream stream, ReadingLimits limits, CancellationToken ct)
    {
        var reader = new JsonRowsReader(new ByteWindow(stream), limits);
        await reader.window.FillAsync(ct);
        if (JsonStart.Read(reader.window) is not { } refusal)
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
        while (true)
        {
            if (Parse() is { } fault)
            {
                Refuse(fault);
                return false;
            }

            if (Batch.Count >= BatchSize)
            {
                return true;
            }

            if (window.HasEnded)
            {
                return false;
            }

            if (window.Rest.Length > Limits.RowBytes)
            {
                Refuse(FileFaults.JsonRowTooLong(Limits.RowBytes, line));
                return false;
            }

            await window.FillAsync(ct);
        }
    }

    /// <summary>Reads as many whole rows as the window and the batch hold.</summary>
    private FileFault? Parse()
    {
        var reader = new Utf8JsonReader(window.Rest, window.HasEnded, state);
        var used = 0L;
        try
        {
            while (Batch.Count < BatchSize && reader.Read())
            {
                if (Take(ref reader, ref used, out var isWhole) is { } fault)
                {
                    return fault;
                }

                if (!isWhole)
                {
                    break;
                }

                line += window.Rest[(int)used..(int)reader.BytesConsumed].Count((byte)'\n');
                (used, state) = (reader.BytesConsumed, reader.CurrentState);
            }
        }
        catch (JsonException broken)
        {
            // The framework's only way to say it. Its own words may quote the file, so they are not handed on.
            return FileFaults.BrokenJson((broken.LineNumber ?? 0) + 1, window.OffsetOf(window.Start) + reader.BytesConsumed);
        }

        window.Start += (int)used;
        return null;
    }

    private FileFault? Take(ref Utf8JsonReader reader, ref long used, out bool isWhole)
    {
        isWhole = true;
        switch (place, reader.TokenType)
        {
            case (Place.Start or Place.BeforeRows, JsonTokenType.StartArray):
                place = Place.Rows;
                return null;
            case (Place.Start, JsonTokenType.StartObject):
                (place, isWrapped) = (Place.Wrapper, true);
                return null;
            case (Place.Wrapper, JsonTokenType.PropertyName) when reader.ValueSpan.SequenceEqual("rows"u8):
                place = Place.BeforeRows;
                return null;
            case (Place.Rows, JsonTokenType.EndArray):
                place = isWrapped ? Place.AfterRows : Place.End;
                return null;
            case (Place.AfterRows, JsonTokenType.EndObject):
                place = Place.End;
                return null;
            case (Place.Rows, _):
                return TakeRow(ref reader, ref used, out isWhole);
            default:
                return FileFaults.JsonShape with { Line = line };
        }
    }

    private FileFault? TakeRow(ref Utf8JsonReader reader, ref long used, out bool isWhole)
    {
        line += window.Rest[(int)used..(int)reader.TokenStartIndex].Count((byte)'\n');
        var (start, startLine) = (reader.TokenStartIndex, line);
        isWhole = row.TryRead(ref reader, window.OffsetOf(window.Start));
        if (row.Columns.IsOverfull)
        {
            return FileFaults.TooManyColumns(Limits.Columns, line);
        }

        if (row.IsTooDeep)
        {
            return FileFaults.JsonTooDeep(Limits.JsonDepth, line);
        }

        if (isWhole)
        {
            used = start;
            Batch.Add(row.ToRow(++Rows, startLine));
        }
        else
        {
            // Counted again when the whole row is there.
            line -= window.Rest[(int)used..(int)start].Count((byte)'\n');
        }

        return null;
    }
}
