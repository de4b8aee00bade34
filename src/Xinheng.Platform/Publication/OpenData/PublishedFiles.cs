using Dapper;
using Xinheng.Model.Journal;
using Xinheng.Model.Law;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.Publication.OpenData;

/// <summary>Which files were given out under which name, and whether another took their place: digests only, never content.</summary>
public sealed class PublishedFiles(Database database, Clock clock)
{
    // Longer than anybody keeps a copy without asking again.
    private const int YearsKept = 3;

    /// <param name="Until">The day another took its place; null: it is the present one.</param>
    public sealed record Known(string Name, DateOnly Since, DateOnly? Until);

    private sealed record Row(string Name, DateTime Since, DateTime? Until);

    public async Task<Known?> FindAsync(Hash256 digest, CancellationToken ct)
    {
        await using var connection = await database.Portal.OpenConnectionAsync(ct);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
            "select name, since, until from publication.published_file where sha256 = @digest", new { digest = digest.ToArray() }, cancellationToken: ct));
        return row is null ? null : new Known(row.Name, LegalTime.DateOf(row.Since), row.Until is { } until ? LegalTime.DateOf(until) : null);
    }

    /// <summary>These are now all the files whose name begins so; the others were, until now.</summary>
    public async Task ReplaceAsync(string prefix, IReadOnlyList<(string Name, Hash256 Digest)> files, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition("""
            update publication.published_file set until = @now
             where until is null and starts_with(name, @prefix) and sha256 <> all (@digests);
            insert into publication.published_file as p (sha256, name, since)
            select f.digest, f.name, @now from unnest(@digests, @names) as f (digest, name)
                on conflict (sha256) do update set until = null, name = excluded.name where p.until is not null;
            delete from publication.published_file where until < @forgotten
            """, new
        {
            now = clock.Now, prefix, forgotten = clock.Now.AddYears(-YearsKept),
            digests = files.Select(f => f.Digest.ToArray()).ToArray(), names = files.Select(f => f.Name).ToArray(),
        }, transaction, cancellationToken: ct));
        await transaction.CommitAsync(ct);
    }
}
