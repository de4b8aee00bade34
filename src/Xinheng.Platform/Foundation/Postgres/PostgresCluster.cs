using System.Net;
using System.Net.Sockets;
using Xinheng.Model.Foundation;

namespace Xinheng.Platform.Foundation.Postgres;

/// <summary>Makes, starts and stops the private server's cluster. Whoever starts or makes holds the start lock.</summary>
internal sealed class PostgresCluster(PostgresBinaries binaries, PostgresFolder folder)
{
    // Recovery after a crash under full load reads up to max_wal_size: it takes its time.
    private const string LongestStart = "600";

    private string Log => Path.Combine(folder.FullPath, "server.log");

    /// <summary>Made in a folder of another name first: initdb that was cut off leaves nothing that looks like a cluster.</summary>
    public async Task MakeIfMissingAsync(CancellationToken ct)
    {
        if (folder.Version is { } version)
        {
            RefuseOtherVersion(version, await MajorAsync(ct));
            RefuseLostPassword();
            return;
        }

        var access = folder.Write(FreePort(null) ?? throw NoPort());
        var unfinished = folder.Cluster + ".part";
        Delete(unfinished);
        Delete(folder.Cluster);
        await Command.GiveAsync(folder.FullPath, ct);
        var password = Path.Combine(folder.FullPath, "initial-password");
        await File.WriteAllTextAsync(password, access.Password, ct);
        await Command.GiveAsync(password, ct);
        var (code, output) = await Command.RunAsync(binaries["initdb"],
            ["-D", unfinished, "-U", "xinheng", "-A", "scram-sha-256", "--pwfile", password, "-E", "UTF8", "--locale", "C", "--no-instructions"],
            unprivileged: true, ct);
        File.Delete(password);
        if (code != 0)
        {
            throw new UnusableException(Refusal.Conflict("foundation.postgres.not-initialised", $"建立随附数据库失败：{output}"));
        }

        await File.AppendAllTextAsync(Path.Combine(unfinished, "postgresql.conf"), Settings, ct);
        Directory.Move(unfinished, folder.Cluster);
    }

    /// <summary>Starts at the port of last time where it is free, else at another; says where.</summary>
    public async Task<PostgresFolder.Access> StartAsync(CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            var access = folder.Write(FreePort(attempt == 1 ? folder.Read()?.Port : null) ?? FreePort(null) ?? throw NoPort());
            if (await TryStartAsync(access.Port, ct) is not { } output)
            {
                return access;
            }

            if (attempt == 3)
            {
                throw NotStarted(output);
            }
        }
    }

    /// <summary>Starts at this port and no other: programs that know it are waiting there.</summary>
    public async Task StartAtAsync(int port, CancellationToken ct)
    {
        if (await TryStartAsync(port, ct) is { } output)
        {
            throw NotStarted(output);
        }
    }

    /// <param name="mode"><c>fast</c> ends connections in good order; <c>immediate</c> is like a power cut.</param>
    public Task StopAsync(string mode) => Command.RunAsync(binaries["pg_ctl"], ["-D", folder.Cluster, "-m", mode, "-w", "stop"],
        unprivileged: true, CancellationToken.None);

    // Null when it runs. Children of a killed server end by themselves, but one deep in a query takes some seconds.
    private async Task<string?> TryStartAsync(int port, CancellationToken ct)
    {
        for (var patience = 60; ; patience--)
        {
            new PostmasterFile(folder).DisownNumber();
            var seen = File.Exists(Log) ? new FileInfo(Log).Length : 0;
            var (code, output) = await Command.RunAsync(binaries["pg_ctl"],
                ["-D", folder.Cluster, "-l", Log, "-o", $"-p {port}", "-w", "-t", LongestStart, "start"], unprivileged: true, ct);
            if (code == 0)
            {
                return null;
            }

            if (patience == 0 || !(await LogSinceAsync(seen, ct)).Contains("pre-existing shared memory block", StringComparison.Ordinal))
            {
                return output;
            }

            await Task.Delay(500, ct);
        }
    }

    private async Task<string> LogSinceAsync(long seen, CancellationToken ct)
    {
        if (!File.Exists(Log))
        {
            return "";
        }

        await using var log = new FileStream(Log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        log.Position = Math.Min(seen, log.Length);
        using var reader = new StreamReader(log);
        return await reader.ReadToEndAsync(ct);
    }

    private void RefuseOtherVersion(string made, string ours)
    {
        if (made != ours)
        {
            throw new UnusableException(Refusal.Conflict("foundation.postgres.other-version",
                $"数据目录 {folder.Cluster} 由 PostgreSQL {made} 建立，随附的是 {ours}，不能直接打开。" +
                "请用原版本运行 xinheng backup，再在新目录运行 xinheng restore。"));
        }
    }

    private void RefuseLostPassword()
    {
        if (folder.Read() is null)
        {
            throw new UnusableException(Refusal.Conflict("foundation.postgres.password-lost",
                $"{folder.FullPath} 中有数据库，但记录端口和密码的 access.json 缺失或已损坏。请从系统备份放回这个文件。"));
        }
    }

    private async Task<string> MajorAsync(CancellationToken ct)
    {
        var (_, output) = await Command.RunAsync(binaries["postgres"], ["--version"], unprivileged: true, ct);
        return output.Split(' ').Last().Split('.')[0];
    }

    private static void Delete(string path)
    {
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }
    }

    private static int? FreePort(int? wished)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            // As PostgreSQL does: connections that just ended there do not hold the port.
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            socket.Bind(new IPEndPoint(IPAddress.Loopback, wished ?? 0));
            socket.Listen();
            return ((IPEndPoint)socket.LocalEndPoint!).Port;
        }
        catch (SocketException)
        {
            return null;
        }
    }

    private static UnusableException NoPort() =>
        new(Refusal.Conflict("foundation.postgres.no-port", "没有空闲端口可供随附的数据库使用。"));

    private UnusableException NotStarted(string output) => new(Refusal.Conflict("foundation.postgres.not-started",
        $"随附的 PostgreSQL 没有启动（日志：{Log}）：{output}"));

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
