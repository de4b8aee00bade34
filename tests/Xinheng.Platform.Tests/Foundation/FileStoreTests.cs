using System.Security.Cryptography;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Xinheng.Platform.Foundation;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.Foundation;

public sealed class FileStoreTests : IAsyncLifetime
{
    private const int Block = (1 << 16) + 16;

    private readonly Place place = new();
    private readonly StandingTime time = new(TimeProvider.System.GetUtcNow());
    private Database database = null!;
    private KeyRing keys = null!;

    private FileStore Store => new(database, keys, new Clock(time), place.Options);

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.CreateAsync();
        keys = new KeyRing(place.Options);
        keys.CreateMissing();
    }

    public async ValueTask DisposeAsync()
    {
        await database.DisposeAsync();
        place.Dispose();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(65_537)]
    [InlineData(131_072)]
    [InlineData(300_001)]
    public async Task What_was_kept_comes_back_and_lies_encrypted_on_disk(int length)
    {
        var bytes = RandomNumberGenerator.GetBytes(length);

        var kept = await KeepAsync(bytes);

        Assert.Equal(SHA256.HashData(bytes), kept.Digest);
        Assert.Equal(length, kept.Length);
        Assert.Equal(bytes, await ReadAsync(kept.Id));
        var onDisk = await File.ReadAllBytesAsync(PathOf(kept.Id));
        Assert.True(length < 32 || onDisk.AsSpan().IndexOf(bytes.AsSpan(0, 32)) < 0);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(17)]
    [InlineData(Block)]
    [InlineData(-1)]
    public async Task A_changed_byte_is_noticed(int at)
    {
        var kept = await KeepAsync(RandomNumberGenerator.GetBytes(200_000));
        await ChangeAsync(kept.Id, bytes =>
        {
            bytes[at < 0 ? bytes.Length + at : at] ^= 1;
            return bytes;
        });

        await Assert.ThrowsAnyAsync<CryptographicException>(() => ReadAsync(kept.Id));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(Block)]
    [InlineData(Block + 100)]
    [InlineData(2 * Block)]
    public async Task A_file_cut_short_is_noticed_also_between_two_blocks(int length)
    {
        var kept = await KeepAsync(RandomNumberGenerator.GetBytes(200_000));
        await ChangeAsync(kept.Id, bytes => bytes[..length]);

        await Assert.ThrowsAnyAsync<CryptographicException>(() => ReadAsync(kept.Id));
    }

    [Fact]
    public async Task Swapped_or_added_blocks_are_noticed()
    {
        var kept = await KeepAsync(RandomNumberGenerator.GetBytes(200_000));
        var whole = await File.ReadAllBytesAsync(PathOf(kept.Id));

        await ChangeAsync(kept.Id, b => [.. b[Block..(2 * Block)], .. b[..Block], .. b[(2 * Block)..]]);
        await Assert.ThrowsAnyAsync<CryptographicException>(() => ReadAsync(kept.Id));

        await ChangeAsync(kept.Id, _ => [.. whole, .. whole[..Block]]);
        await Assert.ThrowsAnyAsync<CryptographicException>(() => ReadAsync(kept.Id));
    }

    [Fact]
    public async Task Too_much_is_refused_and_removed()
    {
        using var content = new MemoryStream(new byte[2 * 1024 * 1024 + 1]);

        var refused = await Store.WriteAsync(content, 2 * 1024 * 1024, CancellationToken.None);

        Assert.Equal("foundation.file.too-large", Assert.Single(refused.Refusals).Code);
        Assert.Contains("2 MB", refused.Refusals[0].Message, StringComparison.Ordinal);
        Assert.Empty(OnDisk());
    }

    [Fact]
    public async Task A_sender_that_hangs_up_leaves_nothing()
    {
        await Assert.ThrowsAsync<IOException>(() => Store.WriteAsync(new HangsUp(), 1 << 20, CancellationToken.None));

        Assert.Empty(OnDisk());
    }

    [Fact]
    public async Task A_destroyed_original_is_gone_and_its_digest_remains()
    {
        var kept = await KeepAsync([1, 2, 3]);

        await Store.DestroyAsync(kept.Id, CancellationToken.None);

        var gone = await Assert.ThrowsAsync<UnusableException>(() => ReadAsync(kept.Id));
        Assert.Equal("foundation.file.destroyed", gone.Refusal.Code);
        Assert.Empty(OnDisk());
        await using var connection = await database.Owner.OpenConnectionAsync();
        Assert.Equal(kept.Digest, await connection.ExecuteScalarAsync<byte[]>("select digest from foundation.file where id = @Id", new { kept.Id }));
    }

    [Fact]
    public async Task After_the_master_key_is_rotated_old_originals_stay_readable_until_it_is_destroyed()
    {
        var old = await KeepAsync([1, 2, 3]);
        keys.Rotate(KeyPurpose.Files);
        var young = await KeepAsync([4, 5, 6]);
        Assert.Equal([1, 2, 3], await ReadAsync(old.Id));

        keys.Destroy(KeyPurpose.Files, 1);

        var gone = await Assert.ThrowsAsync<UnusableException>(() => ReadAsync(old.Id));
        Assert.Equal("foundation.keys.version-missing", gone.Refusal.Code);
        Assert.Equal([4, 5, 6], await ReadAsync(young.Id));
    }

    [Fact]
    public async Task What_a_crash_left_is_swept_after_a_day_and_nothing_else()
    {
        var kept = await KeepAsync([1]);
        var second = await KeepAsync([2]);
        using var content = new MemoryStream([3]);
        var crashed = (await Store.WriteAsync(content, 100, CancellationToken.None)).Value; // its row was never written
        File.WriteAllText(Path.Combine(place.DataDirectory, "files", "readme"), "somebody's");
        var sweep = new FileSweep(database, new Clock(time), place.Options, NullLogger<FileSweep>.Instance);

        Assert.Equal(0, (await sweep.RunAsync(CancellationToken.None)).Value);
        Assert.True(File.Exists(PathOf(crashed.Id)));

        time.Now += TimeSpan.FromHours(25);
        Assert.Equal(1, (await sweep.RunAsync(CancellationToken.None)).Value);
        Assert.False(File.Exists(PathOf(crashed.Id)));
        Assert.Equal([1], await ReadAsync(kept.Id));
        Assert.Equal([2], await ReadAsync(second.Id));
    }

    [Fact]
    public async Task Beside_a_database_that_does_not_know_the_files_nothing_is_swept()
    {
        await KeepAsync([1]);
        await KeepAsync([2]);
        await using var another = await TestDatabase.CreateAsync();
        time.Now += TimeSpan.FromDays(30);

        var refused = await new FileSweep(another, new Clock(time), place.Options, NullLogger<FileSweep>.Instance).RunAsync(CancellationToken.None);

        Assert.Equal("foundation.files.other-database", Assert.Single(refused.Refusals).Code);
        Assert.Equal(2, OnDisk().Count);
    }

    private async Task<FileStore.Written> KeepAsync(byte[] bytes)
    {
        using var content = new MemoryStream(bytes);
        var written = (await Store.WriteAsync(content, 1 << 20, CancellationToken.None)).Value;
        await using var connection = await database.Owner.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await Store.RecordAsync(transaction, written, CancellationToken.None);
        await transaction.CommitAsync();
        return written;
    }

    private async Task<byte[]> ReadAsync(Guid id)
    {
        await using var stream = await Store.OpenAsync(id, CancellationToken.None);
        using var all = new MemoryStream();
        await stream.CopyToAsync(all);
        return all.ToArray();
    }

    private async Task ChangeAsync(Guid id, Func<byte[], byte[]> change) =>
        await File.WriteAllBytesAsync(PathOf(id), change(await File.ReadAllBytesAsync(PathOf(id))));

    private string PathOf(Guid id) => Directory.GetFiles(place.DataDirectory, id.ToString("N"), SearchOption.AllDirectories) is [var path]
        ? path : Path.Combine(place.DataDirectory, "gone");

    private List<string> OnDisk() => [.. Directory.GetFiles(Path.Combine(place.DataDirectory, "files"), "*", SearchOption.AllDirectories)];

    private sealed class HangsUp : MemoryStream
    {
        private bool begun;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (begun)
            {
                throw new IOException("hung up");
            }

            begun = true;
            return ValueTask.FromResult(buffer.Length);
        }
    }
}
