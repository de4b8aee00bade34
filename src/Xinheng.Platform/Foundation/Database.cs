using Npgsql;
using Xinheng.Platform.Foundation.Postgres;

namespace Xinheng.Platform.Foundation;

/// <summary>
/// The installation's PostgreSQL: the owner's connections for the platform, and connections of the role
/// <c>portal</c>, which can read schema <c>publication</c> and nothing else, for anonymous doors.
/// </summary>
public sealed class Database : IAsyncDisposable
{
    private readonly EmbeddedPostgres? embedded;

    private Database(string connectionString, string? portalConnectionString, EmbeddedPostgres? embedded)
    {
        this.embedded = embedded;
        Url = connectionString;
        Owner = Source(connectionString, null);
        Portal = Source(portalConnectionString ?? connectionString, portalConnectionString is null ? "xinheng_portal" : null);
    }

    /// <summary>The owner's connection string.</summary>
    public string Url { get; }

    /// <summary>The same as an address that PostgreSQL's own programs take.</summary>
    public string Address
    {
        get
        {
            var parts = new NpgsqlConnectionStringBuilder(Url);
            return $"postgresql://{Uri.EscapeDataString(parts.Username ?? "")}:{Uri.EscapeDataString(parts.Password ?? "")}@{parts.Host}:{parts.Port}/{parts.Database}";
        }
    }

    public NpgsqlDataSource Owner { get; }

    public NpgsqlDataSource Portal { get; }

    /// <summary>Whether the server is our private one, which we keep running ourselves.</summary>
    public bool IsEmbedded => embedded is not null;

    /// <summary>The configured database, or the private one of the data directory. Nothing is migrated yet.</summary>
    public static async Task<Database> OpenAsync(XinhengOptions options, CancellationToken ct)
    {
        if (options.Database is { Length: > 0 } url)
        {
            return new Database(url, options.PortalDatabase, null);
        }

        var embedded = await EmbeddedPostgres.AcquireAsync(options.DataDirectory, options.PostgresBinaries, ct);
        try
        {
            await EnsureAsync(embedded.ConnectionString, "xinheng", ct);
        }
        catch
        {
            await embedded.DisposeAsync();
            throw;
        }

        var ours = new NpgsqlConnectionStringBuilder(embedded.ConnectionString) { Database = "xinheng" };
        return new Database(ours.ConnectionString, options.PortalDatabase, embedded);
    }

    /// <summary>Whether it is the database's own trouble (gone, restarting, refusing), so that trying again may help.</summary>
    public static bool IsTrouble(Exception exception) => exception is NpgsqlException;

    /// <summary>A database that somebody else started (a test's clone).</summary>
    public static Database At(string connectionString) => new(connectionString, null, null);

    /// <summary>Creates a database on a server where it is missing.</summary>
    public static async Task EnsureAsync(string server, string name, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync(ct);
        await using var exists = new NpgsqlCommand("select 1 from pg_database where datname = $1", connection);
        exists.Parameters.AddWithValue(name);
        if (await exists.ExecuteScalarAsync(ct) is not null)
        {
            return;
        }

        try
        {
            await using var create = new NpgsqlCommand($"create database {name} encoding 'UTF8'", connection);
            await create.ExecuteNonQueryAsync(ct);
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Another program of ours made it in the same moment.
        }
    }

    /// <summary>Starts a private server that died; true if it had. Connections that died with it are forgotten.</summary>
    public async Task<bool> EnsureRunningAsync(CancellationToken ct)
    {
        if (embedded is null || !await embedded.EnsureRunningAsync(ct))
        {
            return false;
        }

        Owner.Clear();
        Portal.Clear();
        return true;
    }

    /// <summary>Whether the database answers, asked over both ways to it.</summary>
    public async Task<bool> AnswersAsync(CancellationToken ct)
    {
        try
        {
            foreach (var source in new[] { Owner, Portal })
            {
                await using var question = source.CreateCommand("select 1");
                await question.ExecuteScalarAsync(ct);
            }

            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Owner.DisposeAsync();
        await Portal.DisposeAsync();
        if (embedded is not null)
        {
            await embedded.DisposeAsync();
        }
    }

    // The session's zone makes current_date the legal date at night, too.
    private static NpgsqlDataSource Source(string connectionString, string? role)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            Timezone = "Asia/Shanghai",
            ApplicationName = "xinheng",
            MaxPoolSize = 64,
            MaxAutoPrepare = 64,
            AutoPrepareMinUsages = 3,
        };
        if (role is not null)
        {
            settings.Options = $"-c role={role}";
        }

        return new NpgsqlDataSourceBuilder(settings.ConnectionString).Build();
    }
}
