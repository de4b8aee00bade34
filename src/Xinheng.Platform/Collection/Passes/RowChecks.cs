using Xinheng.Model.Catalogue.Checking;
using Xinheng.Model.Collection;
using Xinheng.Model.Foundation;
using Xinheng.Model.Law;
using Xinheng.Model.Records;

namespace Xinheng.Platform.Collection.Passes;

/// <summary>Checks rows one after the other for one submission: the catalogue's check, then what the row counts for, then repeats.</summary>
internal sealed class RowChecks(SubmissionTerms terms, IReadOnlySet<long> released, bool enters)
{
    private readonly CandidateOfRow candidates = new(terms, keepsFields: enters);
    private readonly CheckContext context = new(
        terms.ReceivedOn, terms.Profile.SimpleProcedure.Value == IntakeExclusion.Everyone);

    private readonly Dictionary<(Guid Key, ulong Subject), (int Row, Guid Content, Operation Operation)> seen = [];

    public ReadRow Check(int number, string?[] aligned)
    {
        var row = terms.Item.Check(aligned, context);
        var isReleased = released.Contains(number);
        if (row.IsRefused || (row.IsHeld && !isReleased))
        {
            return new ReadRow(number, aligned, null, row.Problems);
        }

        var made = candidates.Make(number, row);
        if (!made.TryGet(out var candidate))
        {
            return new ReadRow(number, aligned, null, [.. row.Problems, .. made.Refusals.Select(ToProblem)]);
        }

        if (isReleased)
        {
            // Somebody let it into the record, not onto the portal: what was found in its text is still there.
            var isPersonal = row.Problems.Any(p => p.Severity == ProblemSeverity.Hold && p.Number is "E11" or "E18");
            candidate = candidate with { Released = true, Standing = candidate.Standing with { Held = isPersonal } };
        }

        return Compare(new ReadRow(number, aligned, candidate, row.Problems), candidate);
    }

    /// <summary>A row the reader could not read.</summary>
    public static ReadRow Unreadable(int number, IReadOnlyList<RowFault> faults) => new(number, [], null,
        [.. faults.Select(f => new Problem(f.Code, "E02", null, null, f.Message, ProblemSeverity.Error))]);

    /// <summary>A refusal as a problem of a row; its message begins with its number, where it has one.</summary>
    public static Problem ToProblem(Refusal refusal)
    {
        var numbered = refusal.Message is ['E', _, _, ' ', ..];
        return new Problem(refusal.Code, numbered ? refusal.Message[..3] : "E00", refusal.Field, null,
            numbered ? refusal.Message[4..] : refusal.Message, ProblemSeverity.Error);
    }

    private ReadRow Compare(ReadRow row, Candidate candidate)
    {
        var key = (candidate.Key, Hash(candidate.Subject.Lookup));
        var said = (candidate.Row, candidate.Content, candidate.Standing.Operation);
        if (seen.TryAdd(key, said))
        {
            return row;
        }

        var first = seen[key];
        return first.Content == said.Content && first.Operation == said.Operation
            ? row with { RepeatOf = first.Row }
            : row.Stays(new Problem("row.contradicts", "E08", null, null,
                $"与第 {first.Row} 行是同一条记录，但内容或操作不同。同一文件里一条记录只留一行；更正或撤销请分批报送。",
                ProblemSeverity.Error));
    }

    // FNV-1a: keys collide only together with the 128-bit key digest.
    private static ulong Hash(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in text)
        {
            hash = unchecked((hash ^ c) * 1099511628211UL);
        }

        return hash;
    }
}
