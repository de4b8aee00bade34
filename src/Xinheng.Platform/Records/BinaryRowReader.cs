using System.Buffers.Binary;
using Npgsql;

namespace Xinheng.Platform.Records;

/// <summary>
/// Reads rows in PostgreSQL's binary COPY form in place: verification passes over every byte of every revision, and copying
/// each value out first would cost more than digesting it.
/// </summary>
internal sealed class BinaryRowReader : IAsyncDisposable
{
    private const int HeaderLength = 19;

    private static readonly DateOnly Epoch = new(2000, 1, 1);

    private readonly NpgsqlRawCopyStream copy;
    private readonly int[] starts;
    private readonly int[] lengths;
    private byte[] buffer = new byte[1 << 18];
    private int start = HeaderLength;
    private int end;

    private BinaryRowReader(NpgsqlRawCopyStream copy, int columns)
    {
        this.copy = copy;
        (starts, lengths) = (new int[columns], new int[columns]);
    }

    /// <param name="sql">The whole statement, in binary form.</param>
    public static async Task<BinaryRowReader> BeginAsync(NpgsqlConnection connection, string sql, int columns, CancellationToken ct) =>
        new(await connection.BeginRawBinaryCopyAsync(sql, ct), columns);

    /// <summary>False after the last row. What the columns showed before is gone.</summary>
    public async ValueTask<bool> ReadAsync(CancellationToken ct)
    {
        while (true)
        {
            if (end - start >= 2 && BinaryPrimitives.ReadInt16BigEndian(buffer.AsSpan(start)) < 0)
            {
                return false;
            }

            if (TryRow())
            {
                return true;
            }

            MakeRoom();
            var read = await copy.ReadAsync(buffer.AsMemory(end), ct);
            end += read > 0 ? read : throw new EndOfStreamException("The database ended in the middle of a row.");
        }
    }

    public ReadOnlySpan<byte> Bytes(int column) => lengths[column] >= 0
        ? buffer.AsSpan(starts[column], lengths[column])
        : throw new InvalidOperationException($"Column {column} is null.");

    public Guid Id(int column) => new(Bytes(column), bigEndian: true);

    public int Number(int column) => BinaryPrimitives.ReadInt32BigEndian(Bytes(column));

    public short Short(int column) => BinaryPrimitives.ReadInt16BigEndian(Bytes(column));

    public bool Flag(int column) => Bytes(column)[0] != 0;

    /// <summary>Null for infinity and what else no calendar has.</summary>
    public DateOnly? Date(int column) =>
        (long)Epoch.DayNumber + Number(column) is >= 0 and var day && day <= DateOnly.MaxValue.DayNumber ? DateOnly.FromDayNumber((int)day) : null;

    public bool IsNull(int column) => lengths[column] < 0;

    public ValueTask DisposeAsync() => copy.DisposeAsync();

    private bool TryRow()
    {
        var at = start + 2;
        for (var column = 0; column < starts.Length; column++)
        {
            if (end - at < 4)
            {
                return false;
            }

            lengths[column] = BinaryPrimitives.ReadInt32BigEndian(buffer.AsSpan(at));
            starts[column] = at + 4;
            at += 4 + Math.Max(0, lengths[column]);
        }

        if (at > end)
        {
            return false;
        }

        start = at;
        return true;
    }

    private void MakeRoom()
    {
        if (start > end)
        {
            return; // the header is still coming
        }

        buffer.AsSpan(start, end - start).CopyTo(buffer);
        (start, end) = (0, end - start);
        if (end == buffer.Length)
        {
            Array.Resize(ref buffer, 2 * buffer.Length);
        }
    }
}
