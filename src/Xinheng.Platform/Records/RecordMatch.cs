using Npgsql;
using Xinheng.Model.Foundation;
using Xinheng.Model.Records;
using Xinheng.Platform.Subjects;

namespace Xinheng.Platform.Records;

/// <summary>A candidate with what was found about it: its subject, the record it touches, what would become of it.</summary>
public sealed record MatchedCandidate(Candidate Candidate, SubjectId? Subject, OnRecord? Known, EntryVerdict Verdict);

/// <summary>
/// Holds a chunk of candidates against subjects and records. Checking and entering ask the same question, so that
/// the counts a reviewer approved are those of what enters.
/// </summary>
public static class RecordMatch
{
    public static async Task<MatchedCandidate[]> FindAsync(
        NpgsqlConnection connection, string item, IReadOnlyList<Candidate> candidates, CancellationToken ct)
    {
        var subjects = await SubjectLookup.FindAsync(connection, [.. candidates.Select(c => c.Subject)], ct);
        var known = await RecordLookup.FindAsync(connection, item, [.. candidates.Select((c, i) => (subjects[i], c.Key))], ct);
        var repaired = await RecordLookup.RepairedAsync(connection, item, subjects.OfType<SubjectId>().Distinct(), ct);
        var matched = new MatchedCandidate[candidates.Count];
        HashSet<(SubjectId, Guid)> taken = new(candidates.Count);
        for (var i = 0; i < matched.Length; i++)
        {
            var (candidate, subject) = (candidates[i], subjects[i]);
            matched[i] = new MatchedCandidate(candidate, subject, known[i],
                subject is { } id && !taken.Add((id, candidate.Key))
                    ? new EntryVerdict(EntryOutcome.Refused, SameFactTwice)
                    : EntryVerdict.Of(candidate, known[i], Resembles(candidate, subject, repaired)));
        }

        return matched;
    }

    // Only where one subject was named by two of its numbers: rows that name it alike are told apart before.
    private static Refusal SameFactTwice => Refusal.Conflict("records.same-fact-twice",
        "同一批里另有一行用该主体的另一个代码报送了同一条记录。一条记录只留一行，请用统一社会信用代码。");

    private static bool Resembles(
        Candidate candidate, SubjectId? subject, IReadOnlySet<(SubjectId Subject, string? Authority, DateOnly? DecidedOn)> repaired) =>
        subject is { } id && repaired.Contains((id, candidate.Standing.Authority, candidate.Standing.DecidedOn));
}
