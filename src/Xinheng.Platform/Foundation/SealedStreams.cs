using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Xinheng.Platform.Foundation;

/// <summary>Writes AES-GCM blocks of 64 KiB; the last one is marked, so that cutting the file short is noticed.</summary>
internal sealed class SealedWriter(Stream target, byte[] key) : IAsyncDisposable
{
    internal const int BlockSize = 1 << 16;

    private readonly AesGcm cipher = new(key, 16);
    private readonly byte[] plain = new byte[BlockSize];
    private readonly byte[] block = new byte[BlockSize + 16];
    private int filled;
    private long number;

    public async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        while (!bytes.IsEmpty)
        {
            if (filled == BlockSize)
            {
                await FlushAsync(last: false, ct);
            }

            var part = Math.Min(bytes.Length, BlockSize - filled);
            bytes[..part].CopyTo(plain.AsMemory(filled));
            filled += part;
            bytes = bytes[part..];
        }
    }

    public Task FinishAsync(CancellationToken ct) => FlushAsync(last: true, ct);

    public ValueTask DisposeAsync()
    {
        cipher.Dispose();
        return ValueTask.CompletedTask;
    }

    // A key seals one file only, so the block's number is a nonce never used twice.
    internal static byte[] Nonce(long number, bool last)
    {
        var nonce = new byte[12];
        nonce[0] = last ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteInt64BigEndian(nonce.AsSpan(4), number);
        return nonce;
    }

    private async Task FlushAsync(bool last, CancellationToken ct)
    {
        cipher.Encrypt(Nonce(number++, last), plain.AsSpan(0, filled), block.AsSpan(16, filled), block.AsSpan(0, 16));
        await target.WriteAsync(block.AsMemory(0, filled + 16), ct);
        filled = 0;
    }
}

/// <summary>Reads what <see cref="SealedWriter"/> wrote; a changed, missing or added byte is an exception.</summary>
internal sealed class SealedReader(Stream source, byte[] key) : Stream
{
    private readonly AesGcm cipher = new(key, 16);
    private readonly byte[] block = new byte[SealedWriter.BlockSize + 16];
    private readonly byte[] plain = new byte[SealedWriter.BlockSize];
    private int at;
    private int filled;
    private long number;
    private bool ended;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (at == filled && !ended)
        {
            NextBlock();
        }

        var part = Math.Min(buffer.Length, filled - at);
        plain.AsSpan(at, part).CopyTo(buffer);
        at += part;
        return part;
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        new(Read(buffer.Span));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        Task.FromResult(Read(buffer.AsSpan(offset, count)));

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
            cipher.Dispose();
            source.Dispose();
        }

        base.Dispose(disposing);
    }

    private void NextBlock()
    {
        var read = source.ReadAtLeast(block, block.Length, throwOnEndOfStream: false);
        ended = read < block.Length || source.Position == source.Length;
        if (read < 16)
        {
            throw new AuthenticationTagMismatchException("The file was cut short.");
        }

        at = 0;
        filled = read - 16;
        cipher.Decrypt(SealedWriter.Nonce(number++, ended), block.AsSpan(16, filled), block.AsSpan(0, 16), plain.AsSpan(0, filled));
    }
}
