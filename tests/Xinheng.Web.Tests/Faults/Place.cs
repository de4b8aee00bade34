using System.Globalization;
using System.Text.Json;
using Dapper;
using Npgsql;
using Xinheng.Platform.Foundation.Postgres;
using Xinheng.Testing;

namespace Xinheng.Web.Tests.Faults;

/// <summary>An installation in a folder of its own, worked on by the real executable. Leaving it leaves nothing running.</summary>
public sealed class Place(string folder) : IAsyncDisposable
{
    public const string Reviewer = "reviewer";

    private readonly List<Child> children = [];

    public string Folder { get; } = folder;

    public string Files => Path.Combine(Folder, "files");

    public string Checkpoints => Path.Combine(Folder, "checkpoints.txt");

    private string Postgres => Path.Combine(Folder, "postgres");

    /// <summary>Starts the program with these words.</summary>
    public Child Start(params string[] words)
    {
        var child = Child.Start(Folder, words);
        children.Add(child);
        return child;
    }

    public async Task<Answered> RunAsync(params string[] words) => await Start(words).EndAsync();

    /// <summary>Runs a command that must succeed; its JSON document.</summary>
    public async Task<JsonElement> DoneAsync(params string[] words)
    {
        var answered = await RunAsync([.. words, "--json"]);
        Assert.True(answered.Code == 0, $"xinheng {string.Join(' ', words)} answered {answered.Code}: {answered.Output}{answered.Errors}");
        return JsonSerializer.Deserialize<JsonElement>(answered.Output);
    }

    /// <summary>The words that hand a file in, have it approved and entered.</summary>
    public static string[] Submitting(string file) =>
        ["submit", file, "--item", "CF_LP", "--provider", TestPlatform.Authority, "--format", "csv", "--approve-as", Reviewer];

    /// <summary>Keeps the private server running between programs, starting it if need be.</summary>
    public async Task<EmbeddedPostgres> HoldAsync() => await EmbeddedPostgres.AcquireAsync(Folder, null, CancellationToken.None);

    /// <summary>A connection of the test's own, past the program.</summary>
    public async Task<NpgsqlConnection> OpenAsync()
    {
        var access = JsonSerializer.Deserialize<JsonElement>(await File.ReadAllBytesAsync(Path.Combine(Postgres, "access.json")));
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1", Port = access.GetProperty("Port").GetInt32(), Username = "xinheng",
            Password = access.GetProperty("Password").GetString(), Database = "xinheng", Pooling = false, CommandTimeout = 0,
        }.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var connection = await OpenAsync();
        await connection.ExecuteAsync(sql);
    }

    public async Task<T?> AskAsync<T>(string sql)
    {
        await using var connection = await OpenAsync();
        return await connection.ExecuteScalarAsync<T>(sql);
    }

    /// <summary>SIGKILL for the server; its children notice and end by themselves.</summary>
    public void KillPostgres()
    {
        if (Postmaster() is { } pid)
        {
            using var server = System.Diagnostics.Process.GetProcessById(pid);
            server.Kill();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var child in children)
        {
            await child.DisposeAsync();
        }

        NpgsqlConnection.ClearAllPools();
        if (Directory.Exists(Path.Combine(Postgres, "cluster")))
        {
            // Also ends what a killed server left behind: only a living one can be told to stop.
            var server = await HoldAsync();
            await server.KillAsync();
            await server.DisposeAsync();
        }

        if (Path.GetFileName(Folder) != "template")
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    private int? Postmaster()
    {
        var file = Path.Combine(Postgres, "cluster", "postmaster.pid");
        return File.Exists(file) ? int.Parse(File.ReadLines(file).First(), CultureInfo.InvariantCulture) : null;
    }
}
