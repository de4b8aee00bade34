using System.Buffers;

namespace Xinheng.Platform.Collection.Reading.Bytes;

/// <summary>The stretch of a file that is being looked at: filled to the brim before anyone looks, then moved along.</summary>
internal sealed class ByteWindow(Stream stream) : IDisposable
{
    /// <summary>Readable bytes after <see cref="End"/>, of no meaning: vectors may read past it.</summary>
    public const int Slack = 64;

    private const int Usual = 256 << 10;

    private long offset;

    public byte[] Bytes { get; private set; } = ArrayPool<byte>.Shared.Rent(Usual);

    /// <summary>The first byte not yet used up.</summary>
    public int Start { get; set; }

    public int End { get; private set; }

    /// <summary>No byte comes after <see cref="End"/>.</summary>
    public bool HasEnded { get; private set; }

    public ReadOnlySpan<byte> Rest => Bytes.AsSpan(Start, End - Start);

    public long OffsetOf(int position) => offset + position;

    /// <summary>
    /// Drops what was used up and reads until full. Reading small pieces and looking each time would let a slow sender
    /// make us scan one long record again and again.
    /// </summary>
    public async ValueTask FillAsync(CancellationToken ct)
    {
        Bytes.AsSpan(Start, End - Start).CopyTo(Bytes);
        offset += Start;
        (Start, End) = (0, End - Start);
        if (End >= (Bytes.Length - Slack) / 2)
        {
            Grow();
        }

        while (!HasEnded && End < Bytes.Length - Slack)
        {
            var read = await stream.ReadAsync(Bytes.AsMemory(End, Bytes.Length - Slack - End), ct);
            HasEnded = read == 0;
            End += read;
        }
    }

    /// <summary>Nothing further is to be read.</summary>
    public void Abandon() => (Start, HasEnded) = (End, true);

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(Bytes);
        Bytes = [];
    }

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(Bytes.Length * 2);
        Bytes.AsSpan(0, End).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(Bytes);
        Bytes = larger;
    }
}
