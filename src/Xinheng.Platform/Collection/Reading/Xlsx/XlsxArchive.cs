using System.Buffers.Binary;
using System.IO.Compression;

namespace Xinheng.Platform.Collection.Reading.Xlsx;

/// <summary>The archive around a workbook's parts. Their names are only ever looked up, never used as paths.</summary>
internal sealed class XlsxArchive : IDisposable
{
    private readonly ZipArchive zip;
    private readonly Dictionary<string, ZipArchiveEntry> parts = new(StringComparer.OrdinalIgnoreCase);
    private readonly UnpackedBudget budget;

    private XlsxArchive(Stream stream, ReadingLimits limits)
    {
        zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        budget = new UnpackedBudget(stream.Length, limits);
        foreach (var entry in zip.Entries)
        {
            // Two parts of one name: which one a program reads is anyone's guess, so nobody shall.
            if (!parts.TryAdd(entry.FullName.Replace('\\', '/').TrimStart('/'), entry))
            {
                throw new InvalidDataException("Two parts of one name.");
            }
        }
    }

    public IEnumerable<string> Names => parts.Keys;

    public static XlsxArchive Open(Stream stream, ReadingLimits limits)
    {
        CountEntries(stream, limits.ZipEntries);
        stream.Position = 0;
        return new XlsxArchive(stream, limits);
    }

    public PartReader? Read(string name) =>
        parts.TryGetValue(name, out var part) ? new PartReader(new BudgetedStream(part.Open(), budget)) : null;

    public void Dispose() => zip.Dispose();

    /// <summary>Walks the directory at the archive's end before the framework makes an object of each entry.</summary>
    private static void CountEntries(Stream stream, int limit)
    {
        const int EndLength = 22;
        var tail = new byte[(int)Math.Min(stream.Length, EndLength + ushort.MaxValue)];
        stream.Position = stream.Length - tail.Length;
        stream.ReadExactly(tail);
        var end = tail.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        if (end < 0 || tail.Length - end < EndLength)
        {
            throw new InvalidDataException("No archive directory.");
        }

        // Offsets of four bytes only: larger archives are beyond our limits anyway.
        var position = (long)BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(end + 16));
        var stop = stream.Length - tail.Length + end;
        Span<byte> entry = stackalloc byte[46];
        for (var count = 0; position + entry.Length <= stop; count++)
        {
            stream.Position = position;
            stream.ReadExactly(entry);
            if (!entry.StartsWith("PK\u0001\u0002"u8))
            {
                return;
            }

            if (count == limit)
            {
                throw new WorkbookLimitException();
            }

            position += entry.Length + BinaryPrimitives.ReadUInt16LittleEndian(entry[28..]) +
                BinaryPrimitives.ReadUInt16LittleEndian(entry[30..]) + BinaryPrimitives.ReadUInt16LittleEndian(entry[32..]);
        }
    }
}
