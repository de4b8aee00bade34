using Xinheng.Model.Journal;

namespace Xinheng.House.Tests.Laws;

/// <summary>Law 4, in part: every power is opened by exactly one act. (Permissions of endpoints and pages: <see cref="EndpointsTests"/>.)</summary>
public sealed class PowersTests
{
    private const string Why =
        "The list of powers is the list of what the platform can do to anybody: one power, one act, one file to read. A nested act takes its caller's Work.";

    /// <summary>Powers whose act is not built yet. Remove a line when its act comes.</summary>
    private static readonly string[] Awaited = [];

    [Fact]
    public void A_power_is_opened_by_one_act_at_most() =>
        Law.Holds(Why, Openings.Of(House.Platform).Where(p => p.Count() > 1).Select(p => $"{p.Key} is opened by {string.Join(", ", p)}"));

    [Fact]
    public void A_power_has_its_act()
    {
        var opened = Openings.Of(House.Platform).Select(p => p.Key).ToList();
        Law.Holds($"{Why} A power without an act is a promise of something nobody can do.", Openings.Powers.Except(opened).Except(Awaited));
        Law.Holds("The act has come: take the power off the list of the awaited.", Awaited.Intersect(opened));
    }

    [Fact]
    public void Every_power_is_in_the_list_of_all() =>
        Assert.Equal(Openings.Powers.Order(), Power.All.Select(Openings.NameOf).Order());

    [Fact]
    public void The_law_bites() =>
        Assert.Equal(
            ["EnterRecords: BadHouse.Platform.Records.EnterAgain, BadHouse.Platform.Records.EnterOnce"],
            Openings.Of(House.Sample("BadHouse.Platform")).Where(p => p.Count() > 1).Select(p => $"{p.Key}: {string.Join(", ", p.Order())}"));
}
