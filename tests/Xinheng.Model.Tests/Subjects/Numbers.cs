using Xinheng.Model.Law;
using Xinheng.Model.Subjects.Identifiers;
using Xinheng.Model.Tests.Law;

namespace Xinheng.Model.Tests.Subjects;

internal static class Numbers
{
    private static readonly string[] Divisions =
    [
        "110000", "141127", "330203", "350100", "440600", "410000", "510100", "350000", "370100", "320700", "350200",
        "410100", "320703", "410181", "410122", "350581", "410300", "310000", "310100", "350203", "320707", "320722",
    ];

    public static IdentifierContext Context { get; } = new(
        Calendars.Day("2026-11-21"),
        DivisionTable.Create("test",
        [
            .. Divisions.Select(code => new Division(code, code, DivisionLevel.County, null)),
            new Division("990000", "信衡省", DivisionLevel.Province, null),
            new Division("320705", "新浦区", DivisionLevel.County, null, null, Calendars.Day("2014-12-31")),
        ]).Value,
        new HistoricCodes([new("91350203M0001QKT19", "国家标准发布前的试点代码", "公开议题")]));

    public static string[] FindingsOf(IdentifierScheme scheme, string text, IdentifierContext? context = null) =>
        [.. scheme.Check(text, context ?? Context).Findings.Select(finding => finding.Code)];
}
