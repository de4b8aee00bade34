namespace Xinheng.Platform.Programmes.FictionalProvince.Land;

/// <summary>Who lives in a world: how many organisations and persons, on which day. Everything else is drawn from it.</summary>
internal sealed class Province(ulong seed, DateOnly today, long organisations, long persons)
{
    private static readonly ulong Persons = Dice.About("person");

    public ulong Seed { get; } = seed;

    public DateOnly Today { get; } = today;

    public long OrganisationCount { get; } = organisations;

    public long PersonCount { get; } = persons;

    public Days Days { get; } = new();

    public Organisation Organisation(long number) => new(Seed, Today, number);

    /// <summary>Any organisation of a city; of the whole province where <paramref name="city"/> is -1.</summary>
    public Organisation DrawOrganisation(int city, ref Dice dice)
    {
        if (city < 0)
        {
            return Organisation(dice.Below(OrganisationCount));
        }

        var slots = Places.SlotsOfCity[city];
        var block = dice.Below(OrganisationCount / Places.Block);
        return Organisation((block * Places.Block) + slots[dice.Below(slots.Length)]);
    }

    public (string Name, string Number) Person(long number)
    {
        var dice = Dice.For(Seed, Persons, number);
        return (PersonNames.Draw(ref dice), Codes.Resident(number));
    }

    /// <summary>A day within the last <paramref name="years"/> years, today included.</summary>
    public DateOnly DrawDay(int years, ref Dice dice) => Today.AddDays(-dice.Below(years * 365));

    /// <summary>A day within the last years that is not before the organisation was founded.</summary>
    public DateOnly DrawDay(int years, Organisation of, ref Dice dice)
    {
        var day = DrawDay(years, ref dice);
        var earliest = of.Founded.AddDays(14);
        return day < earliest ? earliest : day;
    }
}
