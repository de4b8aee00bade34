using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Dapper;
using Xinheng.Model.Cases.Reporting;
using Xinheng.Model.Foundation;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Journal;

namespace Xinheng.Platform.Cases.Reporting;

/// <summary>
/// Who reported, and what they wrote: under a key of each report's own, wrapped by a key outside the database. No other class reads
/// these tables; who gets what out of them is said where this class is used.
/// </summary>
public sealed class ReportSeals(KeyRing keys)
{
    // Lengths of names and numbers tell something, too.
    private const int Block = 256;

    private sealed record Row(int KeyVersion, byte[] WrappedKey, byte[]? Identity, byte[] Words);

    /// <summary>One turn of what handler and reporter write to each other.</summary>
    public sealed record Message(bool FromReporter, string Text, DateOnly On);

    internal async Task SealAsync(Work work, Guid report, Reporter? who, string words, CancellationToken ct)
    {
        var master = keys.Current(KeyPurpose.Reporters);
        var key = RandomNumberGenerator.GetBytes(32);
        await work.ExecuteAsync("""
            insert into cases.report_seal (report, key_version, wrapped_key, identity, words) values (@report, @version, @wrapped, @identity, @words)
            """, new
        {
            report, version = master.Version, wrapped = KeyWrap.Wrap(master.Bytes, key),
            identity = who is null ? null : Close(key, report, "identity", JsonSerializer.Serialize(who)), words = Close(key, report, "words", words),
        }, ct);
    }

    internal async Task AddAsync(Work work, Guid report, bool fromReporter, string text, DateOnly on, CancellationToken ct)
    {
        var row = await FindAsync(work, report, ct);
        var no = await work.FindAsync<int>("select coalesce(max(no), 0) + 1 from cases.report_message where report = @report", new { report }, ct);
        await work.ExecuteAsync("insert into cases.report_message (report, no, from_reporter, sealed, on_day) values (@report, @no, @fromReporter, @closed, @on)",
            new { report, no, fromReporter, closed = Close(KeyOf(row), report, Label(no), text), on }, ct);
    }

    /// <summary>Only for the act that reveals, and for checks that nothing gives the reporter away.</summary>
    internal async Task<Reporter?> IdentityAsync(Work work, Guid report, CancellationToken ct) =>
        await FindAsync(work, report, ct) is { Identity: { } identity } row
            ? JsonSerializer.Deserialize<Reporter>(Open(KeyOf(row), report, "identity", identity)) : null;

    /// <summary>In the reporter's own words: for the handler, and for the reporter.</summary>
    internal async Task<string> WordsAsync(Guid report, Npgsql.NpgsqlConnection connection, CancellationToken ct)
    {
        var row = await connection.QuerySingleAsync<Row>(new CommandDefinition(Select, new { report }, cancellationToken: ct));
        return Open(KeyOf(row), report, "words", row.Words);
    }

    internal async Task<IReadOnlyList<Message>> MessagesAsync(Guid report, Npgsql.NpgsqlConnection connection, CancellationToken ct)
    {
        var key = KeyOf(await connection.QuerySingleAsync<Row>(new CommandDefinition(Select, new { report }, cancellationToken: ct)));
        var rows = await connection.QueryAsync<(int No, bool FromReporter, byte[] Sealed, DateOnly OnDay)>(new CommandDefinition(
            "select no, from_reporter, sealed, on_day from cases.report_message where report = @report order by no", new { report }, cancellationToken: ct));
        return [.. rows.Select(row => new Message(row.FromReporter, Open(key, report, Label(row.No), row.Sealed), row.OnDay))];
    }

    /// <summary>By whom it may be followed without a code: the same for the same subject, and nothing to whoever lacks the key.</summary>
    internal (byte[] Hash, int Version) Follower(SubjectId subject)
    {
        var current = keys.Current(KeyPurpose.Reporters).Version;
        return (Hash(current, "follow", subject.ToString()), current);
    }

    /// <summary>Under every key version there is.</summary>
    internal byte[][] Followers(SubjectId subject) =>
        [.. keys.Versions(KeyPurpose.Reporters).Select(version => Hash(version, "follow", subject.ToString()))];

    internal byte[] Place(string kind, string address) => Hash(keys.Current(KeyPurpose.Reporters).Version, kind, address);

    /// <summary>Under each version of the key lie reports that nobody could read without it.</summary>
    internal static KeyUse Use() => new(KeyPurpose.Reporters, "举报、投诉", (work, version, ct) =>
        work.FindAsync<long>("select count(*) from cases.report_seal where key_version = @version", new { version }, ct));

    private const string Select = """
        select key_version as KeyVersion, wrapped_key as WrappedKey, identity, words from cases.report_seal where report = @report
        """;

    private static string Label(int no) => $"message-{no}";

    private static async Task<Row> FindAsync(Work work, Guid report, CancellationToken ct) => (await work.FindAsync<Row>(Select, new { report }, ct))!;

    private byte[] KeyOf(Row row) => KeyWrap.Unwrap(keys.Get(KeyPurpose.Reporters, row.KeyVersion).Bytes, row.WrappedKey);

    // What was closed for one place opens at no other.
    private static byte[] Close(byte[] key, Guid report, string label, string text)
    {
        var plain = Encoding.UTF8.GetBytes($"{report:N}|{label}|{text}");
        var padded = new byte[((plain.Length / Block) + 1) * Block];
        plain.CopyTo(padded, 0);
        return KeyWrap.Wrap(key, padded);
    }

    private static string Open(byte[] key, Guid report, string label, byte[] closed)
    {
        var text = Encoding.UTF8.GetString(KeyWrap.Unwrap(key, closed)).TrimEnd('\0');
        var head = $"{report:N}|{label}|";
        return text.StartsWith(head, StringComparison.Ordinal)
            ? text[head.Length..] : throw new CryptographicException("A seal of a report was put in another's place.");
    }

    private byte[] Hash(int version, string use, string text) => HMACSHA256.HashData(
        HKDF.DeriveKey(HashAlgorithmName.SHA256, keys.Get(KeyPurpose.Reporters, version).Bytes, 32, info: Encoding.ASCII.GetBytes($"xinheng.reports.{use}")),
        Encoding.UTF8.GetBytes(text));
}
