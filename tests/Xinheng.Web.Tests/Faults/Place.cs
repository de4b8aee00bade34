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
    private int killed;

    public string Folder { get; } = folder;

    public string Files => Path.Combine(Folder, "files");

    public string Checkpoints => Path.Combine(Folder, "checkpoints.txt");

    private string Postgres => Path.Combine(Folder, "postgres");

    /// <summary>Starts the program with these words.</summary>
    public Child Start(params string[] words) => StartWith([], words);

    public Child StartWith(Dictionary<string, string> settings, params string[] words)
    {
        var child = Child.Start(Folder, words, settings);
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

    /// <summary>How to reach the private server past the program.</summary>
    public async Task<string> UrlAsync()
    {
        var access = JsonSerializer.Deserialize<JsonElement>(await File.ReadAllBytesAsync(Path.Combine(Postgres, "access.json")));
        return new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1", Port = access.GetProperty("Port").GetInt32(), Username = "xinheng",
            Password = access.GetProperty("Password").GetString(), Database = "xinheng",
        }.ConnectionString;
    }

    /// <summary>A connection of the test's own.</summary>
    public async Task<NpgsqlConnection> OpenAsync()
    {
        var connection = new NpgsqlConnection(await UrlAsync() + ";Pooling=false;Command Timeout=0");
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
            killed = pid;
        }
    }

    /// <summary>Whether a killed server was started again already.</summary>
    public bool IsPostgresBack()
    {
        try
        {
            using var process = System.Diagnostics.Process.GetProcessById(Postmaster() ?? 0);
            return killed != process.Id && process.ProcessName.StartsWith("postgres", StringComparison.Ordinal);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Everything gone but the keys, which no backup has.</summary>
    public async Task WipeAsync()
    {
        await StopPostgresAsync();
        foreach (var entry in new DirectoryInfo(Folder).EnumerateFileSystemInfos().Where(e => e.Name != "keys"))
        {
            if (entry is DirectoryInfo directory)
            {
                directory.Delete(recursive: true);
            }
            else
            {
                entry.Delete();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var child in children)
        {
            await child.DisposeAsync();
        }

        await StopPostgresAsync();
        if (Path.GetFileName(Folder) != "template")
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    private async Task StopPostgresAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (Directory.Exists(Path.Combine(Postgres, "cluster")))
        {
            // Also ends what a killed server left behind: only a living one can be told to stop.
            var server = await HoldAsync();
            await server.KillAsync();
            await server.DisposeAsync();
        }
    }

    private int? Postmaster()
    {
        var file = Path.Combine(Postgres, "cluster", "postmaster.pid");
        return File.Exists(file) ? int.Parse(File.ReadLines(file).First(), CultureInfo.InvariantCulture) : null;
    }
}
