using System.Buffers.Binary;
using System.Text;
using Npgsql;

namespace Xinheng.Platform.Records;

/// <summary>
/// Writes rows in PostgreSQL's binary COPY form straight to the connection. For the tables that grow: writing value by
/// value through the driver costs several times as much processor time.
/// </summary>
internal sealed class BinaryRowWriter : IAsyncDisposable
{
    private const int FlushAt = 1 << 16;

    private static readonly int Epoch = new DateOnly(2000, 1, 1).DayNumber;
    private static readonly DateTimeOffset EpochInstant = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly NpgsqlRawCopyStream copy;
    private byte[] buffer = new byte[2 * FlushAt];
    private int used;
    private bool completed;

    private BinaryRowWriter(NpgsqlRawCopyStream copy)
    {
        this.copy = copy;
        "PGCOPY\n"u8.CopyTo(Take(7));
        ((ReadOnlySpan<byte>)[0xFF, (byte)'\r', (byte)'\n', 0, 0, 0, 0, 0, 0, 0, 0, 0]).CopyTo(Take(12));
    }

    /// <param name="sql">The whole statement, in binary form.</param>
    public static async Task<BinaryRowWriter> BeginAsync(NpgsqlConnection connection, string sql, CancellationToken ct) =>
        new(await connection.BeginRawBinaryCopyAsync(sql, ct));

    /// <summary>Begins a row of so many columns; sends what has gathered.</summary>
    public async ValueTask StartRowAsync(short columns, CancellationToken ct)
    {
        if (used >= FlushAt)
        {
            await copy.WriteAsync(buffer.AsMemory(0, used), ct);
            used = 0;
        }

        BinaryPrimitives.WriteInt16BigEndian(Take(2), columns);
    }

    public void Null() => Length(-1);

    public void Write(Guid value)
    {
        Length(16);
        value.TryWriteBytes(Take(16), bigEndian: true, out _);
    }

    public void Write(int value)
    {
        Length(4);
        BinaryPrimitives.WriteInt32BigEndian(Take(4), value);
    }

    public void Write(bool value)
    {
        Length(1);
        Take(1)[0] = value ? (byte)1 : (byte)0;
    }

    public void Write(DateTimeOffset value)
    {
        Length(8);
        BinaryPrimitives.WriteInt64BigEndian(Take(8), (value - EpochInstant).Ticks / TimeSpan.TicksPerMicrosecond);
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        Length(bytes.Length);
        bytes.CopyTo(Take(bytes.Length));
    }

    public void Write(string? text)
    {
        if (text is null)
        {
            Null();
            return;
        }

        var length = Encoding.UTF8.GetByteCount(text);
        Length(length);
        Encoding.UTF8.GetBytes(text, Take(length));
    }

    public void Write(DateOnly? date)
    {
        if (date is { } day)
        {
            Write(day.DayNumber - Epoch);
        }
        else
        {
            Null();
        }
    }

    public void Write(bool? value)
    {
        if (value is { } known)
        {
            Write(known);
        }
        else
        {
            Null();
        }
    }

    public void Write(short? value)
    {
        if (value is { } number)
        {
            Length(2);
            BinaryPrimitives.WriteInt16BigEndian(Take(2), number);
        }
        else
        {
            Null();
        }
    }

    public async Task CompleteAsync(CancellationToken ct)
    {
        BinaryPrimitives.WriteInt16BigEndian(Take(2), -1);
        await copy.WriteAsync(buffer.AsMemory(0, used), ct);
        completed = true;
    }

    /// <summary>Without completion nothing was written.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!completed)
        {
            await copy.CancelAsync();
        }

        await copy.DisposeAsync();
    }

    private void Length(int length) => BinaryPrimitives.WriteInt32BigEndian(Take(4), length);

    private Span<byte> Take(int length)
    {
        if (buffer.Length - used < length)
        {
            Array.Resize(ref buffer, Math.Max(2 * buffer.Length, used + length));
        }

        used += length;
        return buffer.AsSpan(used - length, length);
    }
}
