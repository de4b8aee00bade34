namespace Xinheng.Platform.Programmes.FictionalProvince.Land;

/// <summary>What an organisation is registered as.</summary>
public enum OrganisationKind
{
    Enterprise,
    IndividualBusiness,
    Cooperative,
    Association,
    NonEnterprise,
    Foundation,
    Institution,
    LawFirm,
    VillageCollective,
}

/// <summary>
/// An organisation of the fictional province. It keeps nothing but its number: each side of it is drawn when asked for,
/// and always the same.
/// </summary>
public readonly struct Organisation
{
    private const int FirstBody = 1_000;

    private static readonly ulong Kinds = Dice.About("kind");
    private static readonly ulong Naming = Dice.About("name");
    private static readonly ulong Former = Dice.About("former name");
    private static readonly ulong Leading = Dice.About("representative");
    private static readonly ulong Founding = Dice.About("founding");
    private static readonly ulong Living = Dice.About("place");

    private readonly ulong seed;
    private readonly int today;

    internal Organisation(ulong seed, DateOnly today, long number)
    {
        this.seed = seed;
        this.today = today.DayNumber;
        Number = number;
        var roll = Dice.For(seed, Kinds, number).Below(1000);
        Kind = roll switch
        {
            < 520 => OrganisationKind.Enterprise,
            < 800 => OrganisationKind.IndividualBusiness,
            < 860 => OrganisationKind.Cooperative,
            < 890 => OrganisationKind.Association,
            < 920 => OrganisationKind.NonEnterprise,
            < 925 => OrganisationKind.Foundation,
            < 965 => OrganisationKind.Institution,
            < 975 => OrganisationKind.LawFirm,
            _ => OrganisationKind.VillageCollective,
        };
    }

    /// <summary>From 0.</summary>
    public long Number { get; }

    public OrganisationKind Kind { get; }

    /// <summary>Its county, in the table of divisions.</summary>
    public string Division => County.Code;

    public string Code => Codes.Unified(Prefix, County.Code, FirstBody + Number);

    public string Name => NameOf(Naming, IsNamesake ? Number - 1 : Number);

    /// <summary>As it was called before; null for most.</summary>
    public string? FormerName => Number % 37 == 11 ? NameOf(Former, Number) : null;

    public string Representative
    {
        get
        {
            var dice = Dice.For(seed, Leading, Number);
            return PersonNames.Draw(ref dice);
        }
    }

    /// <summary>Registered by market regulation (REG_ENT), not by another office (REG_ORG).</summary>
    public bool IsMarketEntity => Kind <= OrganisationKind.Cooperative;

    public bool IsIndividualBusiness => Kind == OrganisationKind.IndividualBusiness;

    public DateOnly Founded
    {
        get
        {
            var dice = Dice.For(seed, Founding, Number);
            var years = dice.Below(20) switch { < 3 => 3, < 12 => 10, _ => 24 };
            return DateOnly.FromDayNumber(today - 60 - dice.Below(years * 365));
        }
    }

    /// <summary>工商注册号 of those founded before the unified code; some never changed their papers.</summary>
    public string? FormerNumber =>
        IsMarketEntity && Founded is { Year: < 2016 } && Number % 3 == 0 ? Codes.Registration(County.Code, Number) : null;

    /// <summary>Code of the state in CS_REGSTATE: most exist, some are revoked or gone.</summary>
    public string State => Dice.For(seed, Founding, ~Number).Below(100) switch
    {
        < 92 => "1",
        < 94 => "2",
        < 98 => "3",
        98 => "6",
        _ => "5",
    };

    public string Address
    {
        get
        {
            var dice = Dice.For(seed, Living, Number);
            _ = dice.Next();
            return $"信衡省{City.Name}{County.Name}{Streets[dice.Below(Streets.Length)]}{dice.Between(1, 380)}号";
        }
    }

    internal Place City => Places.Cities[Places.CityOfSlot[(int)(Number % Places.Block)]];

    internal Place County
    {
        get
        {
            var counties = Places.Counties[Places.CityOfSlot[(int)(Number % Places.Block)]];
            return counties[Dice.For(seed, Living, Number).Below(counties.Length)];
        }
    }

    /// <summary>Called as its neighbour is, but for the place: people mix them up.</summary>
    public bool IsNamesake => Number % 41 == 7 && Kind == new Organisation(seed, DateOnly.FromDayNumber(today), Number - 1).Kind;

    private string Prefix => Kind switch
    {
        OrganisationKind.Enterprise => "91",
        OrganisationKind.IndividualBusiness => "92",
        OrganisationKind.Cooperative => "93",
        OrganisationKind.Association => "51",
        OrganisationKind.NonEnterprise => "52",
        OrganisationKind.Foundation => "53",
        OrganisationKind.Institution => "12",
        OrganisationKind.LawFirm => "31",
        _ => "N2",
    };

    private static readonly string[] Streets =
        ["望舒路", "听潮街", "麦浪大道", "鹿鸣路", "砚溪巷", "栖霞路", "帆影街", "白露路", "松烟巷", "云台大道", "清和街", "汀洲路"];

    private string NameOf(ulong about, long number)
    {
        var dice = Dice.For(seed, about, number);
        return OrganisationNames.Draw(Kind, City, County, ref dice);
    }
}
