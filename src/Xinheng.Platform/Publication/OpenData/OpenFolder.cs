using Xinheng.Model.Journal;
using Xinheng.Model.Law;
using Xinheng.Model.Publication;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Journal;
using Xinheng.Platform.Law;
using Xinheng.Platform.Publication.Authentic;

namespace Xinheng.Platform.Publication.OpenData;

/// <summary>
/// The snapshot's files in the data directory. What the manifest does not name is not there for anybody; a file is looked at again
/// whenever it is another than the one that was looked at, and one that is not what the manifest says is not handed out.
/// </summary>
public sealed class OpenFolder(XinhengOptions options, SigningKeys keys, Clock clock)
{
    private const string ManifestName = "manifest.json";

    private readonly Lock gate = new();
    private readonly Dictionary<string, (long Length, DateTime Written)> sound = new(StringComparer.Ordinal);
    private Kept? kept;

    /// <summary>The manifest and the bytes it is given out as.</summary>
    public sealed record Kept(SnapshotManifest Manifest, byte[] Bytes)
    {
        internal IReadOnlyDictionary<string, (SnapshotPart Part, SnapshotFile File)> Files { get; } = Manifest.Parts
            .SelectMany(part => part.Files.Select(file => (part, file))).ToDictionary(f => f.file.Name, StringComparer.Ordinal);

        internal (long Length, DateTime Written) Stamp { get; init; }
    }

    internal string Folder => Path.Combine(options.DataDirectory, "open");

    internal string LockFile => Path.Combine(options.DataDirectory, "open.lock");

    /// <summary>Null when there is none yet, or none that we signed.</summary>
    public Kept? Current
    {
        get
        {
            var file = new FileInfo(Path.Combine(Folder, ManifestName));
            lock (gate)
            {
                if (!file.Exists)
                {
                    return kept = null;
                }

                var stamp = (file.Length, file.LastWriteTimeUtc);
                return kept?.Stamp == stamp ? kept : kept = Read(file.FullName, stamp);
            }
        }
    }

    /// <summary>A file of the snapshot, open for reading; null where the manifest names none so, it ends today, or the bytes are not its.</summary>
    public FileStream? Open(string name, out SnapshotFile? described)
    {
        described = null;
        if (Current is not { } current || !current.Files.TryGetValue(name, out var found)
            || found.Part.Until <= TodayOf(current.Manifest) || !IsSound(found.File))
        {
            return null;
        }

        described = found.File;
        return new FileStream(Path.Combine(Folder, name), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
    }

    /// <summary>Whether the file lies there as the manifest says; read again only if it is another than last time, or when asked to.</summary>
    public bool IsSound(SnapshotFile file, bool again = false)
    {
        var there = new FileInfo(Path.Combine(Folder, file.Name));
        if (!there.Exists || there.Length != file.Bytes)
        {
            return false;
        }

        var stamp = (there.Length, there.LastWriteTimeUtc);
        lock (gate)
        {
            if (!again && sound.TryGetValue(file.Name, out var seen) && seen == stamp)
            {
                return true;
            }
        }

        using var stream = there.OpenRead();
        var isSound = new Hash256(System.Security.Cryptography.SHA256.HashData(stream)) == file.Sha256;
        lock (gate)
        {
            if (isSound)
            {
                sound[file.Name] = stamp;
            }
            else
            {
                sound.Remove(file.Name);
            }
        }

        return isSound;
    }

    /// <summary>The manifest, where one lies there that we did not sign.</summary>
    internal List<ChangedFile> Unsigned => File.Exists(Path.Combine(Folder, ManifestName)) && Current is null
        ? [new ChangedFile(ManifestName, "", DigestOf(ManifestName), Mended: true)]
        : [];

    /// <summary>SHA-256 of a file as it lies there; null when it does not.</summary>
    internal string? DigestOf(string name)
    {
        var path = Path.Combine(Folder, name);
        return File.Exists(path) ? Hash256.Of(File.ReadAllBytes(path)).ToString() : null;
    }

    /// <summary>Writes a file whole or not at all.</summary>
    internal async Task WriteAsync(string name, ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        Directory.CreateDirectory(Folder);
        var path = Path.Combine(Folder, name);
        await using (var file = new FileStream(path + ".part", FileMode.Create, FileAccess.Write, FileShare.None))
        {
            await file.WriteAsync(bytes, ct);
            file.Flush(flushToDisk: true);
        }

        File.Move(path + ".part", path, overwrite: true);
    }

    /// <summary>From here on this is the snapshot; files it does not name go.</summary>
    internal async Task PublishAsync(SnapshotManifest manifest, CancellationToken ct)
    {
        await WriteAsync(ManifestName, manifest.Sign(keys.Current).ToCanonicalJson(), ct);
        var named = Current!.Files;
        foreach (var file in Directory.GetFiles(Folder).Where(f => Path.GetFileName(f) is var name && name != ManifestName && !named.ContainsKey(name)))
        {
            File.Delete(file);
        }

        lock (gate)
        {
            foreach (var gone in sound.Keys.Where(name => !named.ContainsKey(name)).ToList())
            {
                sound.Remove(gone);
            }
        }
    }

    // Counted on from the manifest's own day, which may be a fictional one.
    private DateOnly TodayOf(SnapshotManifest manifest) =>
        manifest.Day.AddDays(clock.Today.DayNumber - LegalTime.DateOf(manifest.WrittenAt).DayNumber);

    private Kept? Read(string path, (long Length, DateTime Written) stamp)
    {
        var bytes = File.ReadAllBytes(path);
        return SignedSnapshot.Parse(bytes).TryGet(out var signed) && signed.Verify(keys.Public).TryGet(out var manifest)
            ? new Kept(manifest, bytes) { Stamp = stamp }
            : null;
    }
}
