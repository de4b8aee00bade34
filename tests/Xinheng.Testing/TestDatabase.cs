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
    private static int ended;

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

    /// <summary>
    /// Ends the server and removes the folder. Many databases take their time to go, and the test runner gives a process that is
    /// ending ten seconds: so the run's last fixture calls this.
    /// </summary>
    public static async Task EndAsync()
    {
        if (Interlocked.Exchange(ref ended, 1) == 1)
        {
            return;
        }

        if (Server.IsValueCreated)
        {
            await (await Server.Value).KillAsync();
        }

        Directory.Delete(Folder, recursive: true);
    }

    private static async Task<EmbeddedPostgres> StartAsync()
    {
        File.SetUnixFileMode(Folder, (UnixFileMode)0b111_101_101);
        var server = await EmbeddedPostgres.AcquireAsync(Path.Combine(Folder, "server"), null, CancellationToken.None);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => EndAtLast();
        await Database.EnsureAsync(server.ConnectionString, "xinheng_template", CancellationToken.None);
        var url = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = "xinheng_template", Pooling = false };
        await using var template = Database.At(url.ConnectionString);
        await new Migrations(template).RunAsync(CancellationToken.None);
        return server;
    }

    // For what is no test run, and for a run that was broken off.
    private static void EndAtLast()
    {
#pragma warning disable VSTHRD002 // the process is ending: there is nobody left to await
        Task.Run(EndAsync).GetAwaiter().GetResult();
#pragma warning restore VSTHRD002
    }
}

/// <summary>Made once for all tests of an assembly; ends with the last of them.</summary>
public sealed class TestRun : IAsyncDisposable
{
    public async ValueTask DisposeAsync() => await TestDatabase.EndAsync();
}
