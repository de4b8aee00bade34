using System.Text;
using Dapper;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.Collection;

/// <summary>Looks for a text in every column of every table, as somebody with a stolen disk would.</summary>
internal static class DatabaseDump
{
    /// <summary>The columns that hold it, in the clear or as bytes.</summary>
    public static async Task<IReadOnlyList<string>> FindAsync(TestPlatform platform, string text)
    {
        await using var connection = await platform.Database.Owner.OpenConnectionAsync();
        var columns = (await connection.QueryAsync<(string Table, string Column, string Type)>("""
            select format('%I.%I', c.table_schema, c.table_name), quote_ident(c.column_name), c.udt_name
              from information_schema.columns c
              join information_schema.tables t using (table_schema, table_name)
             where t.table_type = 'BASE TABLE' and c.table_schema not in ('pg_catalog', 'information_schema')
            """)).AsList();
        Assert.True(columns.Count > 50);
        List<string> found = [];
        foreach (var (table, column, type) in columns)
        {
            var hit = type == "bytea"
                ? $"position(@bytes in {column}) > 0"
                : $"position(@text in {column}::text) > 0";
            if (await connection.ExecuteScalarAsync<bool>($"select exists (select 1 from {table} where {hit})",
                new { text, bytes = Encoding.UTF8.GetBytes(text) }))
            {
                found.Add($"{table}.{column}");
            }
        }

        return found;
    }
}
