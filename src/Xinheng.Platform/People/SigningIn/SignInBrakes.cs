using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Npgsql;
using Xinheng.Model.People;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.People.SigningIn;

/// <summary>
/// Counts attempts to sign in, for each name and each address. A name is counted whether or not it is an account's, so
/// that nobody learns from the waits which names there are.
/// </summary>
public sealed class SignInBrakes(Database database, Clock clock)
{
    private sealed record Row(int Attempts, DateTime Since, DateTime? ClosedUntil);

    private static readonly (string Kind, BrakeRule Rule)[] Kinds = [("name", BrakeRule.OfName), ("address", BrakeRule.OfAddress)];

    /// <summary>Counts the attempt; or, where one must wait, says how long and counts nothing.</summary>
    public async Task<TimeSpan> AttemptAsync(string name, IPAddress address, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        await SweepAsync(connection, ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var now = clock.Now;
        var wait = TimeSpan.Zero;
        List<(string Kind, string Key, SignInBrake Brake)> counted = [];
        foreach (var (kind, rule) in Kinds)
        {
            var key = KeyOf(kind, name, address);
            var brake = await LockAsync(transaction, kind, key, now, ct);
            wait = TimeSpan.FromTicks(Math.Max(wait.Ticks, brake.Wait(now).Ticks));
            counted.Add((kind, key, brake.Attempt(rule, now)));
        }

        if (wait == TimeSpan.Zero)
        {
            await KeepAsync(transaction, counted, ct);
            await transaction.CommitAsync(ct);
        }

        return wait;
    }

    /// <summary>The name is cleared; of the address only this one attempt is taken back, or a known account would buy guesses at others.</summary>
    public async Task SucceededAsync(string name, IPAddress address, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition("delete from people.sign_in_brake where kind = 'name' and key = @key",
            new { key = KeyOf("name", name, address) }, transaction, cancellationToken: ct));
        var key = KeyOf("address", name, address);
        var brake = await LockAsync(transaction, "address", key, clock.Now, ct);
        await KeepAsync(transaction, [("address", key, brake.Succeeded())], ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>An IPv6 client counts by its /64, which is what one household gets.</summary>
    public static string PlaceOf(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (plain.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return plain.ToString();
        }

        var bytes = plain.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return $"{new IPAddress(bytes)}/64";
    }

    // What was typed as a name may have been meant as a password: only its digest is kept.
    private static string KeyOf(string kind, string name, IPAddress address) => kind == "address"
        ? PlaceOf(address)
        : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name.ToLowerInvariant())));

    private static async Task<SignInBrake> LockAsync(
        NpgsqlTransaction transaction, string kind, string key, DateTimeOffset now, CancellationToken ct)
    {
        var row = await transaction.Connection!.QuerySingleAsync<Row>(new CommandDefinition("""
            insert into people.sign_in_brake (kind, key, attempts, since) values (@kind, @key, 0, @now)
                on conflict (kind, key) do update set key = excluded.key
            returning attempts, since, closed_until as ClosedUntil
            """, new { kind, key, now }, transaction, cancellationToken: ct));
        return new SignInBrake(row.Attempts, row.Since, row.ClosedUntil);
    }

    private static Task KeepAsync(
        NpgsqlTransaction transaction, IEnumerable<(string Kind, string Key, SignInBrake Brake)> brakes, CancellationToken ct) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition("""
            update people.sign_in_brake set attempts = @Attempts, since = @Since, closed_until = @ClosedUntil where kind = @Kind and key = @Key
            """, brakes.Select(b => new { b.Kind, b.Key, b.Brake.Attempts, b.Brake.Since, b.Brake.ClosedUntil }).ToList(),
            transaction, cancellationToken: ct));

    // Rows that somebody holds are alive; a few are enough each time.
    private Task SweepAsync(NpgsqlConnection connection, CancellationToken ct) =>
        connection.ExecuteAsync(new CommandDefinition("""
            delete from people.sign_in_brake
             where (kind, key) in (select kind, key from people.sign_in_brake where since < @longAgo limit 100 for update skip locked)
            """, new { longAgo = clock.Now - BrakeRule.OfName.Memory }, cancellationToken: ct));
}
