using Xinheng.Platform.Programmes.FictionalProvince.Land;
using Xinheng.Platform.Programmes.FictionalProvince.Rows;

namespace Xinheng.Platform.Programmes.FictionalProvince.Files;

/// <summary>What comes after: new names, corrections, withdrawals, what was withdrawn by mistake, and files sent again.</summary>
internal static class LaterFiles
{
    private const int CorrectedEvery = 150;
    private const int WithdrawnEvery = 120;
    private const int RestoredEvery = WithdrawnEvery * 4;
    private const int SentAgainEvery = 50;

    public static IEnumerable<DepartmentFile> All(FilePlan plan, Province province) =>
        NewNames(plan, province).Concat(Penalties(plan)).Concat(Permits(plan)).Where(file => file.Rows().Any());

    private static IEnumerable<DepartmentFile> NewNames(FilePlan plan, Province province)
    {
        if (plan.Item("REG_ENT") is not { } item)
        {
            yield break;
        }

        foreach (var city in Places.Cities)
        {
            var office = FilePlan.Office("market", city.City);
            yield return new DepartmentFile(item, new MarketRegistrations(province, office), office, "更名", new FileForm(),
                () => plan.MarketEntitiesOf(city.City, 0, plan.Blocks)
                    .Where(number => province.Organisation(number).FormerName is not null)
                    .Select(number => new Line(number, Change.Corrected)),
                isFirst: false);
        }
    }

    private static IEnumerable<DepartmentFile> Penalties(FilePlan plan)
    {
        if (plan.Item("CF_LP") is not { } item)
        {
            yield break;
        }

        foreach (var (source, office, from, to) in plan.PenaltyRanges())
        {
            yield return Later("更正撤销", () => Every(from, to, CorrectedEvery, CorrectedEvery / 2, Change.Corrected)
                .Concat(Every(from, to, WithdrawnEvery, 7, Change.Withdrawn)));
            yield return Later("恢复", () => Every(from, to, RestoredEvery, 7, Change.Restored));

            DepartmentFile Later(string occasion, Func<IEnumerable<Line>> lines) =>
                new(item, source, office, occasion, new FileForm(), lines, isFirst: false);
        }
    }

    private static IEnumerable<DepartmentFile> Permits(FilePlan plan)
    {
        if (plan.Item("XK_LP") is not { } item)
        {
            yield break;
        }

        foreach (var (source, office, from, to) in plan.PermitRanges())
        {
            yield return new DepartmentFile(item, source, office, "重报", new FileForm(Header: HeaderWords.Codes),
                () => Every(from, to, SentAgainEvery, 3, Change.Entered).Concat(Every(from, to, CorrectedEvery, 11, Change.Corrected)),
                isFirst: false);
        }
    }

    private static IEnumerable<Line> Every(long from, long to, int step, int rest, Change change)
    {
        for (var number = from + ((((rest - from) % step) + step) % step); number < to; number += step)
        {
            yield return new Line(number, change);
        }
    }
}
