using Npgsql;
using NpgsqlTypes;
using Xinheng.Model.Foundation;
using Xinheng.Model.Law;
using Xinheng.Model.Subjects;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Journal;
using Xinheng.Platform.Law;

namespace Xinheng.Platform.Subjects.Persons;

/// <summary>A number that is on file: its token, and whose it is. Null: it is only mentioned somewhere.</summary>
public sealed record NumberOnFile(NumberToken Token, SubjectId? Subject);

/// <summary>Finds, adds and reads persons' numbers. While a lookup key is being changed, numbers are found under every version there is.</summary>
public sealed class PersonNumbers(KeyRing keys, LawBook law, JurisdictionProfile profile, Clock clock)
{
    // Entering holds it shared; changing keys and destroying them hold it alone, a batch at a time.
    private const long Keys = 0x4E756D62657273;

    /// <summary>Those of the numbers that are on file. Numbers are normalised.</summary>
    public async Task<Dictionary<(string Scheme, string Number), NumberOnFile>> FindAsync(
        NpgsqlConnection connection, IReadOnlyCollection<(string Scheme, string Number)> numbers, CancellationToken ct)
    {
        while (true)
        {
            var versions = Versions();
            var found = await AskAsync(connection, numbers, versions, ct);
            if (versions.SequenceEqual(Versions()))
            {
                return found;
            }
        }
    }

    /// <summary>The number sealed and hashed under the newest keys, not yet on file.</summary>
    public SealedNumber Seal(NumberToken token, string scheme, string number)
    {
        var (lookup, persons) = (keys.Current(KeyPurpose.Lookup), keys.Current(KeyPurpose.Persons));
        return new SealedNumber(
            token, scheme, NumberKeys.Hash(lookup, scheme, number), lookup.Version,
            NumberKeys.Seal(persons, token, scheme, number), persons.Version, IsMinor(scheme, number));
    }

    /// <summary>From when on the bearer counts as an adult; null where the number does not tell.</summary>
    public DateOnly? AdultFrom(string scheme, string number) =>
        law.Rules.Find(Adulthood.RuleId, profile, clock.Today).TryGet(out var adult) ? Adulthood.Of(scheme, number, null, adult) : null;

    /// <summary>
    /// Reads numbers in the clear, for the few that may: masking, ages, revealing one. Never into a table, a log or a message.
    /// </summary>
    public async Task<IReadOnlyDictionary<NumberToken, string>> ReadAsync(
        NpgsqlConnection connection, IReadOnlyCollection<NumberToken> tokens, CancellationToken ct)
    {
        Dictionary<NumberToken, string> read = new(tokens.Count);
        await using var command = new NpgsqlCommand(
            "select id, scheme, content, content_version from subjects.person_number where id = any ($1)", connection);
        command.Parameters.Add(new() { Value = tokens.Select(t => t.Value).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid });
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            var token = new NumberToken(rows.GetGuid(0));
            read[token] = NumberKeys.Open(
                keys.Get(KeyPurpose.Persons, rows.GetInt32(3)), token, rows.GetString(1), rows.GetFieldValue<byte[]>(2));
        }

        return read;
    }

    /// <summary>For the rest of the act no key is changed under it: whoever is not found now is not on file.</summary>
    public static Task HoldAsync(Work work, CancellationToken ct) => LockAsync(work.Connection, work.Transaction, "pg_advisory_xact_lock_shared", ct);

    /// <summary>As alone as changing keys; false where somebody is entering, who may be long about it.</summary>
    public static Task<bool> TryHoldAloneAsync(Work work, CancellationToken ct) =>
        work.FindAsync<bool>("select pg_try_advisory_xact_lock(@Keys)", new { Keys }, ct);

    internal static Task HoldAloneAsync(NpgsqlTransaction transaction, CancellationToken ct) =>
        LockAsync(transaction.Connection!, transaction, "pg_advisory_xact_lock", ct);

    internal static Task AddAsync(Work work, IReadOnlyCollection<SealedNumber> numbers, CancellationToken ct) => work.ExecuteAsync("""
        insert into subjects.person_number (id, scheme, lookup, lookup_version, content, content_version, minor)
        select * from unnest(@ids, @schemes, @lookups, @lookupVersions, @contents, @contentVersions, @minors)
            on conflict (id) do nothing
        """, new
    {
        ids = numbers.Select(n => n.Token.Value).ToArray(),
        schemes = numbers.Select(n => n.Scheme).ToArray(),
        lookups = numbers.Select(n => n.Lookup).ToArray(),
        lookupVersions = numbers.Select(n => n.LookupVersion).ToArray(),
        contents = numbers.Select(n => n.Content).ToArray(),
        contentVersions = numbers.Select(n => n.ContentVersion).ToArray(),
        minors = numbers.Select(n => n.IsMinor).ToArray(),
    }, ct);

    internal bool IsMinor(string scheme, string number) => clock.Today < AdultFrom(scheme, number);

    // However long a large file is being entered for.
    private static async Task LockAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, string how, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand($"select {how}({Keys})", connection, transaction) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(ct);
    }

    private IReadOnlyList<int> Versions()
    {
        keys.Current(KeyPurpose.Lookup);
        return keys.Versions(KeyPurpose.Lookup);
    }

    private async Task<Dictionary<(string Scheme, string Number), NumberOnFile>> AskAsync(
        NpgsqlConnection connection, IReadOnlyCollection<(string Scheme, string Number)> numbers, IReadOnlyList<int> versions, CancellationToken ct)
    {
        Dictionary<string, (string Scheme, string Number)> hashes = new(numbers.Count * versions.Count, StringComparer.Ordinal);
        foreach (var key in versions.Select(v => keys.Get(KeyPurpose.Lookup, v)))
        {
            foreach (var number in numbers)
            {
                hashes[Convert.ToHexString(NumberKeys.Hash(key, number.Scheme, number.Number))] = number;
            }
        }

        await using var command = new NpgsqlCommand("select lookup, id, subject_id from subjects.person_number where lookup = any ($1)", connection);
        command.Parameters.Add(new()
        {
            Value = hashes.Keys.Select(Convert.FromHexString).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea,
        });
        Dictionary<(string, string), NumberOnFile> found = new(numbers.Count);
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            found[hashes[Convert.ToHexString(rows.GetFieldValue<byte[]>(0))]] = new NumberOnFile(
                new NumberToken(rows.GetGuid(1)), rows.IsDBNull(2) ? null : new SubjectId(rows.GetGuid(2)));
        }

        return found;
    }
}
