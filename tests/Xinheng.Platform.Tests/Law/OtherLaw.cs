using Xinheng.Model.Law;

namespace Xinheng.Platform.Tests.Law;

/// <summary>The shipped law with something in it otherwise, as files of another day would say it.</summary>
internal static class OtherLaw
{
    public static LawBook WithRules(this LawBook law, Func<IReadOnlyList<Rule>, IEnumerable<Rule>> change) =>
        law with { Rules = RuleTable.Create([.. change(law.Rules.All)]).Value };

    /// <summary>Years put in place of those of the same number, or beside them.</summary>
    public static LawBook WithYears(this LawBook law, string calendar, params IEnumerable<CalendarYear> years)
    {
        var replaced = years.ToList();
        return law.WithCalendar(calendar,
            [.. law.Calendars[calendar].Years.Where(year => replaced.All(other => other.Year != year.Year)), .. replaced]);
    }

    public static LawBook WithoutYear(this LawBook law, string calendar, int year) =>
        law.WithCalendar(calendar, [.. law.Calendars[calendar].Years.Where(y => y.Year != year)]);

    public static CalendarYear Year(int year, IReadOnlyList<Holiday> holidays, IReadOnlyList<MakeUpDay> worked) =>
        CalendarYear.Create(year, holidays, worked, "虚构安排", null, Confidence.Verified, new DateOnly(2026, 11, 1), fictional: true).Value;

    public static Rule Rule(string id, int value, RuleUnit unit, DateOnly from, DateOnly? to = null) =>
        Model.Law.Rule.Create(id, "990000", $"{value}", unit, new LegalBasis("虚构规定", "第1条"), Confidence.Verified, from, to).Value;

    private static LawBook WithCalendar(this LawBook law, string calendar, IReadOnlyList<CalendarYear> years) => law with
    {
        Calendars = law.Calendars.ToDictionary(c => c.Key, c => c.Key == calendar ? LegalCalendar.Create(calendar, years).Value : c.Value),
    };
}
