using Dapper;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.Assessment;

/// <summary>Somebody with the database in hand, past the program.</summary>
internal static class Tampering
{
    public static async Task RunAsync(TestPlatform platform, string sql)
    {
        await using var connection = await platform.Database.Owner.OpenConnectionAsync();
        Assert.True(await connection.ExecuteAsync(sql) > 0, $"Nothing was changed: {sql}");
    }
}
