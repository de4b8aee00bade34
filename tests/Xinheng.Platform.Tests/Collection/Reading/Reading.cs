using System.Text;
using Xinheng.Model.Collection;
using Xinheng.Model.Foundation;
using Xinheng.Platform.Collection.Reading;

namespace Xinheng.Platform.Tests.Collection.Reading;

/// <summary>All that one file gave.</summary>
internal sealed record Reading(IReadOnlyList<string> Columns, List<RawRow> Rows, FileFault? Fault, IReadOnlyList<FileNote> Notes)
{
    public IEnumerable<string?[]> Values => Rows.Select(row => row.Values);

    public static Task<Reading> CsvAsync(string text) => CsvAsync(Encoding.UTF8.GetBytes(text));

    public static Task<Reading> CsvAsync(byte[] bytes) => OfAsync(new MemoryStream(bytes), SubmissionFormat.Csv);

    public static async Task<Reading> OfAsync(Stream stream, SubmissionFormat format, ReadingLimits? limits = null)
    {
        var opened = await RowReaders.OpenAsync(stream, format, limits ?? ReadingLimits.Default, default);
        Assert.False(opened.IsRefused, string.Join("; ", opened.Refusals.Select(r => $"{r.Code} {r.Message}")));
        await using var reader = opened.Value;
        var rows = new List<RawRow>();
        await foreach (var row in reader.ReadAsync(default))
        {
            rows.Add(row);
        }

        return new(reader.Header.Columns, rows, reader.Fault, reader.Notes);
    }

    public static async Task<Refusal> RefusedAsync(Stream stream, SubmissionFormat format, ReadingLimits? limits = null)
    {
        var opened = await RowReaders.OpenAsync(stream, format, limits ?? ReadingLimits.Default, default);
        return Assert.Single(opened.Refusals);
    }

    /// <summary>The reason a file is refused, whether at the door or on the way.</summary>
    public static async Task<string?> FaultAsync(byte[] bytes, SubmissionFormat format)
    {
        var opened = await RowReaders.OpenAsync(new MemoryStream(bytes), format, ReadingLimits.Default, default);
        if (opened.IsRefused)
        {
            return opened.Refusals[0].Code;
        }

        await using var reader = opened.Value;
        await foreach (var row in reader.ReadAsync(default))
        {
            if (!row.IsReadable)
            {
                return row.Fault!.Code;
            }
        }

        return reader.Fault?.Code;
    }
}

/// <summary>Gives a few bytes at a time, as a slow line does.</summary>
internal sealed class DripStream(byte[] bytes, int seed) : MemoryStream(bytes)
{
    private readonly Random random = new(seed);

    public override bool CanSeek => false;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var piece = new byte[Math.Min(buffer.Length, random.Next(1, 8))];
        var read = Read(piece, 0, piece.Length);
        piece.AsSpan(0, read).CopyTo(buffer.Span);
        return ValueTask.FromResult(read);
    }
}

/// <summary>Repeats a block without end or up to a length, so that large files need no room.</summary>
internal sealed class RepeatingStream(byte[] first, byte[] block, long length) : Stream
{
    private long position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position { get => position; set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var wanted = (int)Math.Min(buffer.Length, length - position);
        for (var done = 0; done < wanted;)
        {
            var source = position < first.Length
                ? first.AsSpan((int)position)
                : block.AsSpan((int)((position - first.Length) % block.Length));
            source = source[..Math.Min(source.Length, wanted - done)];
            source.CopyTo(buffer[done..]);
            done += source.Length;
            position += source.Length;
        }

        return wanted;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
