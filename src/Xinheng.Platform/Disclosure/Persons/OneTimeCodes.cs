using System.Security.Cryptography;
using Dapper;
using Npgsql;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Journal;
using Xinheng.Platform.People.SigningIn;

namespace Xinheng.Platform.Disclosure.Persons;

/// <summary>
/// Short codes a subject tells an organisation: shown once, kept as a slow hash, good for one reading, gone after half an hour
/// or five wrong tries. An organisation that types ten wrong ones within an hour waits.
/// </summary>
public sealed class OneTimeCodes(Clock clock)
{
    private const string Letters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private const int Length = 8;
    private const int MostAttempts = 5;
    private const int MostWrongAnHour = 10;
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(30);

    /// <summary>A code as it is told.</summary>
    public sealed record Told(string Text, DateTimeOffset Ends);

    private sealed record Kept(Guid Id, Guid Authorisation, string Hash);

    /// <summary>One more code; those given before stop.</summary>
    public async Task<Told> IssueAsync(Work work, Guid authorisation, CancellationToken ct)
    {
        var (text, ends) = (RandomNumberGenerator.GetString(Letters, Length), clock.Now + Life);
        await work.ExecuteAsync("""
            delete from disclosure.one_time_code where authorisation = @authorisation and used_at is null;
            insert into disclosure.one_time_code (id, authorisation, hash, expires_at) values (@id, @authorisation, @hash, @ends)
            """, new { id = clock.NewId(), authorisation, hash = PasswordHash.Of(text), ends }, ct);
        return new Told(text, ends);
    }

    /// <summary>Whether the organisation has to wait before it may type another.</summary>
    public async Task<bool> MustWaitAsync(NpgsqlConnection connection, string organisation, CancellationToken ct) =>
        await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            "select count(*) from disclosure.wrong_code where organisation = @organisation and at > @since",
            new { organisation, since = clock.Now.AddHours(-1) }, cancellationToken: ct)) >= MostWrongAnHour;

    /// <summary>The authorisation the code opens, used up by this; null when it opens none. Wrong tries are counted either way.</summary>
    public async Task<Guid?> UseAsync(NpgsqlConnection connection, Guid? subject, string organisation, string code, CancellationToken ct)
    {
        var typed = code.Trim().ToUpperInvariant();
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var live = (await connection.QueryAsync<Kept>(new CommandDefinition("""
            select c.id, c.authorisation, c.hash from disclosure.one_time_code c
              join disclosure.authorisation a on a.id = c.authorisation
             where a.subject_id = @subject and a.organisation = @organisation and c.used_at is null and c.expires_at > @now and c.attempts < @MostAttempts
               for update of c
            """, new { subject, organisation, now = clock.Now, MostAttempts }, transaction, cancellationToken: ct))).AsList();
        var opened = live.Find(kept => PasswordHash.Matches(typed, kept.Hash));
        await connection.ExecuteAsync(new CommandDefinition(opened is not null
            ? "update disclosure.one_time_code set used_at = @now where id = @id"
            : """
              update disclosure.one_time_code set attempts = attempts + 1 where id = any (@all);
              delete from disclosure.wrong_code where at < @longAgo;
              insert into disclosure.wrong_code (organisation, at) values (@organisation, @now)
              """, new
            {
                id = opened?.Id, all = live.Select(c => c.Id).ToArray(), organisation, now = clock.Now, longAgo = clock.Now.AddDays(-1),
            }, transaction, cancellationToken: ct));
        await transaction.CommitAsync(ct);
        return opened?.Authorisation;
    }
}
