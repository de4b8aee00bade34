using Dapper;
using Npgsql;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.Foundation;

public sealed class DatabaseTests
{
    [Fact]
    public async Task The_portal_role_reads_publication_and_nothing_else()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var portal = await database.Portal.OpenConnectionAsync();

        Assert.Equal(0, await portal.ExecuteScalarAsync<int>("select count(*)::int from publication.record"));
        var readable = await portal.QueryAsync<string>("""
            select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
             where c.relkind in ('r', 'v', 'm', 'f', 'p') and n.nspname not in ('pg_catalog', 'information_schema', 'publication')
               and has_schema_privilege(n.oid, 'usage') and has_table_privilege(c.oid, 'select')
            """);
        Assert.Empty(readable);
        await Assert.ThrowsAsync<PostgresException>(() => portal.ExecuteScalarAsync("select count(*) from records.record"));
    }

    [Fact]
    public async Task Today_is_the_legal_date_of_Shanghai()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var connection = await database.Owner.OpenConnectionAsync();

        Assert.True(await connection.ExecuteScalarAsync<bool>(
            "select foundation.today() = (now() at time zone 'Asia/Shanghai')::date"));
    }
}
