using Npgsql;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Foundation.Postgres;

namespace Xinheng.Testing;

/// <summary>
/// A database of its own for each test class, cloned from a template that was migrated once for the whole run. The
/// server is the embedded one, so there is nothing to install.
/// </summary>
public static class TestDatabase
{
    private static readonly Lazy<Task<EmbeddedPostgres>> Server = new(StartAsync);
    private static readonly SemaphoreSlim Cloning = new(1);
    private static int number;

    /// <summary>The folder all tests of this run keep their data in; a new one each run.</summary>
    public static string Folder { get; } = Directory.CreateTempSubdirectory("xinheng-tests-").FullName;

    public static async Task<Database> CreateAsync()
    {
        var server = await Server.Value;
        var name = $"t{Environment.ProcessId}_{Interlocked.Increment(ref number)}";
        await Cloning.WaitAsync();
        try
        {
            await using var connection = new NpgsqlConnection(server.ConnectionString + ";Pooling=false");
            await connection.OpenAsync();
            await using var clone = new NpgsqlCommand($"create database {name} template xinheng_template", connection);
            await clone.ExecuteNonQueryAsync();
        }
        finally
        {
            Cloning.Release();
        }

        return Database.At(new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = name }.ConnectionString);
    }

    private static async Task<EmbeddedPostgres> StartAsync()
    {
        File.SetUnixFileMode(Folder, (UnixFileMode)0b111_101_101);
        var server = await EmbeddedPostgres.AcquireAsync(Path.Combine(Folder, "server"), null, CancellationToken.None);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Stop(server);
        await Database.EnsureAsync(server.ConnectionString, "xinheng_template", CancellationToken.None);
        var url = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = "xinheng_template", Pooling = false };
        await using var template = Database.At(url.ConnectionString);
        await new Migrations(template).RunAsync(CancellationToken.None);
        return server;
    }

    private static void Stop(EmbeddedPostgres server)
    {
#pragma warning disable VSTHRD002 // the process is ending: there is nobody left to await
        Task.Run(server.KillAsync).GetAwaiter().GetResult();
#pragma warning restore VSTHRD002
        Directory.Delete(Folder, recursive: true);
    }
}
