using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Npgsql;
using Xinheng.Model.Journal;

namespace Xinheng.Platform.Records;

/// <summary>
/// Every record's row while its revisions are verified: its item, its latest revision's number, and one digest of all that
/// the row repeats from that revision. A revived record or a longer period shows as another digest.
/// </summary>
internal sealed class KnownRecords
{
    private static readonly KeyMatch Repeated = static key => !key.SequenceEqual("operation"u8) && !key.SequenceEqual("reason"u8);

    private static readonly byte[][] Texts = Keys("state", "nature", "provider", "authority");
    private static readonly byte[][] Dates = Keys("decidedOn", "publicUntil");
    private static readonly byte[] Severity = CanonicalJson.PrepareKey("severity");
    private static readonly byte[] Confirmed = CanonicalJson.PrepareKey("confirmed");
    private static readonly byte[] Impact = CanonicalJson.PrepareKey("impact");
    private static readonly byte[] Openness = CanonicalJson.PrepareKey("openness");
    private static readonly byte[] Held = CanonicalJson.PrepareKey("held");
    private static readonly byte[] Contested = CanonicalJson.PrepareKey("contested");

    private readonly ArrayBufferWriter<byte> buffer = new(1024);
    private readonly Dictionary<Guid, Row> rows;
    private readonly List<string> items = [];

    private KnownRecords(int count) => rows = new Dictionary<Guid, Row>(count);

    private record struct Row(string Item, int Revision, Guid Digest, bool Holds);

    public int Count => rows.Count;

    /// <summary>Records whose latest revision was not met, or says something else.</summary>
    public IEnumerable<Guid> Differing => rows.Where(r => !r.Value.Holds).Select(r => r.Key);

    public static async Task<KnownRecords> ReadAsync(NpgsqlConnection snapshot, int count, CancellationToken ct)
    {
        var known = new KnownRecords(count);
        await using var table = await BinaryRowReader.BeginAsync(snapshot, """
            copy records.record (record_id, item, revision, subject_id, content, state, nature, provider, authority, decided_on,
                                 public_until, severity, confirmed, impact, own_openness, held, contested)
            to stdout (format binary)
            """, 17, ct);
        while (await table.ReadAsync(ct))
        {
            known.rows[table.Id(0)] = new Row(known.ItemOf(table.Bytes(1)), table.Number(2), known.DigestOf(table), false);
        }

        return known;
    }

    /// <summary>The item of a record and the number of its latest revision; null when it has no row.</summary>
    public (string Item, int Revision)? Find(Guid record) => rows.TryGetValue(record, out var row) ? (row.Item, row.Revision) : null;

    /// <summary>Holds a record's row against its latest revision.</summary>
    public void Meet(Guid record, Guid subject, Guid content, ReadOnlySpan<byte> standing)
    {
        buffer.ResetWrittenCount();
        ref var row = ref CollectionsMarshal.GetValueRefOrNullRef(rows, record);
        row.Holds = CanonicalJsonSplit.TrySelect(standing, Repeated, buffer) && Digest(subject, content) == row.Digest;
    }

    // As Standing.Write spells it, without the two members that a row does not repeat.
    private Guid DigestOf(BinaryRowReader table)
    {
        buffer.ResetWrittenCount();
        var json = new CanonicalJsonWriter(buffer);
        json.StartObject();
        for (var i = 0; i < Texts.Length; i++)
        {
            Text(ref json, Texts[i], table, 5 + i);
        }

        for (var i = 0; i < Dates.Length; i++)
        {
            Date(ref json, Dates[i], table, 9 + i);
        }

        if (!table.IsNull(11))
        {
            json.Key(Severity);
            json.Number(table.Short(11));
        }

        Flag(ref json, Confirmed, table, 12, evenFalse: false);
        Flag(ref json, Impact, table, 13, evenFalse: true);
        Text(ref json, Openness, table, 14);
        Flag(ref json, Held, table, 15, evenFalse: false);
        Flag(ref json, Contested, table, 16, evenFalse: false);
        json.EndObject();
        json.Complete();
        return Digest(table.Id(3), table.Id(4));
    }

    private Guid Digest(Guid subject, Guid content)
    {
        Span<byte> bytes = stackalloc byte[Hash256.Length];
        subject.TryWriteBytes(bytes[..16]);
        content.TryWriteBytes(bytes[16..]);
        Hash256.Of(bytes, buffer.WrittenSpan).CopyTo(bytes);
        return new Guid(bytes[..16]);
    }

    private static void Text(ref CanonicalJsonWriter json, byte[] key, BinaryRowReader table, int column)
    {
        if (!table.IsNull(column))
        {
            json.Key(key);
            json.String(table.Bytes(column));
        }
    }

    private static void Date(ref CanonicalJsonWriter json, byte[] key, BinaryRowReader table, int column)
    {
        if (table.IsNull(column))
        {
            return;
        }

        json.Key(key);
        if (table.Date(column) is { } date)
        {
            Span<char> text = stackalloc char[10];
            date.TryFormat(text, out _, "yyyy-MM-dd", CultureInfo.InvariantCulture);
            json.String(text);
        }
        else
        {
            json.Null();
        }
    }

    private static void Flag(ref CanonicalJsonWriter json, byte[] key, BinaryRowReader table, int column, bool evenFalse)
    {
        if (!table.IsNull(column) && (evenFalse || table.Flag(column)))
        {
            json.Key(key);
            json.Boolean(table.Flag(column));
        }
    }

    // Items are few: their codes are kept once.
    private string ItemOf(ReadOnlySpan<byte> code)
    {
        foreach (var item in items)
        {
            if (Ascii.Equals(code, item))
            {
                return item;
            }
        }

        items.Add(Encoding.UTF8.GetString(code));
        return items[^1];
    }

    private static byte[][] Keys(params string[] names) => [.. names.Select(n => CanonicalJson.PrepareKey(n))];
}
