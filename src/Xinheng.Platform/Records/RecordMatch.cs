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
        for (var i = 0; i < matched.Length; i++)
        {
            var (candidate, subject) = (candidates[i], subjects[i]);
            matched[i] = new MatchedCandidate(candidate, subject, known[i],
                EntryVerdict.Of(candidate, known[i], Resembles(candidate, subject, repaired)));
        }

        return matched;
    }

    private static bool Resembles(
        Candidate candidate, SubjectId? subject, IReadOnlySet<(SubjectId Subject, string? Authority, DateOnly? DecidedOn)> repaired) =>
        subject is { } id && repaired.Contains((id, candidate.Standing.Authority, candidate.Standing.DecidedOn));
}
