using System.Text;
using Dapper;
using Xinheng.Platform.Foundation;

namespace Xinheng.Testing;

/// <summary>Every row of every table as text, bytes as hex: what somebody holds who has taken the database and nothing else.</summary>
public static class WholeDump
{
    public static async Task<IReadOnlyList<(string Table, string Text)>> TakeAsync(Database database)
    {
        await using var connection = await database.Owner.OpenConnectionAsync();
        var tables = (await connection.QueryAsync<string>("""
            select format('%I.%I', t.table_schema, t.table_name) from information_schema.tables t
             where t.table_type = 'BASE TABLE' and t.table_schema not in ('pg_catalog', 'information_schema')
            """)).AsList();
        List<(string, string)> dump = [];
        foreach (var table in tables)
        {
            var text = new StringBuilder();
            foreach (var row in await connection.QueryAsync<string>($"select t::text from {table} t"))
            {
                text.Append(row).Append('\n');
            }

            dump.Add((table, text.ToString()));
        }

        return dump;
    }
}
