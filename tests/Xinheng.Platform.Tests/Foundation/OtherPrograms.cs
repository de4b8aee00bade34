using System.Diagnostics;
using Npgsql;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Foundation.Postgres;

namespace Xinheng.Platform.Tests.Foundation;

/// <summary>
/// What another program does while a test looks on: the test program itself, started a second time for one of the
/// methods below. They are explicit, so no run of the tests runs them by itself.
/// </summary>
public sealed class OtherPrograms
{
    private const string DataVariable = "XINHENG_TEST_OTHER_PROGRAM";

    private static string Data => Environment.GetEnvironmentVariable(DataVariable) ?? throw new InvalidOperationException("Started by no test.");

    [Fact(Explicit = true)]
    public async Task Holds_the_database_until_it_is_killed()
    {
        await using var server = await EmbeddedPostgres.AcquireAsync(Data, null, CancellationToken.None);
        await File.WriteAllTextAsync(Path.Combine(Data, "ready"), "");
        await Task.Delay(Timeout.Infinite);
    }

    [Fact(Explicit = true)]
    public async Task Opens_the_database_asks_and_leaves()
    {
        await using var server = await EmbeddedPostgres.AcquireAsync(Data, null, CancellationToken.None);
        await using var connection = new NpgsqlConnection(server.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
    }

    [Fact(Explicit = true)]
    public async Task Is_refused_a_folder_that_it_may_not_write()
    {
        var refused = await Assert.ThrowsAsync<UnusableException>(() => EmbeddedPostgres.AcquireAsync(Data, null, CancellationToken.None));
        Assert.Equal("foundation.data.not-writable", refused.Refusal.Code);
    }

    /// <summary>Starts one of them; as another account when asked (only root can).</summary>
    internal static Process Start(string method, string dataDirectory, string? account = null)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Xinheng.Platform.Tests");
        var start = new ProcessStartInfo { FileName = account is null ? program : "setpriv", RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var word in account is null ? [] : new[] { "--reuid", account, "--regid", account, "--clear-groups", program })
        {
            start.ArgumentList.Add(word);
        }

        foreach (var word in new[] { "-method", $"{typeof(OtherPrograms).FullName}.{method}", "-explicit", "only", "-noLogo" })
        {
            start.ArgumentList.Add(word);
        }

        start.Environment[DataVariable] = dataDirectory;
        return Process.Start(start)!;
    }

    /// <summary>Waits until it holds the database.</summary>
    internal static async Task ReadyAsync(Process program, string dataDirectory)
    {
        while (!File.Exists(Path.Combine(dataDirectory, "ready")))
        {
            Assert.False(program.HasExited, "The other program ended early.");
            await Task.Delay(50);
        }
    }

    /// <summary>Runs one to its end; its output when it failed.</summary>
    internal static async Task SucceedsAsync(string method, string dataDirectory, string? account = null)
    {
        using var program = Start(method, dataDirectory, account);
        var said = program.StandardOutput.ReadToEndAsync();
        var complained = program.StandardError.ReadToEndAsync();
        await program.WaitForExitAsync();
        Assert.True(program.ExitCode == 0 && (await said).Contains("Total: 1", StringComparison.Ordinal), await said + await complained);
    }
}
