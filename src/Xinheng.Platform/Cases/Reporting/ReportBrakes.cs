using System.Net;
using Dapper;
using Xinheng.Model.People;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.People.SigningIn;

namespace Xinheng.Platform.Cases.Reporting;

/// <summary>
/// Against floods of reports and guessed receipt codes, without any riddle to solve: who comes too often waits. Kept is a keyed hash
/// of the address, joined to no report and forgotten within days.
/// </summary>
public sealed class ReportBrakes(Database database, ReportSeals seals, Clock clock)
{
    private sealed record Row(int Attempts, DateTime Since, DateTime? ClosedUntil);

    private static readonly BrakeRule Filing = new(10, TimeSpan.FromMinutes(2), TimeSpan.FromHours(1), TimeSpan.FromMinutes(20));
    private static readonly BrakeRule Codes = new(10, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(5));

    internal Task<TimeSpan> FileAsync(IPAddress address, CancellationToken ct) => AttemptAsync("file", Filing, address, ct);

    internal Task<TimeSpan> TryCodeAsync(IPAddress address, CancellationToken ct) => AttemptAsync("code", Codes, address, ct);

    /// <summary>The code was right: the try is taken back.</summary>
    internal async Task RightAsync(IPAddress address, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition("""
            update cases.report_brake set attempts = greatest(0, attempts - 1), closed_until = null where kind = 'code' and key = @key
            """, new { key = Key("code", address) }, cancellationToken: ct));
    }

    private byte[] Key(string kind, IPAddress address) => seals.Place(kind, SignInBrakes.PlaceOf(address));

    // Counts the attempt; or, where one must wait, says how long and counts nothing.
    private async Task<TimeSpan> AttemptAsync(string kind, BrakeRule rule, IPAddress address, CancellationToken ct)
    {
        var (now, key) = (clock.Now, Key(kind, address));
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition("delete from cases.report_brake where since < @longAgo",
            new { longAgo = now - Filing.Memory }, transaction, cancellationToken: ct));
        var row = await connection.QuerySingleAsync<Row>(new CommandDefinition("""
            insert into cases.report_brake (kind, key, attempts, since) values (@kind, @key, 0, @now)
                on conflict (kind, key) do update set key = excluded.key
            returning attempts, since, closed_until as ClosedUntil
            """, new { kind, key, now }, transaction, cancellationToken: ct));
        var brake = new SignInBrake(row.Attempts, row.Since, row.ClosedUntil);
        var wait = brake.Wait(now);
        if (wait == TimeSpan.Zero)
        {
            var counted = brake.Attempt(rule, now);
            await connection.ExecuteAsync(new CommandDefinition("""
                update cases.report_brake set attempts = @Attempts, since = @Since, closed_until = @ClosedUntil where kind = @kind and key = @key
                """, new { counted.Attempts, counted.Since, counted.ClosedUntil, kind, key }, transaction, cancellationToken: ct));
            await transaction.CommitAsync(ct);
        }

        return wait;
    }
}
