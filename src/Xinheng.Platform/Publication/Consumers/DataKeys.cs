using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Npgsql;
using Xinheng.Model.Foundation;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Law;

namespace Xinheng.Platform.Publication.Consumers;

/// <summary>What a key was used for on one day.</summary>
public sealed record DataUse(DateOnly Day, long Requests, long Cost);

/// <summary>A key before its holder.</summary>
public sealed record DataKeyFile(DateTimeOffset CreatedAt, DateTimeOffset? RevokedAt, IReadOnlyList<DataUse> Uses);

/// <summary>
/// Keys for readers of open data: taken by oneself, shown once, kept as a hash, given back by whoever holds them. They carry no
/// right, only a larger allowance; reading works without. Uses are counted in memory and written down every minute.
/// </summary>
public class DataKeys(Database database, Clock clock)
{
    public const string Prefix = "xhk_";

    private const int RandomBytes = 24;
    private const int MostRemembered = 10_000;
    private const int DaysKept = 90;
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Written = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, (Guid? Key, DateTimeOffset Until)> known = new(StringComparer.Ordinal);
    private readonly Lock gate = new();
    private Dictionary<(Guid Key, DateOnly Day), (long Requests, long Cost)> uses = [];
    private DateTimeOffset writtenAt;

    public static readonly Refusal Unknown = Refusal.Forbidden("data-key.unknown",
        "没有这个密钥，或者它已经停用。请核对有没有写全；也可以不带密钥使用，或者到开发者中心重新领取一个。");

    /// <summary>The key's text, shown this once.</summary>
    public virtual async Task<string> IssueAsync(CancellationToken ct)
    {
        var text = Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition(
            "insert into publication.data_key (id, hash, created_at) values (@id, @hash, @Now)",
            new { id = clock.NewId(), hash = HashOf(text), clock.Now }, cancellationToken: ct));
        return text;
    }

    /// <summary>The key's id; null when there is none or it was given back. What was found is believed for half a minute.</summary>
    public virtual async ValueTask<Guid?> FindAsync(string text, CancellationToken ct)
    {
        if (!IsShaped(text))
        {
            return null;
        }

        var (hash, now) = (HashOf(text), clock.Now);
        var name = Convert.ToHexString(hash);
        if (known.TryGetValue(name, out var found) && now < found.Until)
        {
            return found.Key;
        }

        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var key = await connection.QuerySingleOrDefaultAsync<Guid?>(new CommandDefinition(
            "select id from publication.data_key where hash = @hash and revoked_at is null", new { hash }, cancellationToken: ct));
        if (known.Count >= MostRemembered)
        {
            known.Clear();
        }

        known[name] = (key, now + Remembered);
        return key;
    }

    public virtual async Task<Result<Done>> RevokeAsync(string text, CancellationToken ct)
    {
        var hash = HashOf(text);
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var ended = await connection.ExecuteAsync(new CommandDefinition(
            "update publication.data_key set revoked_at = @Now where hash = @hash and revoked_at is null", new { hash, clock.Now }, cancellationToken: ct));
        known.TryRemove(Convert.ToHexString(hash), out _);
        return ended > 0 ? default(Done) : Unknown with { Field = "key" };
    }

    /// <summary>Its file with the days it was used on, newest first; told to whoever holds the key, also after it was given back.</summary>
    public virtual async Task<Result<DataKeyFile>> ReadAsync(string text, CancellationToken ct)
    {
        await WriteAsync(ct);
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var key = await connection.QuerySingleOrDefaultAsync<(Guid Id, DateTime At, DateTime? Revoked)?>(new CommandDefinition(
            "select id, created_at, revoked_at from publication.data_key where hash = @hash", new { hash = HashOf(text) }, cancellationToken: ct));
        if (key is not { } found)
        {
            return Unknown with { Field = "key" };
        }

        var days = await connection.QueryAsync<DataUse>(new CommandDefinition(
            "select day, requests, cost from publication.data_use where key = @Id order by day desc", new { found.Id }, cancellationToken: ct));
        return new DataKeyFile(
            new DateTimeOffset(found.At, TimeSpan.Zero), found.Revoked is { } at ? new DateTimeOffset(at, TimeSpan.Zero) : null, [.. days]);
    }

    public virtual void Count(Guid key, int cost)
    {
        var isDue = false;
        lock (gate)
        {
            var (requests, sum) = uses.GetValueOrDefault((key, clock.Today));
            uses[(key, clock.Today)] = (requests + 1, sum + cost);
            if (clock.Now - writtenAt > Written)
            {
                (writtenAt, isDue) = (clock.Now, true);
            }
        }

        if (isDue)
        {
            // Behind the reader's back; what cannot be written now is written with what comes next.
            _ = Task.Run(() => WriteAsync(CancellationToken.None));
        }
    }

    private async Task WriteAsync(CancellationToken ct)
    {
        Dictionary<(Guid Key, DateOnly Day), (long Requests, long Cost)> taken;
        lock (gate)
        {
            (taken, uses) = (uses, []);
        }

        if (taken.Count == 0)
        {
            return;
        }

        try
        {
            await using var connection = await database.Owner.OpenConnectionAsync(ct);
            await connection.ExecuteAsync(new CommandDefinition("""
                insert into publication.data_use as u (key, day, requests, cost)
                select * from unnest(@keys, @days::date[], @requests, @costs)
                    on conflict (key, day) do update set requests = u.requests + excluded.requests, cost = u.cost + excluded.cost;
                delete from publication.data_use where day < @oldest
                """, new
            {
                keys = taken.Keys.Select(k => k.Key).ToArray(), days = taken.Keys.Select(k => k.Day).ToArray(),
                requests = taken.Values.Select(v => v.Requests).ToArray(), costs = taken.Values.Select(v => v.Cost).ToArray(),
                oldest = clock.Today.AddDays(-DaysKept),
            }, cancellationToken: ct));
        }
        catch (Exception world) when (world is NpgsqlException or OperationCanceledException)
        {
            lock (gate)
            {
                foreach (var (of, count) in taken)
                {
                    var (requests, cost) = uses.GetValueOrDefault(of);
                    uses[of] = (requests + count.Requests, cost + count.Cost);
                }
            }
        }
    }

    private static bool IsShaped(string text) => text.Length is > 8 and < 100 && text.StartsWith(Prefix, StringComparison.Ordinal);

    private static byte[] HashOf(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
