using Xinheng.Platform.Publication.Rules;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.Publication;

/// <summary>What readers are told of the rules: nothing unconfirmed as law, and where each is used.</summary>
public sealed class PublicRulesTests : IAsyncLifetime
{
    private TestPlatform platform = null!;

    public async ValueTask InitializeAsync() => platform = await TestPlatform.CreateAsync();

    public ValueTask DisposeAsync() => platform.DisposeAsync();

    private PublicRules Rules => platform.Get<PublicRules>();

    [Fact]
    public void What_nobody_confirmed_is_listed_and_not_in_force()
    {
        Assert.Null(Rules.Find("REPAIR_DECIDE")!.InForce);
        Assert.Equal("10", Rules.Find("REPAIR_TOTAL")!.InForce!.Value);
    }

    [Fact]
    public void The_places_own_rule_stands_before_the_nations() =>
        Assert.Equal("990000", Rules.Find("ADVERSE_MAX_USE")!.InForce!.Jurisdiction);

    [Fact]
    public void Limits_by_which_staff_are_watched_are_no_readers_matter()
    {
        Assert.DoesNotContain(Rules.All, rule => rule.Words.Id.StartsWith("ALARM_", StringComparison.Ordinal));
        Assert.Null(Rules.Find("ALARM_LAPSED"));
    }

    [Fact]
    public async Task A_period_names_the_items_it_bears_on_and_the_day_it_was_recorded()
    {
        Assert.Contains(await Rules.UsesAsync("REPAIR_ORDINARY_MAX", default), use => use.Item == "CF_LP");
        Assert.DoesNotContain(await Rules.UsesAsync("REPAIR_ORDINARY_MAX", default), use => use.Item == "XK_LP");
        Assert.Contains(await Rules.UsesAsync("DOUBLE_PUB_DEADLINE", default), use => use.Item == "XK_LP");
        Assert.Null(Assert.Single(await Rules.RecordedAsync("REPAIR_ORDINARY_MAX", default)).Until);
    }
}
