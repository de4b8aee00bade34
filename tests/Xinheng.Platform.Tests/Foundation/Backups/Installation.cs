using Dapper;
using Npgsql;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Foundation.Backups;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.Foundation.Backups;

/// <summary>A database and a data directory that belong together.</summary>
internal sealed class Installation : IAsyncDisposable
{
    private readonly Place place = new();

    private Installation(Database database) => Database = database;

    public Database Database { get; }

    public XinhengOptions Options => place.Options;

    public KeyRing Keys => new(Options);

    public FileStore Files => new(Database, Keys, new Clock(TimeProvider.System), Options);

    public string Checkpoints => Path.Combine(Options.DataDirectory, "checkpoints.txt");

    public string BackupFile => Path.Combine(place.Root, "backup.zip");

    /// <summary>Migrated and empty.</summary>
    public static async Task<Installation> NewAsync() => new(await TestDatabase.CreateAsync());

    /// <summary>Not even migrated.</summary>
    public static async Task<Installation> BareAsync()
    {
        await using var neighbour = await TestDatabase.CreateAsync();
        var settings = new NpgsqlConnectionStringBuilder(neighbour.Url);
        settings.Database += "_bare";
        await Database.EnsureAsync(neighbour.Url, settings.Database, CancellationToken.None);
        return new Installation(Database.At(settings.ConnectionString));
    }

    /// <summary>Something in tables of many rooms, with every character that a text format could stumble over.</summary>
    public static async Task<Installation> LivedInAsync()
    {
        var home = await NewAsync();
        home.Keys.CreateMissing();
        await File.WriteAllTextAsync(home.Checkpoints, "xinheng.invalid/fictional\n3\n…\n\n— ES256 abc def\n\n");
        for (var n = 0; n < 3; n++)
        {
            await home.SubmitAsync(new byte[100_000 * n]);
        }

        await home.RunAsync("""
            insert into people.organisation values ('XY0000000000000001', E'某局\t"甲"\\N \\. \n第二行 \r', '990000', 'Provider', gen_random_uuid(), '2026-03-31 10:00:00.123456+08');
            insert into people.account (id, name, organisation, password, password_entry, stamp, entry, created_at)
              values (gen_random_uuid(), 'clerk', 'XY0000000000000001', 'x', gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), now()),
                     (gen_random_uuid(), 'auditor', null, '', gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'infinity');
            insert into journal.entry select gen_random_uuid(), now() - n * interval '1 second', 'power', format('{"n": %s, "s": "\u00e9\\n"}', n)::json
              from generate_series(1, 20000) n;
            insert into journal.leaf select row_number() over (order by at) - 1, id, sha256(id::text::bytea) from journal.entry;
            insert into subjects.name values (gen_random_uuid(), '某公司', null, '某公司', array_to_tsvector(array['某公', '公司', E'a''b\\']));
            insert into foundation.simulated_clock (today) values ('2026-03-31');
            insert into foundation.job (id, kind, payload, run_at) values (gen_random_uuid(), 'foundation.test', '{"a" : 1}', now());
            insert into foundation.job_attempt (job, error) select id, null from foundation.job;
            """);
        return home;
    }

    public async Task<Guid> SubmitAsync(byte[] bytes)
    {
        using var content = new MemoryStream(bytes);
        var written = (await Files.WriteAsync(content, 1 << 24, CancellationToken.None)).Value;
        await using var connection = await Database.Owner.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await Files.RecordAsync(transaction, written, CancellationToken.None);
        await connection.ExecuteAsync("""
            insert into collection.submission (id, item, provider, format, file, digest, bytes, received_by, received_at, state)
            values (gen_random_uuid(), 'item', 'XY0000000000000001', 'csv', @Id, @Digest, @Length, 'test', now(), 'received')
            """, new { written.Id, written.Digest, written.Length });
        await transaction.CommitAsync();
        return written.Id;
    }

    public Task<BackupSummary> BackUpAsync(IProgress<string>? progress = null) =>
        new Backup(Database, Options, new Clock(TimeProvider.System)).RunAsync(BackupFile, progress, CancellationToken.None);

    public Restore Restore => new(Database, Options);

    public async Task RunAsync(string sql)
    {
        await using var connection = await Database.Owner.OpenConnectionAsync();
        await connection.ExecuteAsync(sql);
    }

    public async Task<T> AskAsync<T>(string sql)
    {
        await using var connection = await Database.Owner.OpenConnectionAsync();
        return (await connection.ExecuteScalarAsync<T>(sql))!;
    }

    /// <summary>For every table of every room: its name, how many rows, and a digest of all their values.</summary>
    public async Task<IReadOnlyList<string>> ContentAsync()
    {
        await using var connection = await Database.Owner.OpenConnectionAsync();
        List<string> content = [];
        foreach (var table in (await connection.QueryAsync<string>("""
            select schemaname || '.' || tablename from pg_tables
             where schemaname not in ('pg_catalog', 'information_schema') and (schemaname, tablename) <> ('foundation', 'migration') order by 1
            """)).AsList())
        {
            content.Add($"{table} {await connection.ExecuteScalarAsync<string>(
                $"select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') from {table} t")}");
        }

        return content;
    }

    /// <summary>Whether nothing at all was restored.</summary>
    public async Task<bool> IsUntouchedAsync() => (await ContentAsync()).All(t => t.Contains(" 0 ", StringComparison.Ordinal))
        && !File.Exists(Checkpoints) && !Directory.Exists(Path.Combine(Options.DataDirectory, "files"));

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        place.Dispose();
    }
}
