using Dapper;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.Publication.Authentic;

/// <summary>A file that is not what we put there.</summary>
/// <param name="Expected">SHA-256 in hexadecimal of what should lie there.</param>
/// <param name="Found">Of what lies there; null: nothing.</param>
/// <param name="Mended">The good bytes were put back.</param>
public sealed record ChangedFile(string Name, string Expected, string? Found, bool Mended);

/// <summary>A published file was changed on disk: noted in the log, where whoever did it cannot take it out again.</summary>
public sealed class NoteTampering(Journal.Journal journal, Clock clock)
{
    // The same change of the same file, found again by the next look or the next program, is one incident.
    private static readonly TimeSpan Same = TimeSpan.FromHours(1);

    /// <summary>Returns those that are new.</summary>
    public async Task<IReadOnlyList<ChangedFile>> RunAsync(IReadOnlyList<ChangedFile> changed, CancellationToken ct)
    {
        await using var work = await journal.OpenAsync(Actor.TheProgram, Power.NoteTampering, ct);
        List<(Guid Id, ChangedFile File)> noted = [];
        foreach (var file in changed)
        {
            var id = clock.NewId();
            if (await work.ExecuteAsync("""
                insert into publication.incident (id, at, name, expected, found, mended, entry)
                select @id, @At, @Name, @Expected, @Found, @Mended, @entry
                 where not exists (select from publication.incident i
                                    where i.name = @Name and i.found is not distinct from @Found::text and i.at > @since)
                """, new { id, work.At, file.Name, file.Expected, file.Found, file.Mended, entry = work.Entry.Value, since = work.At - Same }, ct) > 0)
            {
                noted.Add((id, file));
            }
        }

        if (noted.Count == 0)
        {
            return [];
        }

        work.Tell(new { incidents = noted.Select(n => new { id = n.Id, name = n.File.Name, expected = n.File.Expected, found = n.File.Found, mended = n.File.Mended }) });
        await work.CommitAsync(ct);
        return [.. noted.Select(n => n.File)];
    }
}

/// <summary>An incident as it is read.</summary>
public sealed record Incident(Guid Id, DateTime At, string Name, string? Found, bool Mended);

/// <summary>The newest incidents, for operators and auditors.</summary>
public sealed class Incidents(Database database)
{
    public const int Most = 50;

    public async Task<IReadOnlyList<Incident>> NewestAsync(Caller caller, CancellationToken ct)
    {
        if (!caller.MayEnter(Permission.SeeAlarms))
        {
            return [];
        }

        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<Incident>(new CommandDefinition(
            "select id, at, name, found, mended from publication.incident order by at desc, id desc limit @Most", new { Most }, cancellationToken: ct))];
    }
}
