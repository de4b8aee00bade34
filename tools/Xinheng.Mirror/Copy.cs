using System.Globalization;
using System.Text;
using Xinheng.Model.Journal;
using Xinheng.Model.Publication;

namespace Xinheng.Mirror;

/// <summary>
/// The copy in a folder: one file of JSON lines for each of 4,096 buckets of subjects, and the cursor up to which it is true,
/// written last. A crash in between means that some changes are taken twice, which does no harm.
/// </summary>
public sealed class Copy
{
    private readonly string folder;
    private readonly Dictionary<Guid, (int Bucket, DateOnly? Until)> records = [];

    private Copy(string folder) => this.folder = folder;

    public int Count => records.Count;

    /// <summary>Where to go on; null: there is no copy yet.</summary>
    public string? Cursor { get; private set; }

    public static Copy Open(string folder)
    {
        var copy = new Copy(folder);
        Directory.CreateDirectory(copy.RecordsFolder);
        if (!File.Exists(copy.CursorFile))
        {
            copy.Clear();
            return copy;
        }

        copy.Cursor = File.ReadAllText(copy.CursorFile).Trim();
        foreach (var file in Directory.GetFiles(copy.RecordsFolder, "*.jsonl"))
        {
            foreach (var line in Line.ParseAll(File.ReadAllBytes(file)))
            {
                copy.records[line.Id] = (line.Bucket, line.Until);
            }
        }

        return copy;
    }

    public void Clear()
    {
        File.Delete(CursorFile);
        Cursor = null;
        records.Clear();
        foreach (var file in Directory.GetFiles(RecordsFolder))
        {
            File.Delete(file);
        }
    }

    /// <summary>Takes records over and drops others; of two changes of one record the later counts.</summary>
    public void Apply(IReadOnlyCollection<Line> changed, IReadOnlyCollection<Guid> gone)
    {
        var dropped = gone.Where(records.ContainsKey).Select(id => (Id: id, records[id].Bucket))
            .Concat(changed.Where(line => records.TryGetValue(line.Id, out var known) && known.Bucket != line.Bucket)
                .Select(line => (line.Id, records[line.Id].Bucket)))
            .ToLookup(d => d.Bucket, d => d.Id);
        var taken = changed.ToLookup(line => line.Bucket);
        foreach (var bucket in dropped.Select(d => d.Key).Union(taken.Select(t => t.Key)))
        {
            var lines = Read(bucket).ToDictionary(line => line.Id);
            foreach (var id in dropped[bucket])
            {
                lines.Remove(id);
            }

            foreach (var line in taken[bucket])
            {
                lines[line.Id] = line;
            }

            Write(FileOf(bucket), LinesOf(lines.Values));
        }

        foreach (var id in gone)
        {
            records.Remove(id);
        }

        foreach (var line in changed)
        {
            records[line.Id] = (line.Bucket, line.Until);
        }
    }

    /// <summary>Drops what may not be kept from this day on, whether the source was heard from or not; returns how many.</summary>
    public int DropEnded(DateOnly today)
    {
        var ended = records.Where(r => r.Value.Until <= today).Select(r => r.Key).ToList();
        Apply([], ended);
        return ended.Count;
    }

    public void Reach(string cursor)
    {
        Write(CursorFile, Encoding.ASCII.GetBytes(cursor));
        Cursor = cursor;
    }

    /// <summary>The digest of each of so many parts, as the source's manifest has them.</summary>
    public IReadOnlyList<Hash256> Digests(int parts) =>
    [
        .. Enumerable.Range(0, parts).Select(part =>
        {
            var (from, to) = SubjectPart.BucketsOf(part, parts);
            return Hash256.Of(LinesOf(Enumerable.Range(from, to - from).SelectMany(Read)));
        }),
    ];

    private string RecordsFolder => Path.Combine(folder, "records");

    private string CursorFile => Path.Combine(folder, "cursor.txt");

    private string FileOf(int bucket) => Path.Combine(RecordsFolder, string.Create(CultureInfo.InvariantCulture, $"{bucket:x3}.jsonl"));

    private IEnumerable<Line> Read(int bucket) => File.Exists(FileOf(bucket)) ? Line.ParseAll(File.ReadAllBytes(FileOf(bucket))) : [];

    private static byte[] LinesOf(IEnumerable<Line> lines)
    {
        using var bytes = new MemoryStream();
        foreach (var line in lines.OrderBy(l => l.Id))
        {
            bytes.Write(line.Json);
            bytes.WriteByte((byte)'\n');
        }

        return bytes.ToArray();
    }

    private static void Write(string path, byte[] bytes)
    {
        File.WriteAllBytes(path + ".part", bytes);
        File.Move(path + ".part", path, overwrite: true);
    }
}
