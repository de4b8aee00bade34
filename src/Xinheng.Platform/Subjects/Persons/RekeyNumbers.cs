using Dapper;
using Xinheng.Model.Subjects;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Journal;

namespace Xinheng.Platform.Subjects.Persons;

/// <summary>
/// After a persons or lookup key was changed: seals and hashes every number anew under the newest keys, a batch at a time,
/// while everybody goes on reading and entering. No record changes, because none holds a number.
/// </summary>
public sealed class RekeyNumbers(Database database, KeyRing keys)
{
    public const string Job = "subjects.rekey";

    private const int Batch = 500;

    /// <summary>How many numbers hang on a version of a key.</summary>
    public sealed record Hanging(string Purpose, int Version, long Numbers);

    private sealed record Row(Guid Id, string Scheme, byte[] Content, int ContentVersion);

    public async Task RunAsync(CancellationToken ct)
    {
        var after = Guid.Empty;
        while (await BatchAsync(after, ct) is { } last)
        {
            after = last;
        }
    }

    public JobKind AsJob() => new(Job, (_, ct) => RunAsync(ct));

    internal static Task HearAsync(Work work, KeyRotated rotated, CancellationToken ct) =>
        rotated.Purpose is KeyPurpose.Persons or KeyPurpose.Lookup ? work.EnqueueAsync(Job, new { }, ct) : Task.CompletedTask;

    /// <summary>What stands against destroying a version: nobody may be entering while it is counted, as his rows are not to be seen yet.</summary>
    internal static KeyUse Use(KeyPurpose purpose) => new(purpose, "自然人号码", async (work, version, ct) =>
    {
        await PersonNumbers.HoldAloneAsync(work.Transaction, ct);
        return await work.FindAsync<long>(purpose == KeyPurpose.Lookup
            ? "select count(*) from subjects.person_number where lookup_version = @version"
            : "select count(*) from subjects.person_number where content_version = @version", new { version }, ct);
    });

    /// <summary>How far it is: every version something hangs on, with how much.</summary>
    public async Task<IReadOnlyList<Hanging>> ProgressAsync(CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return (await connection.QueryAsync<Hanging>(new CommandDefinition("""
            select @persons as Purpose, content_version as Version, count(*) as Numbers from subjects.person_number group by content_version
             union all
            select @lookup, lookup_version, count(*) from subjects.person_number group by lookup_version
             order by 1, 2
            """, new { persons = nameof(KeyPurpose.Persons), lookup = nameof(KeyPurpose.Lookup) }, cancellationToken: ct))).AsList();
    }

    private async Task<Guid?> BatchAsync(Guid after, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await PersonNumbers.HoldAloneAsync(transaction, ct);
        var (lookup, persons) = (keys.Current(KeyPurpose.Lookup), keys.Current(KeyPurpose.Persons));
        var rows = (await connection.QueryAsync<Row>(new CommandDefinition("""
            select id, scheme, content, content_version as ContentVersion from subjects.person_number
             where id > @after and (lookup_version <> @l or content_version <> @p)
             order by id limit @Batch
            """, new { after, l = lookup.Version, p = persons.Version, Batch }, transaction, cancellationToken: ct))).AsList();
        if (rows.Count == 0)
        {
            return null;
        }

        var numbers = rows.ConvertAll(r => NumberKeys.Open(
            keys.Get(KeyPurpose.Persons, r.ContentVersion), new NumberToken(r.Id), r.Scheme, r.Content));
        await connection.ExecuteAsync(new CommandDefinition("""
            update subjects.person_number n
               set lookup = t.lookup, lookup_version = @l, content = t.content, content_version = @p
              from unnest(@ids, @lookups, @contents) as t (id, lookup, content)
             where n.id = t.id
            """, new
        {
            l = lookup.Version, p = persons.Version,
            ids = rows.ConvertAll(r => r.Id).ToArray(),
            lookups = rows.Select((r, i) => NumberKeys.Hash(lookup, r.Scheme, numbers[i])).ToArray(),
            contents = rows.Select((r, i) => NumberKeys.Seal(persons, new NumberToken(r.Id), r.Scheme, numbers[i])).ToArray(),
        }, transaction, cancellationToken: ct));
        await transaction.CommitAsync(ct);
        return rows[^1].Id;
    }
}
