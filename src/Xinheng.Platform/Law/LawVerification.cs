using System.Text.Json;
using Dapper;
using Npgsql;
using Xinheng.Platform.Journal;

namespace Xinheng.Platform.Law;

/// <summary>
/// Replays the loadings of the law as the journal tells them and holds every provision on record against what they recorded
/// and ended: a rule or a calendar that somebody changed past the program is named.
/// </summary>
public sealed class LawVerification : IVerification
{
    /// <summary>A provision as the journal tells it: its digest, and by which loadings it began and ended.</summary>
    private sealed record Told(string Digest, int RecordedIn, int? EndedIn);

    private sealed record Stored(
        string Kind, string Scope, string Name, DateOnly? ValidFrom, DateOnly? ValidTo, string Content,
        int RecordedIn, DateTime RecordedAt, int? EndedIn, DateTime? RecordedUntil)
    {
        public Provision Provision => new(Kind, Scope, Name, ValidFrom, ValidTo, Content);
    }

    public async Task RunAsync(NpgsqlConnection snapshot, VerificationReport report, CancellationToken ct)
    {
        var told = new Dictionary<(string Key, int RecordedIn), Told>();
        var loadings = await LoadingsAsync(snapshot, told, report, ct);
        foreach (var row in await snapshot.QueryAsync<Stored>(new CommandDefinition($"""
            select {Provision.Columns}, recorded_in as RecordedIn, recorded_at as RecordedAt, ended_in as EndedIn,
                   recorded_until as RecordedUntil
              from law.provision
            """, cancellationToken: ct)))
        {
            report.Count("provisions");
            var provision = row.Provision;
            if (!told.Remove((provision.Key, row.RecordedIn), out var right) || right.Digest != provision.Digest)
            {
                report.Find("law.provision-changed", $"法规数据“{provision.Key}”与载入时不同，或是绕过程序写入的。");
            }
            else if (right.EndedIn != row.EndedIn || At(row.RecordedIn) != row.RecordedAt || At(row.EndedIn) != row.RecordedUntil)
            {
                report.Find("law.provision-times", $"法规数据“{provision.Key}”的记载起止时间与日志不符。");
            }
        }

        foreach (var (key, _) in told.Keys)
        {
            report.Find("law.provision-missing", $"法规数据“{key}”被删除，或被改成了另一条。");
        }

        await DeadlineVerification.RunAsync(snapshot, report, ct);

        DateTime? At(int? loading) => loading is { } no && loadings.TryGetValue(no, out var at) ? at : null;
    }

    /// <summary>The instant of each loading; fills what each recorded and which of it still stands.</summary>
    private static async Task<Dictionary<int, DateTime>> LoadingsAsync(
        NpgsqlConnection snapshot, Dictionary<(string, int), Told> told, VerificationReport report, CancellationToken ct)
    {
        var instants = new Dictionary<int, DateTime>();
        var standing = new Dictionary<string, int>();
        foreach (var (no, digest, at, content) in await snapshot.QueryAsync<(int, byte[], DateTime, string?)>(new CommandDefinition("""
            select l.no, l.digest, l.recorded_at, e.content::text
              from law.loading l left join journal.entry e on e.id = l.entry and e.power = 'law.load' and e.at = l.recorded_at
             order by l.no
            """, cancellationToken: ct)))
        {
            report.Count("law-loadings");
            instants[no] = at;
            if (content is null || !Replay(content, no, standing, told))
            {
                report.Find("law.loading-changed", $"第 {no} 次法规载入在日志中没有依据，或与日志所记不符。");
                continue;
            }

            var whole = Provision.DigestOf(standing.Select(s => (s.Key, told[(s.Key, s.Value)].Digest)));
            if (!whole.AsSpan().SequenceEqual(digest))
            {
                report.Find("law.loading-changed", $"第 {no} 次法规载入的总摘要与逐条摘要不符。");
            }
        }

        var entries = await snapshot.ExecuteScalarAsync<long>("select count(*) from journal.entry where power = 'law.load'");
        if (entries != instants.Count)
        {
            report.Find("law.loading-missing", $"日志记有 {entries} 次法规载入，现存 {instants.Count} 次。");
        }

        return instants;
    }

    private static bool Replay(string content, int no, Dictionary<string, int> standing, Dictionary<(string, int), Told> told)
    {
        using var entry = JsonDocument.Parse(content);
        var facts = entry.RootElement.GetProperty("facts");
        foreach (var closed in facts.GetProperty("closed").EnumerateObject())
        {
            if (!standing.Remove(closed.Name, out var since))
            {
                return false;
            }

            told[(closed.Name, since)] = told[(closed.Name, since)] with { EndedIn = no };
        }

        foreach (var recorded in facts.GetProperty("recorded").EnumerateObject())
        {
            standing[recorded.Name] = no;
            told[(recorded.Name, no)] = new Told(recorded.Value.GetString()!, no, null);
        }

        return facts.GetProperty("loading").GetInt32() == no;
    }
}
