using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Xinheng.Platform.Foundation.Backups;

/// <summary>What was saved or put back, in figures; the notes say aloud what the figures cannot.</summary>
/// <param name="Content">
/// One SHA-256 over every table and original, equal exactly when two backups hold the same rows in the same order.
/// </param>
/// <param name="Notes">In plain Chinese: what is not in it, and what should be looked after.</param>
public sealed record BackupSummary(
    string File, DateTimeOffset CreatedAt, string Program, IReadOnlyList<BackupSummary.Table> Tables, int Originals,
    long Bytes, string Content, IReadOnlyList<string> Notes)
{
    public sealed record Table(string Name, long Rows);

    public long Rows => Tables.Sum(t => t.Rows);

    internal static BackupSummary Of(string file, BackupManifest manifest, IReadOnlyList<string> notes) => new(
        Path.GetFullPath(file), manifest.CreatedAt, manifest.Program,
        [.. manifest.Tables.Select(t => new Table($"{t.Schema}.{t.Name}", t.Rows))],
        manifest.Files.Count, manifest.Parts.Sum(p => p.Bytes), ContentOf(manifest), notes);

    private static string ContentOf(BackupManifest manifest)
    {
        var lines = manifest.Tables.Select(t => t.Part).Concat(manifest.Files).OrderBy(p => p.Name, StringComparer.Ordinal)
            .Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Name} {p.Bytes} {p.Sha256}\n"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines))));
    }
}
