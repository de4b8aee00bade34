using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Foundation.Postgres;

namespace Xinheng.Platform.Tests.Foundation;

public sealed class EmbeddedPostgresTests : IDisposable
{
    private readonly Place place = new();

    private string PidFile => Path.Combine(place.Cluster, "postmaster.pid");

    [Fact]
    public async Task A_port_taken_by_somebody_else_is_left_to_him()
    {
        var port = PortOf(await StartAndLeaveAsync());
        using var somebody = new TcpListener(IPAddress.Loopback, port);
        somebody.Start();

        await using var server = await AcquireAsync();

        Assert.NotEqual(port, PortOf(server.ConnectionString));
        Assert.Equal(1, await AskAsync(server, "select 1"));
    }

    [Fact]
    public async Task A_free_port_is_kept()
    {
        var port = PortOf(await StartAndLeaveAsync());

        await using var server = await AcquireAsync();

        Assert.Equal(port, PortOf(server.ConnectionString));
    }

    [Fact]
    public async Task A_pid_file_of_a_dead_server_does_not_keep_the_next_from_starting()
    {
        await using var first = await AcquireAsync();
        await AskAsync(first, "create table kept as select 7 as n");
        await KillHardAsync(first.ProcessId!.Value);
        Assert.True(File.Exists(PidFile));

        await using var second = await AcquireAsync();

        Assert.Equal(7, await AskAsync(second, "select n from kept"));
    }

    [Fact]
    public async Task A_pid_file_that_names_another_living_program_does_not_keep_the_server_from_starting()
    {
        await StartAndLeaveAsync();
        using var somebody = Process.Start("sleep", "600");
        try
        {
            await File.WriteAllTextAsync(PidFile,
                string.Create(CultureInfo.InvariantCulture, $"{somebody.Id}\n{place.Cluster}\n1700000000\n5432\n\n127.0.0.1\n  1234567  1234567\nready   \n"));

            await using var server = await AcquireAsync();

            Assert.Equal(1, await AskAsync(server, "select 1"));
            Assert.False(somebody.HasExited);
        }
        finally
        {
            somebody.Kill();
        }
    }

    [Fact]
    public async Task A_pid_file_that_names_another_server_is_not_joined()
    {
        using var elsewhere = new Place();
        await using var other = await EmbeddedPostgres.AcquireAsync(elsewhere.DataDirectory, null, CancellationToken.None);
        await StartAndLeaveAsync();
        await File.WriteAllTextAsync(PidFile,
            string.Create(CultureInfo.InvariantCulture, $"{other.ProcessId}\n{place.Cluster}\n1700000000\n5432\n\n127.0.0.1\n  1234567  1234567\nready   \n"));

        await using var server = await AcquireAsync();

        Assert.NotEqual(other.ProcessId, server.ProcessId);
        Assert.Equal(1, await AskAsync(server, "select 1"));
    }

    [Fact]
    public async Task When_the_program_that_started_it_is_killed_the_next_one_joins_the_running_server()
    {
        using var parent = OtherPrograms.Start(nameof(OtherPrograms.Holds_the_database_until_it_is_killed), place.DataDirectory);
        await OtherPrograms.ReadyAsync(parent, place.DataDirectory);
        var before = int.Parse(File.ReadLines(PidFile).First(), CultureInfo.InvariantCulture);
        parent.Kill();
        await parent.WaitForExitAsync();

        await using (var server = await AcquireAsync())
        {
            Assert.Equal(before, server.ProcessId);
            Assert.Equal(1, await AskAsync(server, "select 1"));
        }

        Assert.False(File.Exists(PidFile)); // the killed one does not count: the last one out stopped it
    }

