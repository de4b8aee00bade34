using Xinheng.Model.Law;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.Law;

/// <summary>The legal date of the installation's clock.</summary>
public static class LegalToday
{
    extension(Clock clock)
    {
        /// <summary>Today in Asia/Shanghai.</summary>
        public DateOnly Today => LegalTime.DateOf(clock.Now);
    }
}
