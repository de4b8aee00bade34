using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Xinheng.Platform.Tests.Foundation.Backups;

public sealed class RestoreTests : IAsyncLifetime
{
    private Installation home = null!;
    private Installation target = null!;

    public async ValueTask InitializeAsync()
    {
        home = await Installation.LivedInAsync();
        target = await Installation.BareAsync();
        await home.BackUpAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await home.DisposeAsync();
        await target.DisposeAsync();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.01)]
    [InlineData(0.5)]
    [InlineData(0.999)]
    public async Task A_torn_backup_is_refused_and_nothing_is_restored(double kept)
    {
        var bytes = await File.ReadAllBytesAsync(home.BackupFile);
        await File.WriteAllBytesAsync(home.BackupFile, bytes[..(int)(bytes.Length * kept)]);

        Assert.Equal(["foundation.restore.torn"], await RefusedAsync());
    }

    [Fact]
    public async Task A_flipped_bit_is_refused_or_changes_nothing_of_the_content()
    {
        var whole = await File.ReadAllBytesAsync(home.BackupFile);
        var content = await home.ContentAsync();
        for (var n = 0; n < 40; n++)
        {
            var flipped = whole.ToArray();
            flipped[(int)((long)whole.Length * n / 40 + n)] ^= 0x10;
            await File.WriteAllBytesAsync(home.BackupFile, flipped);
            var answer = await target.Restore.RunAsync(home.BackupFile, null, CancellationToken.None);
            if (answer.IsRefused)
            {
                Assert.True(await target.IsUntouchedAsync());
                continue;
            }

            Assert.Equal(content, await target.ContentAsync());
            await target.DisposeAsync();
            target = await Installation.BareAsync();
        }
    }

    [Fact]
    public async Task A_changed_missing_or_added_part_is_refused_by_name()
    {
        await RewriteAsync(zip => Replace(zip, "tables/people.account.copy", text => text.Replace("clerk", "admin", StringComparison.Ordinal)));
        Assert.Equal(["foundation.restore.part-wrong"], await RefusedAsync("people.account"));

        await home.BackUpAsync();
        await RewriteAsync(zip => zip.GetEntry("checkpoints.txt")!.Delete());
        Assert.Equal(["foundation.restore.part-wrong"], await RefusedAsync("checkpoints.txt"));

        await home.BackUpAsync();
        await RewriteAsync(zip => zip.CreateEntry("files/../../evil"));
        Assert.Equal(["foundation.restore.part-wrong"], await RefusedAsync("evil"));
    }

    [Fact]
    public async Task Who_can_write_the_backup_but_has_no_key_cannot_make_one_that_fits()
    {
        CopyKeys();
        await ForgeAsync();

        Assert.Equal(["foundation.restore.seal-wrong"], await RefusedAsync());
    }

    [Fact]
    public async Task Without_the_key_of_the_seal_it_is_said_that_it_was_not_checked()
    {
        var notes = (await target.Restore.RunAsync(home.BackupFile, null, CancellationToken.None)).Value.Notes;

        Assert.Contains(notes, n => n.Contains("没有核对备份的校验印记", StringComparison.Ordinal));
        Assert.Contains(notes, n => n.Contains("缺少当时的密钥：Signing 1、Files 1、Persons 1、Lookup 1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Everything_that_speaks_against_it_is_said_at_once()
    {
        await target.DisposeAsync();
        target = await Installation.LivedInAsync();
        await RewriteAsync(zip =>
        {
            Replace(zip, "manifest.json", text => text.Replace("0001_journal", "0001_other", StringComparison.Ordinal));
            zip.GetEntry("tables/journal.leaf.copy")!.Delete();
        });
        var before = await target.ContentAsync();

        var answer = await target.Restore.RunAsync(home.BackupFile, null, CancellationToken.None);

        Assert.Equal(
            ["foundation.restore.other-schema", "foundation.restore.not-empty", "foundation.restore.checkpoints-there", "foundation.restore.part-wrong"],
            answer.Refusals.Select(r => r.Code));
        Assert.Contains("请用 xinheng 0.1.0 恢复", answer.Refusals[0].Message, StringComparison.Ordinal);
        Assert.Equal(before, await target.ContentAsync());
    }

    [Fact]
    public async Task A_format_of_the_future_and_a_file_of_another_kind_are_told_apart()
    {
        await RewriteAsync(zip => Replace(zip, "manifest.json", text => text.Replace("\"format\": 1", "\"format\": 2", StringComparison.Ordinal)));
        Assert.Equal(["foundation.restore.other-format"], await RefusedAsync());

        await RewriteAsync(zip => zip.GetEntry("manifest.json")!.Delete());
        Assert.Equal(["foundation.restore.not-a-backup"], await RefusedAsync());

        await File.WriteAllTextAsync(home.BackupFile, "a letter");
        Assert.Equal(["foundation.restore.torn"], await RefusedAsync());

        File.Delete(home.BackupFile);
        Assert.Equal(["foundation.restore.no-file"], await RefusedAsync());
    }

    [Fact]
    public async Task A_restore_that_breaks_off_leaves_an_empty_database_and_can_be_repeated()
    {
        Directory.CreateDirectory(target.Options.DataDirectory);
        var obstacle = Path.Combine(target.Options.DataDirectory, "files");
        await File.WriteAllTextAsync(obstacle, "not a folder"); // so that it fails after all tables are in
        await Assert.ThrowsAnyAsync<IOException>(() => target.Restore.RunAsync(home.BackupFile, null, CancellationToken.None));

        File.Delete(obstacle);
        Assert.True(await target.IsUntouchedAsync());
        Assert.False((await target.Restore.RunAsync(home.BackupFile, null, CancellationToken.None)).IsRefused);
        Assert.Equal(await home.ContentAsync(), await target.ContentAsync());
    }

    [Fact]
    public async Task Triggers_sleep_meanwhile_and_counting_goes_on_where_it_stood()
    {
        await target.DisposeAsync();
        target = await Installation.NewAsync();
        foreach (var place in new[] { home, target })
        {
            await place.RunAsync("create sequence foundation.numbers");
        }

        await home.RunAsync("select nextval('foundation.numbers'), nextval('foundation.numbers'), nextval('foundation.numbers')");
        await target.RunAsync("""
            create function foundation.forbid() returns trigger language plpgsql as $$ begin raise exception 'never'; end $$;
            create trigger guard before insert on journal.entry for each row execute function foundation.forbid();
            """);
        await home.BackUpAsync();

        Assert.False((await target.Restore.RunAsync(home.BackupFile, null, CancellationToken.None)).IsRefused);

        Assert.Equal(4, await target.AskAsync<long>("select nextval('foundation.numbers')"));
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => target.RunAsync("insert into journal.entry values (gen_random_uuid(), now(), '', '{}')"));
    }

    [Fact]
    public async Task Tables_changed_behind_the_migrations_are_not_written_to()
    {
        await target.DisposeAsync();
        target = await Installation.NewAsync();
        await target.RunAsync("alter table people.account add column extra text");

        Assert.Equal(["foundation.restore.other-tables"], await RefusedAsync());
    }

    private async Task<IEnumerable<string>> RefusedAsync(string? named = null)
    {
        var answer = await target.Restore.RunAsync(home.BackupFile, null, CancellationToken.None);
        Assert.True(await target.IsUntouchedAsync());
        Assert.All(answer.Refusals, r => Assert.Contains(named ?? "", r.Message, StringComparison.Ordinal));
        return answer.Refusals.Select(r => r.Code);
    }

    private async Task RewriteAsync(Action<ZipArchive> change)
    {
        await using var zip = await ZipFile.OpenAsync(home.BackupFile, ZipArchiveMode.Update);
        change(zip);
    }

    // Another row, and the manifest made to fit it: all that somebody without keys can do.
    private Task ForgeAsync() => RewriteAsync(zip =>
    {
        var forged = Replace(zip, "tables/people.account.copy", text => text.Replace("clerk", "admin", StringComparison.Ordinal));
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(forged)));
        Replace(zip, "manifest.json", text => Regex.Replace(text, "(people.account.copy\",\\s+\"bytes\": \\d+,\\s+\"sha256\": \")[0-9a-f]+", "${1}" + digest));
    });

    private static string Replace(ZipArchive zip, string name, Func<string, string> change)
    {
        string text;
        using (var reader = new StreamReader(zip.GetEntry(name)!.Open()))
        {
            text = reader.ReadToEnd();
        }

        zip.GetEntry(name)!.Delete();
        var changed = change(text);
        Assert.NotEqual(text, changed);
        using var writer = new StreamWriter(zip.CreateEntry(name).Open());
        writer.Write(changed);
        return changed;
    }

    private void CopyKeys()
    {
        Directory.CreateDirectory(target.Options.Keys);
        foreach (var key in Directory.GetFiles(home.Options.Keys))
        {
            File.Copy(key, Path.Combine(target.Options.Keys, Path.GetFileName(key)));
        }
    }
}
