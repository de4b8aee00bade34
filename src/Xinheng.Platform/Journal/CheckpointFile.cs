using System.Text;
using Xinheng.Model.Journal;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.Journal;

/// <summary>
/// Checkpoints outside the database, appended as they are signed. Copied away, it is the witness against which a
/// log that was shortened or rewritten is found out.
/// </summary>
public sealed class CheckpointFile(XinhengOptions options)
{
    private State known = new(0, 0, 0, "");

    /// <param name="Length">The file's length when this was true.</param>
    /// <param name="Size">Of the log, at the last checkpoint in the file.</param>
    /// <param name="End">Where the last whole note ends: behind it stands what a crash cut off.</param>
    /// <param name="Missing">What the last whole note still lacks.</param>
    private sealed record State(long Length, long Size, long End, string Missing);

    public string FullPath => Path.Combine(options.DataDirectory, "checkpoints.txt");

    /// <summary>Size of the log at the last checkpoint written; 0 while there is none.</summary>
    public async Task<long> LastSizeAsync(CancellationToken ct)
    {
        var length = File.Exists(FullPath) ? new FileInfo(FullPath).Length : 0;
        if (length != known.Length)
        {
            known = Look(await File.ReadAllTextAsync(FullPath, ct), length);
        }

        return known.Size;
    }

    /// <summary>Appends whole notes; half a note that a crash left at the end would spoil the next one, so it goes.</summary>
    public async Task AppendAsync(IReadOnlyList<string> notes, CancellationToken ct)
    {
        await LastSizeAsync(ct);
        Directory.CreateDirectory(options.DataDirectory);
        var text = Encoding.UTF8.GetBytes(known.Missing + string.Concat(notes.Select(note => note + "\n")));
        await using var file = new FileStream(FullPath, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read);
        file.SetLength(known.End);
        file.Position = known.End;
        await file.WriteAsync(text, ct);
        file.Flush(flushToDisk: true);
        known = new State(file.Length, SignedCheckpoint.Parse(notes[^1]).Value.Checkpoint.Head.Size, file.Length, "");
    }

    private static State Look(string text, long length)
    {
        if (!WitnessFile.Parse(text).TryGet(out var file))
        {
            return new State(length, LastReadable(text), length, ""); // verify names the damage; the rest is still kept
        }

        return new State(
            length, file.Checkpoints.Count > 0 ? file.Checkpoints[^1].Checkpoint.Head.Size : 0,
            length - Encoding.UTF8.GetByteCount(file.Torn),
            file.Torn.Length > 0 || text.Length == 0 || text.EndsWith("\n\n", StringComparison.Ordinal) ? "" : "\n");
    }

    private static long LastReadable(string text) =>
        text.TrimEnd('\n').Split("\n\n") is [.., var body, var signatures]
        && SignedCheckpoint.Parse($"{body}\n\n{signatures}\n").TryGet(out var last) ? last.Checkpoint.Head.Size : 0;
}
