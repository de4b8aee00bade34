using Dapper;
using Npgsql;

namespace Xinheng.Platform.Foundation.Backups;

/// <summary>
/// A connection of its own without time limits, whose session writes and reads every value in one notation, whatever
/// the server's configuration and version.
/// </summary>
internal static class Snapshot
{
    public static async Task<NpgsqlConnection> ConnectAsync(Database database, CancellationToken ct)
    {
        var settings = new NpgsqlConnectionStringBuilder(database.Url)
        {
            ApplicationName = "xinheng backup", CommandTimeout = 0, Pooling = false, Timezone = "UTC",
        };
        var connection = new NpgsqlConnection(settings.ConnectionString);
        try
        {
            await connection.OpenAsync(ct);
            // Rows leave in the order in which they lie, so that a restored copy gives the same bytes again.
            await connection.ExecuteAsync("""
                set datestyle = 'ISO, YMD'; set intervalstyle = 'postgres'; set extra_float_digits = 1;
                set bytea_output = 'hex'; set synchronize_seqscans = off
                """);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
