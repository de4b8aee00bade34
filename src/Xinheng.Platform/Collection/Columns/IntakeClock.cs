using Xinheng.Model.Catalogue;
using Xinheng.Model.Collection;
using Xinheng.Model.Law;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.Collection.Columns;

/// <summary>The clock beside what is handed in: today, the item's cycle and the calendar of the place.</summary>
public sealed class IntakeClock(Jurisdiction jurisdiction, Clock clock)
{
    public DateOnly Today => LegalTime.DateOf(clock.Now);

    public ReportingClock Of(CatalogueItem item) => new(item.Update, jurisdiction.Law.CalendarOf(jurisdiction.Profile));
}
