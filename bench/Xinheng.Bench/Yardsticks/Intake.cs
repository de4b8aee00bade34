using System.Diagnostics;
using Npgsql;
using Xinheng.Platform.Foundation;

namespace Xinheng.Bench.Yardsticks;

/// <summary>
/// A penalty file received, checked, approved and entered through the real acts, against raw binary COPY of the very rows
/// it became, in file order, into the same indexed tables of a clone that was equal before.
/// </summary>
internal static class Intake
{
    private static readonly (string Table, string Order)[] Tables =
    [
        ("records.revision", "select t.* from records.revision t where t.entry = '{0}' order by t.open->>'CF_WSH'"),
        ("records.record", """
            select t.* from records.record t join records.revision v on (v.subject_id, v.record_id, v.no) = (t.subject_id, t.record_id, t.revision)
             where v.entry = '{0}' order by v.open->>'CF_WSH'
            """),
    ];

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(Bench bench)
    {
        var rows = bench.Options.Rows;
        var organisations = Math.Max(1, rows / 5);
        await using var world = await World.CreateAsync();
        Bench.Say($"intake: {organisations:N0} registrations, then {rows:N0} penalties");
        await world.RegisterAsync(organisations);
        await using var twin = await CloneAsync(world);
        var file = world.Files.Penalties(0, rows, organisations);
        var bytes = new FileInfo(file).Length;

        await world.ExecuteAsync("checkpoint");
        Memory.Forget();
        var before = await Effort.NowAsync(world);
        var ours = await world.TakeInAsync("CF_LP", file, rows);
        var memory = Memory.Peak;
        var effort = await Effort.NowAsync(world) - before;
        Bench.Say($"intake: {rows / ours.TotalSeconds:N0} rows/s; now COPY");

        var entry = await world.AskAsync<Guid>("select entry from records.revision order by record_id desc limit 1");
        var files = new List<string>();
        foreach (var (table, order) in Tables)
        {
            files.Add(Path.Combine(world.Options.DataDirectory, table));
            await ExportAsync(world.Database, string.Format(null, order, entry), files[^1]);
        }

        await world.ExecuteAsync("checkpoint");
        before = await Effort.NowAsync(world);
        var copy = await ImportAsync(twin, files);
        var copyEffort = await Effort.NowAsync(world) - before;
        return
        [
            new("intake", $"{rows / ours.TotalSeconds:N0} rows/s; {effort.PerRow(rows)}",
                $"{rows / copy.TotalSeconds:N0} rows/s by COPY; {copyEffort.PerRow(rows)}", copy / ours, "≥ 0.6",
                $"{rows:N0} rows of 24 columns, {bytes >> 20:N0} MB, {organisations:N0} subjects known", $"{memory} peak"),
        ];
    }

    private static async Task<Database> CloneAsync(World world)
    {
        world.Database.Owner.Clear();
        world.Database.Portal.Clear();
        var url = new NpgsqlConnectionStringBuilder(world.Database.Url);
        var name = url.Database + "_twin";
        var server = new NpgsqlConnectionStringBuilder(world.Database.Url) { Database = "postgres", Pooling = false };
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync();
        await using var clone = new NpgsqlCommand($"create database {name} template {url.Database}", connection) { CommandTimeout = 0 };
        await clone.ExecuteNonQueryAsync();
        url.Database = name;
        return Database.At(url.ConnectionString);
    }

    private static async Task ExportAsync(Database database, string query, string path)
    {
        await using var connection = await database.Owner.OpenConnectionAsync();
        await using var rows = await connection.BeginRawBinaryCopyAsync($"copy ({query}) to stdout (format binary)");
        await using var file = File.Create(path);
        await rows.CopyToAsync(file, 1 << 20);
    }

    private static async Task<TimeSpan> ImportAsync(Database database, List<string> files)
    {
        await using var connection = await database.Owner.OpenConnectionAsync();
        var clock = Stopwatch.StartNew();
        await using var transaction = await connection.BeginTransactionAsync();
        foreach (var path in files)
        {
            await using var file = File.OpenRead(path);
            await using var table = await connection.BeginRawBinaryCopyAsync($"copy {Path.GetFileName(path)} from stdin (format binary)");
            await file.CopyToAsync(table, 1 << 20);
        }

        await transaction.CommitAsync();
        return clock.Elapsed;
    }
}
