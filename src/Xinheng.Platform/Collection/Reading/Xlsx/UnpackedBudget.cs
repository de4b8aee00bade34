namespace Xinheng.Platform.Collection.Reading.Xlsx;

/// <summary>What a workbook's parts together may unpack to. Counted as bytes come out: a bomb's headers lie.</summary>
internal sealed class UnpackedBudget(long packedBytes, ReadingLimits limits)
{
    private long unpacked;

    public void Take(int bytes)
    {
        unpacked += bytes;
        if (unpacked > limits.UnpackedBytes ||
            (unpacked > limits.RatioFloorBytes && unpacked / Math.Max(packedBytes, 1) >= limits.UnpackedRatio))
        {
            throw new WorkbookLimitException();
        }
    }
}

/// <summary>A part on its way to the XML parser, which holds one node at a time: none may be enormous.</summary>
internal sealed class BudgetedStream(Stream part, UnpackedBudget budget) : Stream
{
    private const int LargestNode = 4 << 20;

    private int sinceNode;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>The parser has finished a node.</summary>
    public void NodeRead() => sinceNode = 0;

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = part.Read(buffer);
        budget.Take(read);
        sinceNode += read;
        return sinceNode <= LargestNode ? read : throw new WorkbookLimitException();
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            part.Dispose();
        }

        base.Dispose(disposing);
    }
}
