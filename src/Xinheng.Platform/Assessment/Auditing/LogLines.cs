using System.Text;
using System.Text.Json;
using Dapper;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.People;

namespace Xinheng.Platform.Assessment.Auditing;

/// <summary>What the log says of an entry's own truth.</summary>
public enum EvidenceState
{
    /// <summary>已封存: its text gives the hash that stands in the log under a signed checkpoint.</summary>
    Sealed,

    /// <summary>待封存: committed, and the next checkpoint will cover it.</summary>
    NotYet,

    /// <summary>不符: text, columns or number are not what was sealed.</summary>
    Broken,
}

/// <summary>An entry of the journal, with how it stands to the log.</summary>
/// <param name="No">Its number in the log, from 0.</param>
/// <param name="Checkpoint">Size of the first checkpoint over it.</param>
/// <param name="Facts">As the act told them; no personal data stands in it.</param>
public sealed record LogLine(
    Guid Entry, DateTimeOffset At, Power? Power, string PowerCode, string ActorIdentity, string ActorName, string? Organisation, string Facts,
    long? No, long? Checkpoint, EvidenceState Evidence);

/// <summary>Reads entries of the journal, recomputing each one's hash as it is read.</summary>
public sealed class LogLines(Database database)
{
    public const int Most = 500;

    private static readonly Dictionary<string, Power> Powers = Power.All.ToDictionary(p => p.Code);

    private sealed record Row(Guid Id, DateTime At, string Power, string Content, long? No, byte[]? Hash, bool Waiting, long? Checkpoint, string? Account);

    private const string Select = """
        select e.id, e.at, e.power, e.content::text as Content, l.no, l.hash, u.entry is not null as Waiting,
               (select min(c.size) from journal.checkpoint c where c.size > l.no) as Checkpoint,
               (select a.name from people.account a where a.id::text = substring(e.content->>'actor' from '[0-9a-f-]{36}$')) as Account
          from journal.entry e
          left join journal.leaf l on l.entry = e.id
          left join journal.unsealed u on u.entry = e.id
        """;

    /// <summary>
    /// Every entry that speaks of an id, or is it, of bodies the caller may follow or of the platform itself; the newest
    /// <see cref="Most"/>, in the order of time.
    /// </summary>
    public Task<IReadOnlyList<LogLine>> AboutAsync(Guid id, Caller caller, CancellationToken ct)
    {
        var parameters = new DynamicParameters(SeenBy.Parameters(caller, Permission.Audit));
        parameters.Add("id", id);
        return ReadAsync($"""
            {Select}
             where (journal.mentions(e.content) @> array[@id] or e.id = @id)
               and (e.content->>'organisation' is null or {SeenBy.Sql("e.content->>'organisation'")})
             order by e.at desc, e.id desc limit {Most}
            """, parameters, ct);
    }

    public Task<IReadOnlyList<LogLine>> OfAsync(IEnumerable<Guid> entries, CancellationToken ct) => ReadAsync(
        $"{Select} where e.id = any (@ids) order by e.at desc, e.id desc limit {Most}", new { ids = entries.ToArray() }, ct);

    /// <summary>The entry with a number in the log.</summary>
    public async Task<Guid?> NumberedAsync(long no, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<Guid?>(new CommandDefinition(
            "select entry from journal.leaf where no = @no", new { no }, cancellationToken: ct));
    }

    private async Task<IReadOnlyList<LogLine>> ReadAsync(string sql, object parameters, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(sql, parameters, cancellationToken: ct));
        return [.. rows.Select(Read).OrderBy(line => line.At).ThenBy(line => line.No ?? long.MaxValue)];
    }

    private static LogLine Read(Row row)
    {
        using var content = JsonDocument.Parse(row.Content);
        var root = content.RootElement;
        var actor = root.GetProperty("actor").GetString() ?? "";
        return new LogLine(
            row.Id, new DateTimeOffset(row.At, TimeSpan.Zero), Powers.GetValueOrDefault(row.Power), row.Power, actor,
            row.Account ?? actor[(actor.IndexOf(':', StringComparison.Ordinal) + 1)..],
            root.TryGetProperty("organisation", out var organisation) ? organisation.GetString() : null,
            root.GetProperty("facts").GetRawText(), row.No, row.Checkpoint, StateOf(row, root));
    }

    // The same questions as verification asks of the whole log, put to one entry.
    private static EvidenceState StateOf(Row row, JsonElement root)
    {
        var tells = root.GetProperty("id").GetGuid() == row.Id && root.GetProperty("power").GetString() == row.Power
            && root.GetProperty("at").GetDateTimeOffset().UtcDateTime == row.At;
        return !tells ? EvidenceState.Broken
            : row.Hash is null ? row.Waiting ? EvidenceState.NotYet : EvidenceState.Broken
            : MerkleTree.LeafHash(Encoding.UTF8.GetBytes(row.Content)) == new Hash256(row.Hash) && row.Checkpoint is not null ? EvidenceState.Sealed
            : EvidenceState.Broken;
    }
}
