using Xinheng.Model.Law;
using Xinheng.Platform.Collection;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Law;

namespace Xinheng.Platform.Exchange.Standing;

/// <summary>How long a receiver has for confirming that it took a record down: the platform's own rule, not a law.</summary>
public sealed class TakeDownRule(Jurisdiction jurisdiction, Clock clock)
{
    public const string Id = "TAKE_DOWN_WITHIN";

    // Longer than any series of holidays.
    private const int DaysBack = 60;

    /// <summary>In working days; null where the rule is not on record.</summary>
    public int? WorkingDays => jurisdiction.Law.Rules.Find(Id, jurisdiction.Profile, clock.Today).TryGet(out var rule) ? rule.Number : null;

    /// <summary>By when it is due to be confirmed; null while a calendar is awaited.</summary>
    public DateOnly? DueOn(DateTimeOffset since) => WorkingDays is { } days
        ? jurisdiction.Law.CalendarOf(jurisdiction.Profile).Due(LegalTime.DateOf(since), days).DueOn
        : null;

    /// <summary>
    /// Whoever's time began before this instant is late today. Nobody is, where a year's calendar is missing: nothing is guessed.
    /// </summary>
    public DateTimeOffset LateBefore
    {
        get
        {
            if (WorkingDays is { } days)
            {
                var calendar = jurisdiction.Law.CalendarOf(jurisdiction.Profile);
                for (var day = clock.Today; day > clock.Today.AddDays(-DaysBack); day = day.AddDays(-1))
                {
                    if (calendar.Due(day, days).IsOverdue(clock.Today))
                    {
                        return LegalTime.StartOf(day.AddDays(1)).ToUniversalTime();
                    }
                }
            }

            return DateTimeOffset.UnixEpoch;
        }
    }
}
