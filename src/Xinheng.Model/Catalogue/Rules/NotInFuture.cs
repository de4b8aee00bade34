using System.Collections.Immutable;
using Xinheng.Model.Catalogue.Checking;

namespace Xinheng.Model.Catalogue.Rules;

/// <summary>What is reported has happened: its date is not after today.</summary>
public sealed record NotInFuture(FieldRef Date) : RowRule
{
    private const int DayLength = 10;

    public override ImmutableArray<FieldRef> Fields { get; } = [Date];

    public override string Signature => $"not-in-future({Date})";

    public override string Explain => $"“{Date.Name}”不得晚于报送当日";

    internal override void Apply(RowDraft row)
    {
        if (row[Date.Index] is { } date
            && date.AsSpan(0, DayLength).SequenceCompareTo(row.Context.TodayText) > 0)
        {
            row.Find(Date.Index, date, new Fault("date.in-future", "E07",
                $"晚于今天（{row.Context.TodayText}）。只能报送已经作出的决定。"));
        }
    }
}
