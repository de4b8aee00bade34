using System.Net;
using Dapper;
using Xinheng.Model.Foundation;
using Xinheng.Model.People.SigningIn;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.People.SigningIn;

/// <summary>
/// Password sign-in. A wrong name and a wrong password answer alike, cost alike and are counted alike: what a stranger
/// hears never says which accounts there are.
/// </summary>
public sealed class SignIn(Database database, SignInBrakes brakes, Clock clock)
{
    private static readonly string Nobody = PasswordHash.Of("nobody's password, hashed to cost the same time");

    public sealed record SignedIn(AccountId Account, string Name, Guid Stamp)
    {
        public SignInWay Way { get; init; } = SignInWay.Password;

        /// <summary>The password was half of it: no session begins before the second factor.</summary>
        public bool AsksFactor { get; init; }
    }

    /// <param name="Answer">Who signed in, or why not.</param>
    /// <param name="Wait">How long nothing can be tried again; zero unless too much was tried.</param>
    public sealed record Attempted(Result<SignedIn> Answer, TimeSpan Wait)
    {
        public static Attempted TooOften(TimeSpan wait) => new(Refusal.TooMuch("people.sign-in-wait",
            $"登录失败的次数太多。请等待 {Words(wait)}再试；其间输入的口令不作核对。"), wait);

        private static string Words(TimeSpan wait) => wait < TimeSpan.FromMinutes(2)
            ? FormattableString.Invariant($"{Math.Ceiling(wait.TotalSeconds)} 秒")
            : FormattableString.Invariant($"{Math.Ceiling(wait.TotalMinutes)} 分钟");
    }

    private sealed record Row(Guid Id, string Name, string Password, DateTime? LapsesAt, Guid Stamp, bool AsksFactor);

    /// <param name="ofSubject">Through the door of subjects; each door knows only its own accounts.</param>
    public async Task<Attempted> RunAsync(string name, string password, IPAddress address, CancellationToken ct, bool ofSubject = false)
    {
        if (await brakes.AttemptAsync(name, address, ct) is { Ticks: > 0 } wait)
        {
            return Attempted.TooOften(wait);
        }

        var row = await FindAsync(name, ofSubject, ct);
        var matches = PasswordHash.Matches(password, row?.Password ?? Nobody);
        if (row is null || !matches)
        {
            return new Attempted(Refusal.Forbidden("people.sign-in-failed",
                "账户名或口令不对。多次不对之后需要等待才能再试，等待时间逐次加倍，最长 15 分钟。"), TimeSpan.Zero);
        }

        if (row.LapsesAt <= clock.Now.UtcDateTime)
        {
            return new Attempted(Refusal.Forbidden("people.password-lapsed",
                $"一次性口令 {OneTimePassword.Lifetime.TotalHours} 小时内有效，这一个已经过期。请找平台管理员重设。"), TimeSpan.Zero);
        }

        // Until the second factor is proven the attempt stands as failed: a known password buys no guesses at codes.
        if (!row.AsksFactor)
        {
            await brakes.SucceededAsync(name, address, ct);
        }

        return new Attempted(new SignedIn(new AccountId(row.Id), row.Name, row.Stamp) { AsksFactor = row.AsksFactor }, TimeSpan.Zero);
    }

    private async Task<Row?> FindAsync(string name, bool ofSubject, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition("""
            select a.id, a.name, a.password, a.password_lapses_at as LapsesAt, a.stamp,
                   exists (select from people.factor f where f.account = a.id and f.ended_at is null) as AsksFactor
              from people.account a
             where a.name = @name and a.ended_in is null and exists (select from people.subject_binding b where b.account = a.id) = @ofSubject
            """, new { name, ofSubject }, cancellationToken: ct));
    }
}
