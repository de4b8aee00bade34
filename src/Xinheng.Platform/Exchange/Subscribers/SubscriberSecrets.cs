using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Npgsql;
using Xinheng.Model.Exchange;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Journal;

namespace Xinheng.Platform.Exchange.Subscribers;

/// <summary>
/// What a subscriber and the platform know each other by: the subscriber's key, kept as a digest, and the secret its webhooks are
/// signed with, sealed. When one is renewed the old one holds for a day more.
/// </summary>
public sealed class SubscriberSecrets(Database database, KeyRing keys, Clock clock)
{
    public const string Prefix = "xhs_";

    public static readonly TimeSpan Overlap = TimeSpan.FromDays(1);

    private const int KeyBytes = 24;

    /// <summary>Who shows a key that holds.</summary>
    public sealed record Known(Guid Id, string Name);

    /// <summary>Null when nobody has it, it was replaced, or its subscriber has ended.</summary>
    public async Task<Known?> FindAsync(string key, CancellationToken ct)
    {
        if (key.Length is < 8 or > 100 || !key.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return null;
        }

        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<Known>(new CommandDefinition("""
            select s.id, s.name from exchange.access_key k join exchange.subscriber s on s.id = k.subscriber
             where k.digest = @digest and (k.until is null or k.until > @now) and s.ended_at is null
            """, new { digest = DigestOf(key), now = clock.Now }, cancellationToken: ct));
    }

    internal static async Task<(string Text, string Digest)> NewKeyAsync(Work work, Guid subscriber, CancellationToken ct)
    {
        var text = Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(KeyBytes));
        await work.ExecuteAsync("""
            update exchange.access_key set until = @until where subscriber = @subscriber and (until is null or until > @until);
            insert into exchange.access_key (digest, subscriber, made_at, entry) values (@digest, @subscriber, @At, @entry)
            """, new { digest = DigestOf(text), subscriber, work.At, until = work.At + Overlap, entry = work.Entry.Value }, ct);
        return (text, Convert.ToHexStringLower(DigestOf(text)));
    }

    internal async Task<string> NewSecretAsync(Work work, Guid subscriber, CancellationToken ct)
    {
        var secret = WebhookSecret.Of(RandomNumberGenerator.GetBytes(WebhookSecret.Length));
        await work.ExecuteAsync("""
            update exchange.secret set until = @until where subscriber = @subscriber and (until is null or until > @until);
            insert into exchange.secret (subscriber, made_at, sealed, entry) values (@subscriber, @At, @text, @entry)
            """, new
        {
            subscriber, work.At, until = work.At + Overlap, entry = work.Entry.Value,
            text = SealedSecret.Seal(keys, KeyPurpose.Exchange, HolderOf(subscriber), secret.Bytes),
        }, ct);
        return secret.ToString();
    }

    /// <summary>The secrets that hold now, the newest first.</summary>
    internal async Task<IReadOnlyList<WebhookSecret>> OfAsync(NpgsqlConnection connection, Guid subscriber, CancellationToken ct) =>
        [.. (await connection.QueryAsync<string>(new CommandDefinition("""
            select sealed from exchange.secret where subscriber = @subscriber and (until is null or until > @now) order by made_at desc, entry desc
            """, new { subscriber, now = clock.Now }, cancellationToken: ct)))
            .Select(text => SealedSecret.Open(keys, KeyPurpose.Exchange, HolderOf(subscriber), text)).OfType<byte[]>().Select(bytes => WebhookSecret.Of(bytes))];

    private static byte[] DigestOf(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    private static string HolderOf(Guid subscriber) => $"webhook|{subscriber:N}";
}
