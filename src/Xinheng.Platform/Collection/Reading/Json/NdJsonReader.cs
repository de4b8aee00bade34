using System.Text.Json;
using Xinheng.Model.Collection;
using Xinheng.Model.Foundation;
using Xinheng.Platform.Collection.Reading.Bytes;

namespace Xinheng.Platform.Collection.Reading.Json;

/// <summary>Rows of a file with one object a line: a broken line is its own fault, the next one is read.</summary>
internal sealed class NdJsonReader : BatchReader
{
    private static readonly JsonReaderOptions Strict = new() { MaxDepth = 64 };

    private readonly ByteWindow window;
    private readonly JsonRow row;
    private bool isSkipping;
    private int broken;
    private long line = 1;

    private NdJsonReader(ByteWindow window, ReadingLimits limits)
        : base(limits)
    {
        this.window = window;
        row = new JsonRow(limits);
        Header = new RowHeader(row.Columns.Names);
    }

    public static async Task<Result<IRowReader>> OpenAsync(Stream stream, ReadingLimits limits, CancellationToken ct)
    {
        var reader = new NdJsonReader(new ByteWindow(stream), limits);
        await reader.window.FillAsync(ct);
        var refusal = JsonStart.Read(reader.window);
        if (refusal is null && reader.window.Rest.TrimStart(" \t\r\n"u8).StartsWith("["u8))
        {
            refusal = FileFaults.WrongFormat("这个文件声明为 NDJSON，内容却是 JSON 数组。请按 json 格式提交，或每行写一个对象。").ToRefusal();
        }

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
        while (Batch.Count < BatchSize)
        {
            var end = window.Rest.IndexOf((byte)'\n');
            if (end < 0 && !window.HasEnded)
            {
                SkipWhatIsTooLong();
                await window.FillAsync(ct);
                continue;
            }

            var length = end < 0 ? window.Rest.Length : end;
            if (Take(window.Rest[..length]) is { } fault)
            {
                Refuse(fault);
                return false;
            }

            window.Start += length;
            if (end < 0)
            {
                return false;
            }

            window.Start++;
            line++;
        }

        return true;
    }

    private void SkipWhatIsTooLong()
    {
        if (window.Rest.Length > Limits.RowBytes)
        {
            isSkipping = true;
            window.Start += window.Rest.Length;
        }
    }

    private FileFault? Take(ReadOnlySpan<byte> bytes)
    {
        if (isSkipping || bytes.Length > Limits.RowBytes)
        {
            isSkipping = false;
            Batch.Add(new RawRow(++Rows, line, [], [RowFaults.RowTooLong(Limits.RowBytes)]));
            return null;
        }

        if (bytes.IndexOfAnyExcept(" \t\r"u8) < 0)
        {
            return null;
        }

        var offset = window.OffsetOf(window.Start);
        var reader = new Utf8JsonReader(bytes, isFinalBlock: true, new JsonReaderState(Strict));
        try
        {
            reader.Read();
            row.TryRead(ref reader, offset);
            if (row.Columns.IsOverfull)
            {
                return FileFaults.TooManyColumns(Limits.Columns, line);
            }

            if (row.IsTooDeep)
            {
                return FileFaults.JsonTooDeep(Limits.JsonDepth, line);
            }

            // Anything after the object throws.
            reader.Read();
            Batch.Add(row.ToRow(++Rows, line));
            return null;
        }
        catch (JsonException)
        {
            Batch.Add(new RawRow(++Rows, line, [], [RowFaults.BrokenJson(offset + reader.BytesConsumed)]));
            return ++broken >= Limits.BrokenLines ? FileFaults.NotNdJson(broken) : null;
        }
    }
}
