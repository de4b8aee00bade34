using System.Collections.Immutable;
using Xinheng.Model.Catalogue.Checking;

namespace Xinheng.Model.Catalogue.Rules;

/// <summary>One date does not lie after another; where that is only usual, a breach is remarked and not refused.</summary>
public sealed record OrderedDates(FieldRef First, FieldRef Then, bool Always) : RowRule
{
    private const int DayLength = 10;

    public override ImmutableArray<FieldRef> Fields { get; } = [First, Then];

    public override string Signature => $"{(Always ? "ordered" : "usually-ordered")}({First},{Then})";

    public override string Explain => Always
        ? $"“{First.Name}”不得晚于“{Then.Name}”"
        : $"“{First.Name}”通常不晚于“{Then.Name}”";

    internal override void Apply(RowDraft row)
    {
        if (row[First.Index] is not { } first || row[Then.Index] is not { } then
            || first.AsSpan(0, DayLength).SequenceCompareTo(then.AsSpan(0, DayLength)) <= 0)
        {
            return;
        }

        row.Find(Then.Index, then, Always
            ? new Fault("date.order", "E07", $"早于“{First.Name}”（{first}）。{Explain}。")
            : new Fault("date.unusual-order", "E07", $"早于“{First.Name}”（{first}）。{Explain}，请核对。", ProblemSeverity.Warning));
    }
}
