using System.Security.Cryptography;
using Dapper;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.Tests.Foundation.Backups;

public sealed class BackupTests
{
    [Fact]
    public async Task A_restored_copy_equals_the_original_table_by_table_and_file_by_file()
    {
        await using var home = await Installation.LivedInAsync();
        var saved = await home.BackUpAsync();
        await using var copy = await Installation.BareAsync();
        foreach (var key in Directory.GetFiles(home.Options.Keys))
        {
            Directory.CreateDirectory(copy.Options.Keys);
            File.Copy(key, Path.Combine(copy.Options.Keys, Path.GetFileName(key)));
        }

        var restored = (await copy.Restore.RunAsync(home.BackupFile, null, CancellationToken.None)).Value;

        Assert.Equal(await home.ContentAsync(), await copy.ContentAsync());
        Assert.Equal(saved.Tables, restored.Tables);
        Assert.Equal(20_000, restored.Tables.Single(t => t.Name == "journal.entry").Rows);
        Assert.Empty(restored.Notes); // all keys are here and the seal fits
        Assert.Equal(await File.ReadAllTextAsync(home.Checkpoints), await File.ReadAllTextAsync(copy.Checkpoints));
        Assert.Equal(3, restored.Originals);
        await using var original = await copy.Files.OpenAsync(await copy.AskAsync<Guid>("select id from foundation.file where length = 200000"), CancellationToken.None);
        Assert.Equal(SHA256.HashData(new byte[200_000]), await SHA256.HashDataAsync(original));
        Assert.Equal(saved.Content, (await copy.BackUpAsync()).Content);
    }

    [Fact]
    public async Task It_is_of_one_moment_whatever_is_written_meanwhile()
    {
        await using var home = await Installation.LivedInAsync();
        var before = await home.ContentAsync();
        var written = 0;

        await home.BackUpAsync(new Now(_ =>
        {
            if (written++ == 0)
            {
                // While the first table is done and all others are not.
                using var connection = home.Database.Owner.OpenConnection();
                connection.Execute("""
                    insert into people.organisation values ('XY0000000000000002', '新局', '990000', 'Provider', gen_random_uuid(), now());
                    update people.account set organisation = 'XY0000000000000002';
                    delete from journal.leaf
                    """);
            }
        }));

        await using var copy = await Installation.BareAsync();
        Assert.False((await copy.Restore.RunAsync(home.BackupFile, null, CancellationToken.None)).IsRefused);
        Assert.Equal(before, await copy.ContentAsync());
        Assert.NotEqual(before, await home.ContentAsync());
    }

    [Fact]
    public async Task Keys_are_not_in_it_and_that_is_said()
    {
        await using var home = await Installation.LivedInAsync();

        var saved = await home.BackUpAsync();

        Assert.Contains("密钥不在备份中", Assert.Single(saved.Notes), StringComparison.Ordinal);
        await using var zip = await System.IO.Compression.ZipFile.OpenReadAsync(home.BackupFile);
        foreach (var entry in zip.Entries)
        {
            await using var stream = await entry.OpenAsync();
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes);
            var text = System.Text.Encoding.Latin1.GetString(bytes.ToArray());
            foreach (var key in Enum.GetValues<KeyPurpose>().Select(home.Keys.Current))
            {
                Assert.DoesNotContain(Convert.ToBase64String(key.Bytes), text, StringComparison.Ordinal);
                Assert.DoesNotContain(System.Text.Encoding.Latin1.GetString(key.Bytes), text, StringComparison.Ordinal);
                Assert.DoesNotContain(Convert.ToHexString(key.Bytes), text, StringComparison.OrdinalIgnoreCase);
            }
        }
    }

    [Fact]
    public async Task Only_its_owner_reads_it()
    {
        await using var home = await Installation.NewAsync();

        await home.BackUpAsync();

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(home.BackupFile));
    }

    [Fact]
    public async Task What_cannot_be_finished_leaves_the_earlier_one_and_no_half_one()
    {
        await using var home = await Installation.LivedInAsync();
        await home.BackUpAsync();
        var earlier = await File.ReadAllBytesAsync(home.BackupFile);
        using var cut = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new Platform.Foundation.Backups.Backup(home.Database, home.Options, new Clock(TimeProvider.System))
            .RunAsync(home.BackupFile, new Now(_ => cut.Cancel()), cut.Token));

        Assert.Equal(earlier, await File.ReadAllBytesAsync(home.BackupFile));
        Assert.False(File.Exists(home.BackupFile + ".part"));
    }

    [Fact]
    public async Task Where_nothing_can_be_written_it_says_so()
    {
        await using var home = await Installation.NewAsync();

        var refused = await Assert.ThrowsAsync<UnusableException>(() => new Platform.Foundation.Backups.Backup(home.Database, home.Options, new Clock(TimeProvider.System))
            .RunAsync("/proc/backup.zip", null, CancellationToken.None));

        Assert.Equal("foundation.backup.not-written", refused.Refusal.Code);
    }

    [Fact]
    public async Task An_original_lost_from_the_disk_does_not_cost_the_rest_and_is_named()
    {
        await using var home = await Installation.LivedInAsync();
        var lost = await home.SubmitAsync([1]);
        File.Delete(Directory.GetFiles(home.Options.DataDirectory, lost.ToString("N"), SearchOption.AllDirectories).Single());

        var saved = await home.BackUpAsync();

        Assert.Contains(saved.Notes, n => n.Contains(lost.ToString(), StringComparison.Ordinal));
        Assert.Equal(3, saved.Originals);
        await using var copy = await Installation.BareAsync();
        Assert.Contains((await copy.Restore.RunAsync(home.BackupFile, null, CancellationToken.None)).Value.Notes,
            n => n.Contains(lost.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_a_database_without_tables_there_is_no_backup()
    {
        await using var bare = await Installation.BareAsync();

        var refused = await Assert.ThrowsAsync<UnusableException>(() => bare.BackUpAsync());

        Assert.Equal("foundation.backup.nothing-there", refused.Refusal.Code);
        Assert.False(File.Exists(bare.BackupFile));
    }

    private sealed class Now(Action<string> say) : IProgress<string>
    {
        public void Report(string value) => say(value);
    }
}