    [Fact]
    public async Task Two_programs_that_start_at_once_share_one_server()
    {
        var servers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(AcquireAsync)));

        Assert.Single(servers.Select(s => s.ConnectionString).Distinct());
        Assert.Single(servers.Select(s => s.ProcessId).Distinct());
        foreach (var server in servers)
        {
            await server.DisposeAsync();
        }
    }

    [Fact]
    public async Task The_last_one_out_stops_the_server_and_nobody_else()
    {
        var first = await AcquireAsync();
        var second = await AcquireAsync(); // has not even connected yet

        await first.DisposeAsync();
        Assert.Equal(1, await AskAsync(second, "select 1"));

        await second.DisposeAsync();
        Assert.Null(second.ProcessId);
        Assert.False(File.Exists(PidFile));
    }

    [Fact]
    public async Task A_power_cut_in_the_middle_of_a_transaction_loses_that_transaction_and_nothing_else()
    {
        await using var server = await AcquireAsync();
        await AskAsync(server, "create table kept as select n from generate_series(1, 1000) n");
        await using var open = new NpgsqlConnection(server.ConnectionString + ";Pooling=false");
        await open.OpenAsync();
        await using var transaction = await open.BeginTransactionAsync();
        await using (var half = new NpgsqlCommand("insert into kept select n from generate_series(1, 100000) n", open, transaction))
        {
            await half.ExecuteNonQueryAsync();
        }

        await KillHardAsync(server.ProcessId!.Value);
        await Assert.ThrowsAnyAsync<Exception>(() => transaction.CommitAsync());
        await using var again = await AcquireAsync();

        Assert.Equal(1000L, await AskAsync(again, "select count(*) from kept"));
    }

    [Fact]
    public async Task A_server_that_dies_under_us_is_started_again_at_the_same_place()
    {
        await using var server = await AcquireAsync();
        await AskAsync(server, "create table kept as select 7 as n");
        Assert.False(await server.EnsureRunningAsync(CancellationToken.None));
        await KillHardAsync(server.ProcessId!.Value);

        Assert.True(await server.EnsureRunningAsync(CancellationToken.None));

        Assert.Equal(7, await AskAsync(server, "select n from kept"));
    }

    [Fact]
    public async Task A_cluster_of_another_version_is_refused_with_what_to_do()
    {
        await StartAndLeaveAsync();
        await File.WriteAllTextAsync(Path.Combine(place.Cluster, "PG_VERSION"), "12\n");

        var refused = await Assert.ThrowsAsync<UnusableException>(AcquireAsync);

        Assert.Equal("foundation.postgres.other-version", refused.Refusal.Code);
        Assert.Contains("PostgreSQL 12", refused.Refusal.Message, StringComparison.Ordinal);
        Assert.Contains("xinheng backup", refused.Refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cluster_whose_making_was_cut_off_is_made_anew()
    {
        Directory.CreateDirectory(place.Cluster + ".part");
        await File.WriteAllTextAsync(Path.Combine(place.Cluster + ".part", "PG_VERSION"), "18\n");

        await using var server = await AcquireAsync();

        Assert.Equal(1, await AskAsync(server, "select 1"));
        Assert.False(Directory.Exists(place.Cluster + ".part"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"Port\":")]
    public async Task Without_the_password_the_data_are_left_alone(string torn)
    {
        await StartAndLeaveAsync();
        await File.WriteAllTextAsync(Path.Combine(place.DataDirectory, "postgres", "access.json"), torn);

        var refused = await Assert.ThrowsAsync<UnusableException>(AcquireAsync);

        Assert.Equal("foundation.postgres.password-lost", refused.Refusal.Code);
    }

    [Theory]
    [InlineData("/dev/null/xinheng")]
    [InlineData("/proc")]
    [InlineData("/proc/xinheng")]
    public async Task A_data_directory_that_cannot_be_written_is_refused(string folder)
    {
        var refused = await Assert.ThrowsAsync<UnusableException>(() => EmbeddedPostgres.AcquireAsync(folder, null, CancellationToken.None));

        Assert.Equal("foundation.data.not-writable", refused.Refusal.Code);
        Assert.Contains(folder, refused.Refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Access_stays_with_the_owner()
    {
        await StartAndLeaveAsync();

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite,
            File.GetUnixFileMode(Path.Combine(place.DataDirectory, "postgres", "access.json")));
    }

    public void Dispose() => place.Dispose();

    private Task<EmbeddedPostgres> AcquireAsync() => EmbeddedPostgres.AcquireAsync(place.DataDirectory, null, CancellationToken.None);

    private async Task<string> StartAndLeaveAsync()
    {
        await using var server = await AcquireAsync();
        return server.ConnectionString;
    }

    private static int PortOf(string connection) => new NpgsqlConnectionStringBuilder(connection).Port;

    internal static async Task<object?> AskAsync(EmbeddedPostgres server, string sql)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    internal static async Task KillHardAsync(int pid)
    {
        using var process = Process.GetProcessById(pid);
        process.Kill(); // SIGKILL
        await process.WaitForExitAsync();
    }
}
