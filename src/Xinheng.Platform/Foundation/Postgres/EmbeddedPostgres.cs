using System.Net;
using System.Net.Sockets;
using Npgsql;
using Xinheng.Model.Foundation;

namespace Xinheng.Platform.Foundation.Postgres;

/// <summary>
/// A private PostgreSQL for an installation that names no database: local only, generated password, started when
/// nobody runs it yet and stopped by the last of our programs that leaves.
/// </summary>
public sealed class EmbeddedPostgres : IAsyncDisposable
{
    private readonly PostgresBinaries binaries;
    private readonly PostgresFolder folder;

    private EmbeddedPostgres(PostgresBinaries binaries, PostgresFolder folder, string connectionString) =>
        (this.binaries, this.folder, ConnectionString) = (binaries, folder, connectionString);

    public string ConnectionString { get; }

    /// <summary>Joins the running server of this data directory, or makes and starts one.</summary>
    public static async Task<EmbeddedPostgres> AcquireAsync(string dataDirectory, string? binariesSetting, CancellationToken ct)
    {
        var folder = PostgresFolder.In(dataDirectory);
        await using var turn = await FolderLock.TakeAsync(Path.Combine(folder.FullPath, "start.lock"), ct);
        var binaries = PostgresBinaries.Find(binariesSetting);
        if (folder.LivePid() is not null && folder.Read() is { } running)
        {
            var joined = new EmbeddedPostgres(binaries, folder, ConnectionTo(running));
            await joined.AwaitReadyAsync(ct);
            return joined;
        }

        await InitialiseAsync(binaries, folder, ct);
        for (var attempt = 1; ; attempt++)
        {
            var access = folder.Write(FreePort(attempt == 1 ? folder.Read()?.Port : null));
            var (code, output) = await Command.RunAsync(binaries["pg_ctl"],
                ["-D", folder.Cluster, "-l", Path.Combine(folder.FullPath, "server.log"), "-o", $"-p {access.Port}", "-w", "-t", "60", "start"],
                unprivileged: true, ct);
            if (code == 0)
            {
                return new EmbeddedPostgres(binaries, folder, ConnectionTo(access));
            }

            if (attempt == 3)
            {
                throw new UnusableException(Refusal.Conflict("foundation.postgres.not-started",
                    $"随附的 PostgreSQL 没有启动（日志：{folder.FullPath}/server.log）：{output}"));
            }
        }
    }

    /// <summary>Stops the server unless another program still uses it.</summary>
    public async ValueTask DisposeAsync()
    {
        await using var turn = await FolderLock.TakeAsync(Path.Combine(folder.FullPath, "start.lock"), CancellationToken.None);
        if (await OthersAsync() == 0)
        {
            await Command.RunAsync(binaries["pg_ctl"], ["-D", folder.Cluster, "-m", "fast", "-w", "stop"],
                unprivileged: true, CancellationToken.None);
        }
    }

    /// <summary>Ends the server at once, as a power cut would, whoever still uses it.</summary>
    public Task KillAsync() => Command.RunAsync(binaries["pg_ctl"], ["-D", folder.Cluster, "-m", "immediate", "-w", "stop"],
        unprivileged: true, CancellationToken.None);

    private async Task<long> OthersAsync()
    {
        NpgsqlConnection.ClearAllPools();
        try
        {
            await using var connection = new NpgsqlConnection(ConnectionString + ";Pooling=false");
            await connection.OpenAsync();
            await using var count = new NpgsqlCommand(
                "select count(*) from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()",
                connection);
            return (long)(await count.ExecuteScalarAsync() ?? 0L);
        }
        catch (NpgsqlException)
        {
            return 1; // Not to be reached: nothing of ours to stop.
        }
    }

    private static async Task InitialiseAsync(PostgresBinaries binaries, PostgresFolder folder, CancellationToken ct)
    {
        if (folder.Version is { } version)
        {
            RefuseOtherVersion(version, await MajorAsync(binaries, ct), folder);
            return;
        }

        var access = folder.Write(FreePort(null));
        await Command.GiveAsync(folder.FullPath, ct);
        var password = Path.Combine(folder.FullPath, "initial-password");
        await File.WriteAllTextAsync(password, access.Password, ct);
        await Command.GiveAsync(password, ct);
        var (code, output) = await Command.RunAsync(binaries["initdb"],
            ["-D", folder.Cluster, "-U", "xinheng", "-A", "scram-sha-256", "--pwfile", password, "-E", "UTF8", "--locale", "C", "--no-instructions"],
            unprivileged: true, ct);
        File.Delete(password);
        if (code != 0)
        {
            throw new UnusableException(Refusal.Conflict("foundation.postgres.not-initialised", $"建立随附数据库失败：{output}"));
        }

        await File.AppendAllTextAsync(Path.Combine(folder.Cluster, "postgresql.conf"), Settings, ct);
    }

    private static void RefuseOtherVersion(string made, string ours, PostgresFolder folder)
    {
        if (made != ours)
        {
            throw new UnusableException(Refusal.Conflict("foundation.postgres.other-version",
                $"数据目录 {folder.Cluster} 由 PostgreSQL {made} 建立，随附的是 {ours}，不能直接打开。" +
                "请用原版本运行 xinheng backup，再在新目录运行 xinheng restore。"));
        }
    }

    private static async Task<string> MajorAsync(PostgresBinaries binaries, CancellationToken ct)
    {
        var (_, output) = await Command.RunAsync(binaries["postgres"], ["--version"], unprivileged: true, ct);
        return output.Split(' ').Last().Split('.')[0];
    }

    private async Task AwaitReadyAsync(CancellationToken ct)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await using var connection = new NpgsqlConnection(ConnectionString + ";Pooling=false");
                await connection.OpenAsync(ct);
                return;
            }
            catch (NpgsqlException) when (attempt < 100)
            {
                await Task.Delay(200, ct);
            }
        }
    }

    private static int FreePort(int? wished)
    {
        foreach (var port in new[] { wished ?? 0, 0 })
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
                return ((IPEndPoint)socket.LocalEndPoint!).Port;
            }
            catch (SocketException)
            {
                // Taken by somebody else: any free one will do.
            }
        }

        throw new UnusableException(Refusal.Conflict("foundation.postgres.no-port", "没有空闲端口可供随附的数据库使用。"));
    }

    private static string ConnectionTo(PostgresFolder.Access access) =>
        $"Host=127.0.0.1;Port={access.Port};Username=xinheng;Password={access.Password};Database=postgres;Include Error Detail=false";

    private const string Settings = """

        # Xinheng's own settings for its private server.
        listen_addresses = '127.0.0.1'
        unix_socket_directories = ''
        shared_buffers = '512MB'
        max_wal_size = '4GB'
        maintenance_work_mem = '256MB'
        work_mem = '32MB'
        max_connections = 200
        jit = off
        timezone = 'Asia/Shanghai'
        log_timezone = 'Asia/Shanghai'
        logging_collector = off

        """;
}
