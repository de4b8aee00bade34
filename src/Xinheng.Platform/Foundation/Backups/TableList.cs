using Npgsql;
using Xinheng.Model.Foundation;

namespace Xinheng.Platform.Foundation.Backups;

/// <summary>A table of a room: its columns that hold something, and the tables its rows point to.</summary>
internal sealed record ListedTable(string Schema, string Name, IReadOnlyList<string> Columns, IReadOnlyList<string> PointsTo)
{
    public string FullName => $"{Schema}.{Name}";

    public string Quoted => $"{Quote(Schema)}.{Quote(Name)}";

    public string QuotedColumns => string.Join(", ", Columns.Select(Quote));

    public static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}

/// <summary>
/// The tables of all rooms as the database has them, those pointed to before those that point. Which migrations have
/// run stands in the manifest: that table is never copied.
/// </summary>
internal static class TableList
{
    public static string[] Schemas { get; } = [.. Rooms.Names.Select(name => name.ToLowerInvariant())];

    public static async Task<IReadOnlyList<ListedTable>> ReadAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("""
            select n.nspname::text, c.relname::text,
                   array(select a.attname::text from pg_attribute a
                          where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum),
                   array(select distinct fn.nspname || '.' || f.relname from pg_constraint k
                           join pg_class f on f.oid = k.confrelid join pg_namespace fn on fn.oid = f.relnamespace
                          where k.contype = 'f' and k.conrelid = c.oid and k.confrelid <> c.oid)
              from pg_class c join pg_namespace n on n.oid = c.relnamespace
             where c.relkind = 'r' and n.nspname = any ($1) and (n.nspname, c.relname) <> ('foundation', 'migration')
             order by array_position($1, n.nspname::text), c.relname
            """, connection);
        command.Parameters.AddWithValue(Schemas);
        List<ListedTable> found = [];
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            found.Add(new ListedTable(reader.GetString(0), reader.GetString(1),
                reader.GetFieldValue<string[]>(2), reader.GetFieldValue<string[]>(3)));
        }

        return InOrder(found);
    }

    /// <summary>Those pointed to first; tables that point to each other in a circle stay together at the end.</summary>
    internal static IReadOnlyList<ListedTable> InOrder(IReadOnlyList<ListedTable> tables)
    {
        List<ListedTable> ordered = [];
        HashSet<string> placed = [];
        var waiting = tables.ToList();
        while (waiting.Count > 0)
        {
            var ready = waiting.Where(t => t.PointsTo.All(placed.Contains)).ToList();
            ready = ready.Count > 0 ? ready : waiting;
            ordered.AddRange(ready);
            placed.UnionWith(ready.Select(t => t.FullName));
            waiting = [.. waiting.Except(ready)];
        }

        return ordered;
    }
}
