using Dapper;
using Npgsql;
using Xinheng.Platform.Foundation;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.Foundation;

public sealed class MigrationsTests
{
    [Fact]
    public async Task What_has_run_does_not_run_again()
    {
        await using var database = await TestDatabase.CreateAsync();

        Assert.Empty(await new Migrations(database).RunAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_file_edited_after_it_ran_is_refused_by_name()
    {
        await using var database = await TestDatabase.CreateAsync();
        await ExecuteAsync(database, "update foundation.migration set digest = '\\x00' where room = 'Journal' and name = '0001_journal'");

        var refused = await Assert.ThrowsAsync<UnusableException>(() => new Migrations(database).RunAsync(CancellationToken.None));

        Assert.Equal("foundation.migration.edited", refused.Refusal.Code);
        Assert.Contains("Journal/0001_journal", refused.Refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_of_a_newer_program_is_refused()
    {
        await using var database = await TestDatabase.CreateAsync();
        await ExecuteAsync(database, "insert into foundation.migration (room, name, digest) values ('Journal', '9999_later', '\\x00')");

        var refused = await Assert.ThrowsAsync<UnusableException>(() => new Migrations(database).RunAsync(CancellationToken.None));

        Assert.Equal("foundation.migration.newer", refused.Refusal.Code);
        Assert.Contains("Journal/9999_later", refused.Refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Programs_that_migrate_at_once_run_every_file_once_in_order()
    {
        await using var neighbour = await TestDatabase.CreateAsync();
        var name = $"{new NpgsqlConnectionStringBuilder(neighbour.Url).Database}_empty";
        await Database.EnsureAsync(neighbour.Url, name, CancellationToken.None);
        await using var database = Database.At(new NpgsqlConnectionStringBuilder(neighbour.Url) { Database = name }.ConnectionString);

        var ran = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => new Migrations(database).RunAsync(CancellationToken.None))));

        Assert.Equal(Migrations.Steps.Select(s => $"{s.Room}/{s.Name}"), ran.Single(r => r.Count > 0));
        Assert.Equal("Foundation", Migrations.Steps[0].Room);
    }

    private static async Task ExecuteAsync(Database database, string sql)
    {
        await using var connection = await database.Owner.OpenConnectionAsync();
        Assert.Equal(1, await connection.ExecuteAsync(sql));
    }
}
