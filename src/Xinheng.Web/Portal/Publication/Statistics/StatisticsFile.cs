using System.Globalization;
using System.Text;
using Xinheng.Model.Law;
using Xinheng.Platform.Collection.Reading;
using Xinheng.Platform.Publication;
using Xinheng.Platform.Publication.Statistics;
using Xinheng.Web.Components;
using Xinheng.Web.Hosting;

namespace Xinheng.Web.Portal.Publication.Statistics;

/// <summary>Every number of the statistics as one CSV file, for whoever wants to draw it otherwise.</summary>
public static class StatisticsFile
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/statistics/numbers.csv", WriteAsync).ExcludeFromDescription()
            .WithMetadata(new BehindAttribute(Door.Portal), new PublicReadAttribute(3), new ShowsNoRecordAttribute("numbers of what is on show"));

    private static async Task<IResult> WriteAsync(PublicStatistics statistics, PublicCatalogue catalogue, LawBook law, CancellationToken ct)
    {
        var numbers = await statistics.NumbersAsync(ct);
        var items = (await catalogue.ItemsAsync(ct)).ToDictionary(item => item.Code, item => item.Name);
        var csv = new StringBuilder("\uFEFF").AppendCsvRow(["统计方式", "类别", "代码", "名称", "数量"]);
        Write("目录项", numbers.ByItem, code => items.GetValueOrDefault(code, ""));
        Write("决定月份", numbers.ByMonth, day => day[..7]);
        Write("登记地区", numbers.ByRegion, code => law.Divisions.Find(code)?.Name ?? "");
        Write("决定机关", numbers.ByAuthority, numbers.NameOf);
        foreach (var line in numbers.Punctuality)
        {
            var name = $"{numbers.NameOf(line.Provider)}／{items.GetValueOrDefault(line.Item, line.Item)}";
            csv.AppendCsvRow(["近一年及时报送", "", $"{line.Provider}/{line.Item}", name, Text(line.OnTime)]);
            csv.AppendCsvRow(["近一年逾期报送", "", $"{line.Provider}/{line.Item}", name, Text(line.Late)]);
        }

        return Results.File(Encoding.UTF8.GetBytes(csv.ToString()), "text/csv; charset=utf-8",
            $"statistics-{numbers.At.ToOffset(TimeSpan.FromHours(8)).ToString("yyyyMMdd", CultureInfo.InvariantCulture)}.csv");

        void Write(string way, IEnumerable<ShownNumber> lines, Func<string, string> name)
        {
            foreach (var line in lines)
            {
                csv.AppendCsvRow([way, Words.Nature(line.Nature), line.Of ?? "", line.Of is { } of ? name(of) : "未注明", Text(line.Shown)]);
            }
        }
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
