using Xinheng.Model.Catalogue.Checking;
using Xinheng.Model.Records;

namespace Xinheng.Platform.Collection.Passes;

/// <summary>A row of a submission after its check: a candidate, or the reasons why it stays; either way what was given.</summary>
/// <param name="Number">As a clerk counts, from 1.</param>
/// <param name="Given">Values as given, in the order of the item's columns; empty when the row could not be read at all.</param>
/// <param name="Candidate">Null when refused or held.</param>
/// <param name="Problems">Errors, holds and remarks.</param>
/// <param name="RepeatOf">The earlier row of the same submission that said the very same; 0 where none did.</param>
internal sealed record ReadRow(
    int Number, string?[] Given, Candidate? Candidate, IReadOnlyList<Problem> Problems, int RepeatOf = 0)
{
    public bool IsHeld => Candidate is null && !Problems.Any(p => p.Severity == ProblemSeverity.Error);

    public bool Repeats => RepeatOf > 0;

    /// <summary>The same row, staying after all.</summary>
    public ReadRow Stays(Problem because) => this with { Candidate = null, Problems = [.. Problems, because] };
}
