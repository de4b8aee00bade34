using Xinheng.Model.Catalogue.Checking;
using Xinheng.Model.Collection;
using Xinheng.Model.Foundation;
using Xinheng.Model.Law;

namespace Xinheng.Platform.Collection.Passes;

/// <summary>Checks rows of one submission, each for itself: the catalogue's check, then what the row counts for. Not for several threads.</summary>
internal sealed class RowChecks(SubmissionTerms terms, IReadOnlySet<long> released, NumbersOfChunk numbers, bool keepsFields = false)
{
    private readonly CandidateOfRow candidates = new(terms with { Persons = numbers.TokenOf }, keepsFields: keepsFields || numbers.Seals);
    private readonly CheckContext context = new(
        terms.ReceivedOn, terms.Profile.SimpleProcedure.Value == IntakeExclusion.Everyone);

    public ReadRow Check(int number, string?[] aligned)
    {
        var row = terms.Item.Check(aligned, context);
        var isReleased = released.Contains(number);
        if (row.IsRefused || (row.IsHeld && !isReleased))
        {
            return new ReadRow(number, aligned, null, row.Problems);
        }

        numbers.Begin(number);
        var made = candidates.Make(number, row);
        if (!made.TryGet(out var candidate))
        {
            return new ReadRow(number, aligned, null, [.. row.Problems, .. made.Refusals.Select(ToProblem)]);
        }

        candidate = candidate with { NewNumbers = numbers.Strangers() };
        if (isReleased)
        {
            // Somebody let it into the record, not onto the portal: what was found in its text is still there.
            var isPersonal = row.Problems.Any(p => p.Severity == ProblemSeverity.Hold && p.Number is "E11" or "E18");
            candidate = candidate with { Released = true, Standing = candidate.Standing with { Held = isPersonal } };
        }

        return new ReadRow(number, aligned, candidate, row.Problems);
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
}
