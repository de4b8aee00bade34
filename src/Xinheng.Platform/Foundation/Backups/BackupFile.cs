using System.IO.Compression;
using Xinheng.Model.Foundation;

namespace Xinheng.Platform.Foundation.Backups;

/// <summary>A backup opened for reading: its manifest is understood, its parts are not yet checked.</summary>
internal sealed class BackupFile : IAsyncDisposable
{
    // A manifest has some hundred bytes an original; nothing near this is one of ours.
    private const long LargestManifest = 1L << 30;

    private readonly ZipArchive zip;

    private BackupFile(ZipArchive zip, byte[] bytes, string? seal, BackupManifest manifest) =>
        (this.zip, ManifestBytes, Seal, Manifest) = (zip, bytes, seal, manifest);

    public BackupManifest Manifest { get; }

    public byte[] ManifestBytes { get; }

    public string? Seal { get; }

    /// <summary>The part an original is kept in.</summary>
    public static string NameOf(Guid original) => $"files/{original:N}";

    public static bool NamesOriginal(string part, out Guid original)
    {
        original = default;
        return part.StartsWith("files/", StringComparison.Ordinal) && Guid.TryParseExact(part["files/".Length..], "N", out original);
    }

    public static async Task<Result<BackupFile>> OpenAsync(string file, CancellationToken ct)
    {
        ZipArchive? zip = null;
        try
        {
            zip = await ZipFile.OpenReadAsync(file, ct);
            var read = await ReadAsync(zip, file, ct);
            zip = read.IsRefused ? zip : null;
            return read;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            return Refusal.NotFound("foundation.restore.no-file", $"没有找到备份文件 {Path.GetFullPath(file)}，或无权读取。请核对路径。");
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            return Torn(file);
        }
        finally
        {
            if (zip is not null)
            {
                await zip.DisposeAsync();
            }
        }
    }

    /// <summary>The part's bytes as they were saved; null when there is no such part.</summary>
    public async Task<Stream?> OpenAsync(BackupManifest.Part part, CancellationToken ct) =>
        zip.GetEntry(part.Name) is { } entry ? await entry.OpenAsync(ct) : null;

    /// <summary>Names of parts that the manifest does not know, or that are there twice.</summary>
    public IEnumerable<string> Foreign()
    {
        var known = Manifest.Parts.Select(p => p.Name).Append(BackupManifest.EntryName).Append(BackupSeal.EntryName).ToHashSet();
        return zip.Entries.Select(e => e.FullName).Where(name => !known.Remove(name));
    }

    public ValueTask DisposeAsync() => zip.DisposeAsync();

    private static async Task<Result<BackupFile>> ReadAsync(ZipArchive zip, string file, CancellationToken ct)
    {
        if (zip.GetEntry(BackupManifest.EntryName) is not { Length: < LargestManifest } entry)
        {
            return Refusal.Invalid("foundation.restore.not-a-backup",
                $"{Path.GetFullPath(file)} 不是 xinheng backup 写成的备份：其中没有 {BackupManifest.EntryName}。");
        }

        var bytes = await AllAsync(entry, ct);
        var format = BackupManifest.FormatOf(bytes);
        if (format is 0 or BackupManifest.CurrentFormat)
        {
            return BackupManifest.Read(bytes) is { } manifest
                ? new BackupFile(zip, bytes, await SealAsync(zip, ct), manifest)
                : Torn(file);
        }

        return Refusal.Conflict("foundation.restore.other-format",
            $"备份的格式是第 {format} 版，本程序（{Backup.Program}）只读第 {BackupManifest.CurrentFormat} 版。请用写成它的版本恢复。");
    }

    private static async Task<string?> SealAsync(ZipArchive zip, CancellationToken ct) =>
        zip.GetEntry(BackupSeal.EntryName) is { Length: < 1024 } entry
            ? System.Text.Encoding.ASCII.GetString(await AllAsync(entry, ct))
            : null;

    private static async Task<byte[]> AllAsync(ZipArchiveEntry entry, CancellationToken ct)
    {
        await using var stream = await entry.OpenAsync(ct);
        var bytes = new byte[entry.Length];
        await stream.ReadExactlyAsync(bytes, ct);
        return bytes;
    }

    private static Refusal Torn(string file) => Refusal.Invalid("foundation.restore.torn",
        $"备份文件 {Path.GetFullPath(file)} 不完整或已损坏，没有恢复任何内容。请改用另一份备份。");
}
