using System.Globalization;

namespace Xinheng.Model.Catalogue.Checking;

/// <summary>What a check needs to know beside the row; made once for a file.</summary>
public sealed class CheckContext(DateOnly today, bool simpleProcedureRefusedForAll = false)
{
    public DateOnly Today { get; } = today;

    /// <summary>Some local regulations (Shandong 13, Zhejiang 11, Shanghai 9) collect no simple-procedure penalty of anybody.</summary>
    public bool SimpleProcedureRefusedForAll { get; } = simpleProcedureRefusedForAll;

    /// <summary>Today as dates stand in rows, so that dates compare as text.</summary>
    internal string TodayText { get; } = today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
