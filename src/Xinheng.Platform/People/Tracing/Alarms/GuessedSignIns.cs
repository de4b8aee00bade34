using Dapper;
using Npgsql;
using Xinheng.Model.Foundation;
using Xinheng.Model.People.Tracing;

namespace Xinheng.Platform.People.Tracing.Alarms;

/// <summary>
/// Failed sign-ins as the brakes remember them now: for one name, whether or not it is an account's, and from one address.
/// Whoever is kept waiting is not counted again, so few stand for many.
/// </summary>
internal static class GuessedSignIns
{
    private const int DigestHead = 12;

    private sealed record Row(bool IsAddress, string Key, long Attempts, Guid? Account, string? Organisation, bool HasEnded);

    public static async Task<IReadOnlyList<Alarm>> FindAsync(
        NpgsqlConnection connection, AlarmRules rules, DateTimeOffset now, CancellationToken ct)
    {
        var rows = await connection.QueryAsync<Row>(new CommandDefinition("""
            select b.kind = 'address' as IsAddress, b.key as Key, b.attempts::bigint as Attempts, a.id as Account, a.organisation as Organisation,
                   a.ended_at is not null as HasEnded
              from people.sign_in_brake b
              left join people.account a
                on b.kind = 'name' and b.key = encode(sha256(convert_to(lower(a.name), 'UTF8')), 'hex')
             where b.since > @recent
            """, new { recent = now.AddDays(-1) }, cancellationToken: ct));
        return [.. rows.SelectMany(row => rules.OfSignIns(AboutOf(row), row.Attempts, row.IsAddress, row.HasEnded))];
    }

    private static AlarmAbout AboutOf(Row row) => row.Account is { } account
        ? new AlarmAbout(row.Organisation, new AccountId(account))
        : new AlarmAbout(null, Place: row.IsAddress ? row.Key : row.Key[..DigestHead]);
}
