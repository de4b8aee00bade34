using System.Net;
using Dapper;
using Xinheng.Model.Foundation;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.People;

/// <summary>
/// Password sign-in. A wrong name and a wrong password answer alike, cost alike and are counted alike: what a stranger
/// hears never says which accounts there are.
/// </summary>
public sealed class SignIn(Database database, SignInBrakes brakes)
{
    private static readonly string Nobody = PasswordHash.Of("nobody's password, hashed to cost the same time");

    public sealed record SignedIn(AccountId Account, string Name, Guid Stamp);

    /// <param name="Answer">Who signed in, or why not.</param>
    /// <param name="Wait">How long nothing can be tried again; zero unless too much was tried.</param>
    public sealed record Attempted(Result<SignedIn> Answer, TimeSpan Wait);

    private sealed record Row(Guid Id, string Name, string Password, Guid Stamp);

    public async Task<Attempted> RunAsync(string name, string password, IPAddress address, CancellationToken ct)
    {
        if (await brakes.AttemptAsync(name, address, ct) is { Ticks: > 0 } wait)
        {
            return new Attempted(Refusal.TooMuch("people.sign-in-wait",
                $"登录失败的次数太多。请等待 {Words(wait)}再试；其间输入的口令不作核对。"), wait);
        }

        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
            "select id, name, password, stamp from people.account where name = @name and ended_in is null", new { name }, cancellationToken: ct));
        var matches = PasswordHash.Matches(password, row?.Password ?? Nobody);
        if (row is null || !matches)
        {
            return new Attempted(Refusal.Forbidden("people.sign-in-failed",
                "账户名或口令不对。多次不对之后需要等待才能再试，等待时间逐次加倍，最长 15 分钟。"), TimeSpan.Zero);
        }

        await brakes.SucceededAsync(name, address, ct);
        return new Attempted(new SignedIn(new AccountId(row.Id), row.Name, row.Stamp), TimeSpan.Zero);
    }

    private static string Words(TimeSpan wait) => wait < TimeSpan.FromMinutes(2)
        ? FormattableString.Invariant($"{Math.Ceiling(wait.TotalSeconds)} 秒")
        : FormattableString.Invariant($"{Math.Ceiling(wait.TotalMinutes)} 分钟");
}
