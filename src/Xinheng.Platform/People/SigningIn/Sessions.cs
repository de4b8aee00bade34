using System.Net;
using Dapper;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Model.People.SigningIn;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.People.SigningIn;

/// <summary>
/// Where members of staff are signed in. A session lives while it is used, a working day at most, and only as long as
/// its account's stamp stands: a new stamp (another password, an account that ended) ends them all.
/// </summary>
public sealed class Sessions(Database database, Accounts accounts, FactorRule rule, Clock clock)
{
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);
    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    /// <summary>For so long after proving who one is, sensitive acts do not ask again.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromMinutes(5);

    private const int LongestAgent = 300;

    private const string Alive = """
        s.ended_at is null and s.seen_at > @idle and s.started_at > @oldest
        and s.stamp = (select a.stamp from people.account a where a.id = s.account)
        """;

    /// <param name="Agent">What the browser said it is.</param>
    /// <param name="Way">How its owner proved who they are: a <see cref="SignInWay"/>.</param>
    public sealed record Session(Guid Id, DateTime StartedAt, DateTime SeenAt, string Address, string Agent, string Way);

    /// <summary>A session that lives, and what is known of whoever it is.</summary>
    /// <param name="HasFactor">Whether the account has a second factor.</param>
    /// <param name="ProvedAt">When its owner last proved who they are.</param>
    /// <param name="Duty">What must be done before anything else.</param>
    public sealed record Living(Guid Id, Caller Caller, bool HasFactor, DateTimeOffset ProvedAt, SignInDuty Duty);

    private sealed record Row(Guid Account, string Way, DateTime ProvedAt, bool IsOneTime, bool HasFactor);

    /// <summary>A new one for whoever signed in just now; <paramref name="instead"/> of the one that this browser had before.</summary>
    public async Task<Guid> BeginAsync(SignIn.SignedIn account, IPAddress address, string agent, Guid? instead, CancellationToken ct)
    {
        if (account.AsksFactor)
        {
            throw new InvalidOperationException("A session begins when the second factor has been proven.");
        }

        var id = clock.NewId();
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition("""
            update people.session set ended_at = @now where id = @instead and ended_at is null;
            insert into people.session (id, account, stamp, way, proved_at, address, agent, started_at, seen_at)
            values (@id, @account, @Stamp, @way, @now, @address, @agent, @now, @now)
            """, new
        {
            id, instead, account = account.Account.Value, account.Stamp, way = account.Way.ToString(), address = address.ToString(), agent = Legible(agent), now = clock.Now,
        }, cancellationToken: ct));
        return id;
    }

    /// <summary>Who is signed in by it, with the roles granted now; null when it has ended. Being asked keeps it alive.</summary>
    public async Task<Living?> FindAsync(Guid session, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition($"""
            update people.session s set seen_at = @now where s.id = @session and {Alive}
            returning s.account, s.way, s.proved_at as ProvedAt,
                      (select a.password_lapses_at is not null from people.account a where a.id = s.account) as IsOneTime,
                      exists (select from people.factor f where f.account = s.account and f.ended_at is null) as HasFactor
            """, new { session, now = clock.Now, idle = clock.Now - Idle, oldest = clock.Now - Longest }, cancellationToken: ct));
        return row is not null && await accounts.OfAsync(new AccountId(row.Account), ct) is { } caller
            ? new Living(session, caller, row.HasFactor, new DateTimeOffset(row.ProvedAt, TimeSpan.Zero), Duty(row, caller))
            : null;
    }

    public async Task<Caller?> CallerAsync(Guid session, CancellationToken ct) => (await FindAsync(session, ct))?.Caller;

    /// <summary>Its owner has proved anew who they are.</summary>
    public async Task ProveAsync(Guid session, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition(
            "update people.session set proved_at = @now where id = @session", new { session, now = clock.Now }, cancellationToken: ct));
    }

    /// <summary>The account's living sessions, the newest first.</summary>
    public async Task<IReadOnlyList<Session>> ListAsync(AccountId account, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return (await connection.QueryAsync<Session>(new CommandDefinition($"""
            select s.id, s.started_at as StartedAt, s.seen_at as SeenAt, s.address, s.agent, s.way
              from people.session s where s.account = @account and {Alive}
             order by s.started_at desc, s.id desc
            """, new { account = account.Value, idle = clock.Now - Idle, oldest = clock.Now - Longest }, cancellationToken: ct))).AsList();
    }

    /// <summary>Ends one of the account's own; somebody else's is none of theirs.</summary>
    public Task<int> EndAsync(AccountId account, Guid session, CancellationToken ct) =>
        EndAsync("id = @session", account, session, ct);

    /// <summary>Ends every session of the account, or every other than the one that is kept.</summary>
    public Task<int> EndAllAsync(AccountId account, Guid? except, CancellationToken ct) =>
        EndAsync("id is distinct from @session", account, except, ct);

    private async Task<int> EndAsync(string which, AccountId account, Guid? session, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return await connection.ExecuteAsync(new CommandDefinition(
            $"update people.session set ended_at = @now where account = @account and ended_at is null and {which}",
            new { account = account.Value, session, now = clock.Now }, cancellationToken: ct));
    }

    // A passkey proves more than a password that was handed over: the password can wait until it is used.
    private SignInDuty Duty(Row row, Caller caller) =>
        row.IsOneTime && row.Way != nameof(SignInWay.Passkey) ? SignInDuty.ChangePassword
        : !row.HasFactor && rule.IsRequired && caller.Roles.Any(SecondFactor.IsAskedOf) ? SignInDuty.AddFactor
        : SignInDuty.None;

    private static string Legible(string agent) =>
        new([.. agent.Where(c => c is >= ' ' and <= '~').Take(LongestAgent)]);
}
