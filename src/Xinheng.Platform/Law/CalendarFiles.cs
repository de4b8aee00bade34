using Xinheng.Model.Foundation;
using Xinheng.Model.Law;

namespace Xinheng.Platform.Law;

/// <summary>calendars/&lt;name&gt;/&lt;year&gt;.yaml: one folder a calendar, one file a year.</summary>
internal static class CalendarFiles
{
    public static IReadOnlyList<LegalCalendar> Calendars(string directory, List<Refusal> problems)
    {
        var root = Path.Combine(directory, "calendars");
        if (!Directory.Exists(root))
        {
            problems.Add(Refusal.Invalid("law-file.missing", "缺少文件夹 calendars。"));
            return [];
        }

        List<LegalCalendar> calendars = [];
        foreach (var folder in Directory.EnumerateDirectories(root).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(folder);
            List<CalendarYear> years = [];
            foreach (var path in Directory.EnumerateFiles(folder, "*.yaml").Order(StringComparer.Ordinal))
            {
                var file = $"calendars/{name}/{Path.GetFileName(path)}";
                if (YamlMap.Open(path, file, problems) is { } page && Read(page) is { } year)
                {
                    years.Add(year);
                    if (Path.GetFileNameWithoutExtension(path) != $"{year.Year}")
                    {
                        problems.Add(Refusal.Invalid("calendar.file-name", $"{file}：文件名应与其中的年份 {year.Year} 一致。"));
                    }
                }
            }

            var calendar = LegalCalendar.Create(name, years);
            problems.AddRange(calendar.Refusals);
            calendars.AddRange(calendar.TryGet(out var built) ? [built] : []);
        }

        return calendars;
    }

    private static CalendarYear? Read(YamlMap page)
    {
        List<Holiday> holidays = [];
        foreach (var row in page.Maps("holidays"))
        {
            holidays.Add(new Holiday(row.Required("name"), row.RequiredDate("from"), row.RequiredDate("to")));
            row.Done();
        }

        List<MakeUpDay> makeUpDays = [];
        foreach (var row in page.Maps("workdays"))
        {
            makeUpDays.Add(new MakeUpDay(row.RequiredDate("date"), row.Required("for")));
            row.Done();
        }

        var year = page.Keep(CalendarYear.Create(
            page.Number("year"), holidays, makeUpDays, page.Required("notice"), page.Text("number"),
            page.Confidence(), page.RequiredDate("recordedOn"), page.Flag("fictional"), page.Text("note")));
        page.Done();
        return year;
    }
}
