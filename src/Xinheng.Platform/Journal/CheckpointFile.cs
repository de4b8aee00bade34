using Xinheng.Model.Journal;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.Journal;

/// <summary>
/// Checkpoints outside the database, appended as they are signed. Copied away, it is the witness against which a
/// log that was shortened or rewritten is found out.
/// </summary>
public sealed class CheckpointFile(XinhengOptions options)
{
    private (long Length, long Size) known;

    public string FullPath => Path.Combine(options.DataDirectory, "checkpoints.txt");

    /// <summary>Size of the log at the last checkpoint written; 0 while there is none.</summary>
    public async Task<long> LastSizeAsync(CancellationToken ct)
    {
        if (!File.Exists(FullPath))
        {
            return 0;
        }

        var length = new FileInfo(FullPath).Length;
        if (length != known.Length)
        {
            var read = WitnessFile.Parse(await File.ReadAllTextAsync(FullPath, ct));
            known = (length, read.TryGet(out var file) && file.Checkpoints.Count > 0 ? file.Checkpoints[^1].Checkpoint.Head.Size : 0);
        }

        return known.Size;
    }

    public async Task AppendAsync(IEnumerable<string> notes, CancellationToken ct)
    {
        Directory.CreateDirectory(options.DataDirectory);
        await File.AppendAllTextAsync(FullPath, string.Concat(notes.Select(note => note + "\n")), ct);
    }
}
