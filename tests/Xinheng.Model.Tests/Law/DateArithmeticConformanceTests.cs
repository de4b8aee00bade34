using System.Text.Json;
using Xinheng.Model.Law;
using static Xinheng.Model.Tests.Law.Calendars;

namespace Xinheng.Model.Tests.Law;

/// <summary>A public suite of date arithmetic whose rounding rules are proved; ours is the one that rounds down.</summary>
public sealed class DateArithmeticConformanceTests
{
    [Theory]
    [InlineData("exact", "result", 19)]
    [InlineData("ambiguous", "down", 11)]
    public void Periods_end_where_the_public_suite_says(string table, string column, int rows)
    {
        var suite = Suite().GetProperty(table);

        Assert.Equal(rows, suite.GetArrayLength());
        Assert.All(suite.EnumerateArray(), row =>
        {
            var period = row.GetProperty("period");
            int Part(string name) => period.GetProperty(name).GetInt32();
            var ends = new LegalPeriod(Part("years"), Part("months"), Part("days"))
                .After(Day(row.GetProperty("date").GetString()!));
            Assert.Equal(Day(row.GetProperty(column).GetString()!), ends);
        });
    }

    private static JsonElement Suite()
    {
        var folder = Environment.GetEnvironmentVariable("XINHENG_CONFORMANCE");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "XINHENG_CONFORMANCE names no folder: the public date suite was not run.");
        return JsonDocument.Parse(File.ReadAllText(Path.Combine(folder!, "calendar", "date-arithmetic.json"))).RootElement;
    }
}
