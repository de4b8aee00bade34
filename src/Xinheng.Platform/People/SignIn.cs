using Dapper;
using Xinheng.Model.Foundation;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.People;

/// <summary>Password sign-in. A wrong name and a wrong password answer alike and cost alike; ten failures lock for a while.</summary>
public sealed class SignIn(Database database, Clock clock)
{
    private const int MostFailures = 10;
    private static readonly TimeSpan LockTime = TimeSpan.FromMinutes(15);
    private static readonly string Nobody = PasswordHash.Of("nobody's password, hashed to cost the same time");

    public sealed record SignedIn(AccountId Account, string Name, Guid Stamp);

    private sealed record Row(Guid Id, string Name, string Password, Guid Stamp, DateTime? LockedUntil);

    public async Task<Result<SignedIn>> RunAsync(string name, string password, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
            "select id, name, password, stamp, locked_until as LockedUntil from people.account where name = @name",
            new { name }, cancellationToken: ct));
        var matches = PasswordHash.Matches(password, row?.Password ?? Nobody);
        if (row is null || !matches || row.LockedUntil > clock.Now.UtcDateTime)
        {
            if (row is not null)
            {
                await FailAsync(connection, row, ct);
            }

            return Refusal.Forbidden("people.sign-in-failed", "账户名或口令不对，或账户因多次失败暂时锁定（15 分钟）。");
        }

        await connection.ExecuteAsync("update people.account set failures = 0, locked_until = null where id = @Id", new { row.Id });
        return new SignedIn(new AccountId(row.Id), row.Name, row.Stamp);
    }

    private Task FailAsync(System.Data.IDbConnection connection, Row row, CancellationToken ct) =>
        connection.ExecuteAsync(new CommandDefinition("""
            update people.account
               set failures = failures + 1,
                   locked_until = case when failures + 1 >= @MostFailures then @until else locked_until end
             where id = @Id
            """, new { row.Id, MostFailures, until = clock.Now + LockTime }, cancellationToken: ct));
}
