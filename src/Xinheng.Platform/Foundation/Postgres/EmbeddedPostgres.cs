using Npgsql;
using Xinheng.Model.Foundation;

namespace Xinheng.Platform.Foundation.Postgres;

/// <summary>
/// A private PostgreSQL for an installation that names no database: local only, generated password, started when
/// nobody runs it yet and stopped by the last of our programs that leaves.
/// </summary>
public sealed class EmbeddedPostgres : IAsyncDisposable
{
    private readonly PostgresFolder folder;
    private readonly PostgresCluster cluster;
    private readonly PostgresUsers users;
    private readonly PostgresFolder.Access access;
    private bool left;

    private EmbeddedPostgres(PostgresFolder folder, PostgresCluster cluster, PostgresFolder.Access access)
    {
        (this.folder, this.cluster, this.access) = (folder, cluster, access);
        users = PostgresUsers.Enter(folder);
    }

    public string ConnectionString => access.ConnectionString;

    /// <summary>Joins the running server of this data directory, or makes and starts one.</summary>
    public static async Task<EmbeddedPostgres> AcquireAsync(string dataDirectory, string? binariesSetting, CancellationToken ct)
    {
        var folder = PostgresFolder.In(dataDirectory);
        await using var turn = await StartLockAsync(folder, ct);
        var cluster = new PostgresCluster(await PostgresBinaries.FindAsync(binariesSetting, ct), folder);
        if (folder.Read() is { } running && await IsReadyAsync(folder, running, ct))
        {
            return new EmbeddedPostgres(folder, cluster, running);
        }

        await cluster.MakeIfMissingAsync(ct);
        return new EmbeddedPostgres(folder, cluster, await cluster.StartAsync(ct));
    }

    /// <summary>The server's process id while it runs.</summary>
    public int? ProcessId => new PostmasterFile(folder).LivePid();

    /// <summary>Starts the server again, where it was, if it died; true if it had. What was committed is there.</summary>
    public async Task<bool> EnsureRunningAsync(CancellationToken ct)
    {
        if (ProcessId is not null)
        {
            return false;
        }

        await using var turn = await StartLockAsync(folder, ct);
        if (ProcessId is not null)
        {
            return folder.Read()?.Port == access.Port // another program of ours was quicker
                ? false
                : throw new UnusableException(Refusal.Conflict("foundation.postgres.moved",
                    $"随附的 PostgreSQL 已改在另一端口运行，本程序仍在等待端口 {access.Port}。请重新启动本程序。"));
        }

        await cluster.StartAtAsync(access.Port, ct);
        return true;
    }

    /// <summary>Stops the server unless another program still uses it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (left)
        {
            return;
        }

        left = true;
        await using var turn = await StartLockAsync(folder, CancellationToken.None);
        if (users.LeaveAsLast() && !await IsVisitedAsync())
        {
            await cluster.StopAsync("fast");
        }
    }

    /// <summary>Ends the server at once, as a power cut would, whoever still uses it.</summary>
    public Task KillAsync() => cluster.StopAsync("immediate");

    private static Task<FolderLock> StartLockAsync(PostgresFolder folder, CancellationToken ct) =>
        FolderLock.TakeAsync(Path.Combine(folder.FullPath, "start.lock"), ct);

    // Somebody's psql, say. Our own last connections take a moment to end.
    private async Task<bool> IsVisitedAsync()
    {
        NpgsqlConnection.ClearAllPools();
        for (var patience = 20; ; patience--)
        {
            try
            {
                await using var connection = new NpgsqlConnection(ConnectionString + ";Pooling=false");
                await connection.OpenAsync();
                await using var count = new NpgsqlCommand("""
                    select count(*) from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()
                    """, connection);
                if (await count.ExecuteScalarAsync() is 0L)
                {
                    return false;
                }
            }
            catch (NpgsqlException)
            {
                return false; // Not to be reached: whatever is left of it may go.
            }

            if (patience == 0)
            {
                return true;
            }

            await Task.Delay(100);
        }
    }

    // Waits as long as a live server needs to recover; false when there is none.
    private static async Task<bool> IsReadyAsync(PostgresFolder folder, PostgresFolder.Access access, CancellationToken ct)
    {
        while (new PostmasterFile(folder).LivePid() is not null)
        {
            try
            {
                await using var connection = new NpgsqlConnection(access.ConnectionString + ";Pooling=false");
                await connection.OpenAsync(ct);
                return true;
            }
            catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification)
            {
                throw new UnusableException(Refusal.Conflict("foundation.postgres.password-wrong",
                    $"随附的 PostgreSQL 不接受 {folder.FullPath} 中 access.json 的密码：这个文件属于另一个数据库。"));
            }
            catch (NpgsqlException)
            {
                await Task.Delay(200, ct);
            }
        }

        return false;
    }
}
