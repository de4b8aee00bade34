using Xinheng.Model.Catalogue;
using Xinheng.Model.Collection;
using Xinheng.Platform.Programmes.FictionalProvince.Land;
using Xinheng.Platform.Programmes.FictionalProvince.Rows;

namespace Xinheng.Platform.Programmes.FictionalProvince.Files;

/// <summary>Which files the departments of a world hand in, in an order that works: who there is before what happened to them.</summary>
internal sealed class FilePlan(Province province, CataloguePack catalogue, Portions portions)
{
    /// <summary>A file larger than this is split, as departments do by month.</summary>
    private const long LargestFile = 190_000;

    public IEnumerable<DepartmentFile> All() =>
        [.. Registrations(), .. Persons(), .. Permits(), .. Penalties(), .. Others(), .. LaterFiles.All(this, province)];

    public IEnumerable<(RowSource Source, Authority Provider, long From, long To)> PermitRanges() =>
        Ranges(portions.Permits, [.. Authorities.All.Where(a => PermitKinds.Trades.Contains(a.Trade))], a => new Permits(province, a));

    public IEnumerable<(RowSource Source, Authority Provider, long From, long To)> PenaltyRanges() =>
        Ranges(portions.Penalties, [.. Authorities.All.Where(a => Offences.Trades.Contains(a.Trade))], a => new Penalties(province, a));

    public CatalogueItem? Item(string code) => catalogue.Find(code) is { IsActive: true } item ? item : null;

    /// <summary>Organisations of a city, by blocks of sixteen; so that no other city's are looked at.</summary>
    public IEnumerable<long> MarketEntitiesOf(int city, long fromBlock, long toBlock)
    {
        for (var block = fromBlock; block < toBlock; block++)
        {
            foreach (var slot in Places.SlotsOfCity[city])
            {
                var number = (block * Places.Block) + slot;
                if (number < province.OrganisationCount && province.Organisation(number).IsMarketEntity)
                {
                    yield return number;
                }
            }
        }
    }

    public static Authority Office(string trade, int city = -1) => Authorities.All.First(a => a.Trade == trade && a.City == city);

    public long Blocks => (province.OrganisationCount + Places.Block - 1) / Places.Block;

    private IEnumerable<DepartmentFile> Registrations()
    {
        if (Item("REG_ENT") is { } firms)
        {
            foreach (var city in Places.Cities)
            {
                var office = Office("market", city.City);
                var source = new MarketRegistrations(province, office);
                var form = new FileForm(IsGb18030: city.City == 2, Header: city.City == 4 ? HeaderWords.Codes : HeaderWords.ChineseNames);
                var blocks = LargestFile / Places.SlotsOfCity[city.City].Length;
                for (var (from, part) = (0L, 1); from < Blocks; from += blocks, part++)
                {
                    var (first, last) = (from, Math.Min(Blocks, from + blocks));
                    yield return new DepartmentFile(firms, source, office, $"存量{part}", form,
                        () => Lines.First(MarketEntitiesOf(city.City, first, last), source.Mistakes.Length, null));
                }
            }
        }

        if (Item("REG_ORG") is { } others)
        {
            foreach (var trade in new[] { "establishment", "civil", "justice", "farming" })
            {
                var office = Office(trade);
                var source = new OtherRegistrations(province, office);
                yield return new DepartmentFile(others, source, office, "存量", new FileForm(),
                    () => Lines.First(RegisteredBy(trade), 0, null));
            }
        }
    }

    private IEnumerable<long> RegisteredBy(string trade)
    {
        for (var office = 0; trade == "establishment" && office < Authorities.All.Length; office++)
        {
            yield return ~(long)office;
        }

        for (var number = 0L; number < province.OrganisationCount; number++)
        {
            var of = province.Organisation(number);
            if (!of.IsMarketEntity && OtherRegistrations.TradeOf(of.Kind) == trade)
            {
                yield return number;
            }
        }
    }

    private IEnumerable<DepartmentFile> Persons()
    {
        if (Item("NP_BASE") is { } persons && province.PersonCount > 0)
        {
            var source = new CatalogueRows(new ItemShape(persons, province.Today), province, Office("labour"));
            yield return new DepartmentFile(persons, source, Office("labour"), "存量", new FileForm(),
                () => Lines.First(Numbers(0, province.PersonCount), 0, null));
        }
    }

    private IEnumerable<DepartmentFile> Permits() =>
        Item("XK_LP") is not { } item ? [] : PermitRanges().SelectMany((range, i) => Split(item, range, FormOf(i), portions.Permits));

    private IEnumerable<DepartmentFile> Penalties() => Item("CF_LP") is not { } item ? [] : PenaltyRanges().SelectMany((range, i) =>
        Split(item, range, i == 3 ? new FileForm(Header: HeaderWords.OldCodes) : FormOf(i + 1), portions.Penalties));

    private IEnumerable<DepartmentFile> Others() => portions.Others.SelectMany(portion =>
        Ranges(portion.Count, [.. portion.Share.Trades.SelectMany(t => Authorities.All.Where(a => a.Trade == t && IsCalled(portion, a)))],
            office => new CatalogueRows(portion.Shape, province, office))
        .SelectMany(range => Split(portion.Shape.Item, range, FormOf(portion), portion.Count)));

    // Inspections are everywhere; of the rest the province's own office speaks for its cities.
    private static bool IsCalled(Portion portion, Authority office) => office.City < 0 || portion.Share.Item is "XZ_JC";

    private static FileForm FormOf(Portion portion) => portion.Share.Item switch
    {
        "SW_DJ" => new FileForm(SubmissionFormat.Json, HeaderWords.Codes),
        "HB_PJ" => new FileForm(SubmissionFormat.NdJson),
        "RY_BZ" => new FileForm(IsGb18030: true),
        _ => new FileForm(),
    };

    private static FileForm FormOf(int index) => (index % 8) switch
    {
        2 => new FileForm(IsGb18030: true),
        4 => new FileForm(Header: HeaderWords.Codes, Separator: '\t'),
        5 => new FileForm(Header: HeaderWords.Codes),
        7 => new FileForm(IsGb18030: true, Header: HeaderWords.Codes),
        _ => new FileForm(),
    };

    private static IEnumerable<DepartmentFile> Split(
        CatalogueItem item, (RowSource Source, Authority Provider, long From, long To) range, FileForm form, long spareFrom)
    {
        for (var (from, part) = (range.From, 1); from < range.To; from += LargestFile, part++)
        {
            var (first, last) = (from, Math.Min(range.To, from + LargestFile));
            yield return new DepartmentFile(item, range.Source, range.Provider, $"存量{part}", form,
                () => Lines.First(Numbers(first, last), range.Source.Mistakes.Length, spareFrom));
        }
    }

    /// <summary>Each office has the next stretch of an item's numbers; those of the province a third of a city's.</summary>
    private static IEnumerable<(RowSource Source, Authority Provider, long From, long To)> Ranges(
        long count, Authority[] offices, Func<Authority, RowSource> source)
    {
        var whole = offices.Sum(Weight);
        var (before, from) = (0, 0L);
        foreach (var office in offices)
        {
            before += Weight(office);
            var to = count * before / whole;
            if (to > from)
            {
                yield return (source(office), office, from, to);
            }

            from = to;
        }
    }

    private static int Weight(Authority office) => office.City < 0 ? 1 : 3;

    private static IEnumerable<long> Numbers(long from, long to)
    {
        for (var number = from; number < to; number++)
        {
            yield return number;
        }
    }
}
