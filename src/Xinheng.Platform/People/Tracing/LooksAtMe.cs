using Npgsql;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People.Tracing;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Law;

namespace Xinheng.Platform.People.Tracing;

/// <summary>谁查过我: a subject's own trace. The unit stands there and its purpose, never the member of staff.</summary>
public sealed class LooksAtMe(Database database, Clock clock)
{
    public const int PageSize = 30;

    /// <param name="Organisation">Code of the unit; null for whoever acted for none: the platform itself, or the subject.</param>
    /// <param name="Door">Through which door: a member of staff, a department's system.</param>
    public sealed record Seen(
        LookId Id, DateTimeOffset At, ActorKind Door, string? Organisation, string? OrganisationName, LookKind Kind, IReadOnlyList<string> Items,
        string Purpose, LookResult Result, string? Matter);

    /// <summary>Whether lawful secrecy keeps something back is not said: that alone could warn.</summary>
    public sealed record Page(IReadOnlyList<Seen> Items, LookId? Next);

    /// <summary>The newest first. Whoever calls it has made sure that it is the subject who asks.</summary>
    /// <param name="others">Only those of others: one's own reading of one's own file is left out.</param>
    public async Task<Page> ListAsync(SubjectId subject, LookId? before, CancellationToken ct, bool others = false)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        await using var command = new NpgsqlCommand($"""
            select {LookRows.Columns}, (select o.name from people.organisation o where o.code = l.organisation)
              from people.look l
             where l.subject = $1 and l.id < $2 {(others ? $"and l.door <> '{nameof(ActorKind.Subject)}'" : "")}
               and not exists (
                 select from people.sight_delay d
                  where d.organisation = l.organisation and d.until > $3
                    and (d.look = l.id or d.matter = l.matter or d.authorisation = l.authorisation))
             order by l.id desc limit {PageSize + 1}
            """, connection);
        command.Parameters.AddWithValue(subject.Value);
        command.Parameters.AddWithValue(before?.Value ?? Guid.AllBitsSet);
        command.Parameters.AddWithValue(clock.Today);
        List<Seen> seen = [];
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var (id, at, by, look) = LookRows.Read(reader);
            seen.Add(new Seen(id, at, by.Door, by.Organisation, LookRows.Text(reader, 19), look.Kind, look.Items, look.Purpose, look.Result, look.Matter));
        }

        return new Page([.. seen.Take(PageSize)], seen.Count > PageSize ? seen[PageSize - 1].Id : null);
    }
}
