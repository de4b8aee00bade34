using System.Collections.Immutable;
using Xinheng.Model.Catalogue;
using Xinheng.Platform.People;
using Xinheng.Platform.Programmes.FictionalProvince.Files;
using Xinheng.Platform.Programmes.FictionalProvince.Land;

namespace Xinheng.Platform.Programmes.FictionalProvince;

/// <summary>
/// 信衡省: offices, organisations and a few persons who do not exist (divisions 99, bodies XY), and the files that their
/// departments hand in. Nothing is kept: organisation five million is made when it is asked for, the same each time.
/// </summary>
public sealed class World
{
    private const int MostPersons = 500;
    private const int PersonsPerSubject = 10;

    private readonly Province province;
    private readonly FilePlan plan;

    /// <param name="size">How large, and which of the possible provinces.</param>
    /// <param name="today">The day on which its departments write: nothing they tell is later.</param>
    /// <param name="catalogue">Which items there are; an item that it lacks is not handed in.</param>
    public World(WorldSize size, DateOnly today, CataloguePack catalogue)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size.Subjects, WorldSize.FewestSubjects);
        ArgumentOutOfRangeException.ThrowIfLessThan(size.Records, size.Subjects);
        var persons = catalogue.Find("NP_BASE") is null ? 0 : Math.Min(MostPersons, size.Subjects / PersonsPerSubject);
        province = new Province(size.Seed, today, size.Subjects - persons - Authorities.All.Length, persons);
        plan = new FilePlan(province, catalogue, new Portions(province, catalogue, size.Records));
        Size = size;
    }

    public WorldSize Size { get; }

    public DateOnly Today => province.Today;

    public static ImmutableArray<Authority> Offices => Authorities.All;

    /// <summary>The office whose maker, reviewer and clerk one signs in as on the first day.</summary>
    public static Authority FirstOffice { get; } = Offices.First(o => o.Trade == "market" && !o.Division.EndsWith("0000", StringComparison.Ordinal));

    public long OrganisationCount => province.OrganisationCount;

    public long PersonCount => province.PersonCount;

    /// <summary>Somebody of an office's staff, who does not exist either; the same account is the same person.</summary>
    public static AccountHolder Clerk(string account)
    {
        var number = account.Aggregate(0L, (sum, letter) => ((sum * 31) + letter) % 1_000_000_007);
        return new($"云{"甲乙丙丁戊己庚辛壬癸"[(int)(number % 10)]}", Codes.Resident(1_000_000L + number));
    }

    public Land.Organisation Organisation(long number)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(number, OrganisationCount);
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        return province.Organisation(number);
    }

    /// <summary>All files, in an order in which they can enter: registrations first, corrections and withdrawals last.</summary>
    public IEnumerable<DepartmentFile> Files() => plan.All();
}
