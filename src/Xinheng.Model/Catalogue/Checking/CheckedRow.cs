using System.Collections.Immutable;

namespace Xinheng.Model.Catalogue.Checking;

/// <summary>A row after its check: canonical values, or every reason why it stays out.</summary>
public sealed class CheckedRow
{
    private readonly ImmutableArray<string?> values;

    internal CheckedRow(ImmutableArray<string?> values, ImmutableArray<Problem> problems)
    {
        this.values = values;
        Problems = problems;
        foreach (var problem in problems)
        {
            IsRefused |= problem.Severity == ProblemSeverity.Error;
            IsHeld |= problem.Severity == ProblemSeverity.Hold;
        }
    }

    /// <summary>All problems in the order of the columns, then of the rules; empty for a clean row.</summary>
    public ImmutableArray<Problem> Problems { get; }

    /// <summary>At least one error: the row stays in the submission.</summary>
    public bool IsRefused { get; }

    /// <summary>Something for a person to look at before it may enter.</summary>
    public bool IsHeld { get; }

    /// <summary>Canonical values in the order of <see cref="CatalogueItem.Columns"/>; asking a refused row for them is a bug.</summary>
    public ImmutableArray<string?> Values => IsRefused
        ? throw new InvalidOperationException($"Refused: {string.Join("; ", Problems.Select(p => p.Code))}")
        : values;
}
