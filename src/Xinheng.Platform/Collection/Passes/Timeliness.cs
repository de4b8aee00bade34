using Xinheng.Model.Catalogue;
using Xinheng.Model.Collection;

namespace Xinheng.Platform.Collection.Passes;

/// <summary>
/// Whether a fact was handed in within the item's cycle. For the ten administrative acts that is seven working days from
/// the decision, the day of the decision being day 0 (发改办财金〔2018〕424号).
/// </summary>
internal sealed class Timeliness(SubmissionTerms terms)
{
    private readonly Dictionary<DateOnly, bool?> known = [];

    /// <summary>Null where the item has no cycle in days, the row no date, or the year's calendar is not loaded.</summary>
    public bool? IsOnTime(DateOnly? decidedOn)
    {
        if (decidedOn is not { } date || terms.Item.Update.Unit is not (UpdateUnit.WorkingDays or UpdateUnit.Days))
        {
            return null;
        }

        if (!known.TryGetValue(date, out var onTime))
        {
            known[date] = onTime = terms.Item.Update.Unit == UpdateUnit.Days
                ? terms.ReceivedOn <= date.AddDays(terms.Item.Update.Count)
                : terms.Law.CalendarOf(terms.Profile).Due(date, terms.Item.Update.Count).DueOn is { } due
                    ? terms.ReceivedOn <= due
                    : null;
        }

        return onTime;
    }
}
