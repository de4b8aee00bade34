using System.Security.Cryptography;
using Dapper;
using Npgsql;
using Xinheng.Model.Foundation;

namespace Xinheng.Platform.Foundation;

/// <summary>An original kept encrypted: its id, the SHA-256 of its plain bytes and their number.</summary>
public sealed record StoredFile(Guid Id, byte[] Digest, long Length);

/// <summary>
/// Originals on disk, each under a key of its own that the files key wraps. The row is written in the caller's
/// transaction; a file without a row is rubbish a crash left, and is swept.
/// </summary>
public sealed class FileStore(Database database, KeyRing keys, Clock clock, XinhengOptions options)
{
    private sealed record Row(Guid Id, byte[] Digest, long Length, int KeyVersion, byte[]? WrappedKey);

    /// <summary>Bytes written to disk whose row is not yet in the database.</summary>
    public sealed record Written(Guid Id, byte[] Digest, long Length, int KeyVersion, byte[] WrappedKey);

    /// <summary>Streams the bytes to disk, encrypted, digesting them on the way; refuses more than <paramref name="most"/>.</summary>
    public async Task<Result<Written>> WriteAsync(Stream content, long most, CancellationToken ct)
    {
        var id = clock.NewId();
        var key = RandomNumberGenerator.GetBytes(32);
        var path = PathOf(id);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        try
        {
            var (digest, length) = await SealAsync(content, most, path, key, ct);
            if (length > most)
            {
                File.Delete(path);
                return Refusal.TooMuch("foundation.file.too-large", $"文件超过上限 {most / (1024 * 1024)} MB。请拆分后分批报送。");
            }

            var master = keys.Current(KeyPurpose.Files);
            return new Written(id, digest, length, master.Version, KeyWrap.Wrap(master.Bytes, key));
        }
        catch (Exception e)
        {
            File.Delete(path); // the sender hung up, or the disk is full
            if (IsFull(e))
            {
                return Refusal.Conflict("foundation.file.no-room", "存放原件的磁盘已满，文件没有接收。请管理员腾出空间后，再报送同一文件。");
            }

            throw;
        }
    }

    public async Task RecordAsync(NpgsqlTransaction transaction, Written file, CancellationToken ct) =>
        await transaction.Connection!.ExecuteAsync(new CommandDefinition("""
            insert into foundation.file (id, digest, length, key_version, wrapped_key, created_at)
            values (@Id, @Digest, @Length, @KeyVersion, @WrappedKey, @now)
            """, new { file.Id, file.Digest, file.Length, file.KeyVersion, file.WrappedKey, now = clock.Now },
            transaction, cancellationToken: ct));

    public void Discard(Written file) => File.Delete(PathOf(file.Id));

    /// <summary>
    /// Destroys an original for ever: its key first, then its bytes. Digest and length remain. Copies in backups stay
    /// readable until those are gone or the master key is destroyed.
    /// </summary>
    public async Task DestroyAsync(Guid id, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition(
            "update foundation.file set wrapped_key = null where id = @id", new { id }, cancellationToken: ct));
        File.Delete(PathOf(id));
    }

    /// <summary>The plain bytes, decrypted as they are read; tampering ends the stream with an exception.</summary>
    public async Task<Stream> OpenAsync(Guid id, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var row = await connection.QuerySingleAsync<Row>(new CommandDefinition(
            "select id, digest, length, key_version as KeyVersion, wrapped_key as WrappedKey from foundation.file where id = @id",
            new { id }, cancellationToken: ct));
        var key = KeyOf(row);
        return new SealedReader(new FileStream(PathOf(id), FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 17), key);
    }

    /// <summary>The file's own key, for sealing what belongs to the same submission (its refused rows).</summary>
    public async Task<byte[]> KeyAsync(Guid id, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return KeyOf(await connection.QuerySingleAsync<Row>(new CommandDefinition(
            "select id, digest, length, key_version as KeyVersion, wrapped_key as WrappedKey from foundation.file where id = @id",
            new { id }, cancellationToken: ct)));
    }

    private static async Task<(byte[] Digest, long Length)> SealAsync(
        Stream content, long most, string path, byte[] key, CancellationToken ct)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        long length = 0;
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16, true);
        await using var sealing = new SealedWriter(file, key);
        var buffer = new byte[1 << 16];
        int read;
        while (length <= most && (read = await content.ReadAsync(buffer, ct)) > 0)
        {
            length += read;
            digest.AppendData(buffer, 0, read);
            await sealing.WriteAsync(buffer.AsMemory(0, read), ct);
        }

        await sealing.FinishAsync(ct);
        file.Flush(flushToDisk: true);
        return (digest.GetHashAndReset(), length);
    }

    // ENOSPC, and EDQUOT of Linux and of macOS: what .NET says of a disk that takes no more.
    private static bool IsFull(Exception e) => e is IOException { HResult: 28 or 122 or 69 };

    private byte[] KeyOf(Row row) => row.WrappedKey is { } wrapped
        ? KeyWrap.Unwrap(keys.Get(KeyPurpose.Files, row.KeyVersion).Bytes, wrapped)
        : throw new UnusableException(Refusal.NotFound("foundation.file.destroyed", "这份原件的密钥已按保存期限销毁，只留下摘要。"));

    internal static string Folder(XinhengOptions options) => Path.Combine(options.DataDirectory, "files");

    internal static string PathIn(XinhengOptions options, Guid id)
    {
        var name = id.ToString("N");
        return Path.Combine(Folder(options), name[^2..], name);
    }

    private string PathOf(Guid id) => PathIn(options, id);
}
