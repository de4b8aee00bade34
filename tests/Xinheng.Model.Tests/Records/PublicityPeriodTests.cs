using FsCheck;
using FsCheck.Fluent;
using Xinheng.Model.Law;
using Xinheng.Model.Records;
using Xinheng.Model.Tests.Law;
using static Xinheng.Model.Tests.Law.Calendars;

namespace Xinheng.Model.Tests.Records;

public sealed class PublicityPeriodTests
{
    private static readonly DateOnly Today = Day("2026-11-21");

    private static readonly LawBook Law = Places.Book(
        Places.Rule("REPAIR_MINOR_MAX", "3", RuleUnit.Months, from: "2026-04-01"),
        Places.Rule("REPAIR_ORDINARY_MIN", "3", RuleUnit.Months, from: "2026-04-01"),
        Places.Rule("REPAIR_ORDINARY_MAX", "12", RuleUnit.Months, from: "2026-04-01"),
        Places.Rule("REPAIR_SERIOUS_MIN", "12", RuleUnit.Months, from: "2026-04-01"),
        Places.Rule("REPAIR_SERIOUS_MAX", "36", RuleUnit.Months, from: "2026-04-01"),
        Places.Rule("ORDER58_MIN", "3", RuleUnit.Months, from: "2023-05-01", to: "2026-03-31"),
        Places.Rule("ORDER58_SAFETY_MIN", "12", RuleUnit.Months, from: "2023-05-01", to: "2026-03-31"),
        Places.Rule("ORDER58_MAX", "36", RuleUnit.Months, from: "2023-05-01", to: "2026-03-31"),
        Places.Rule("ADVERSE_MAX_USE", "5", RuleUnit.Years));

    [Theory]
    [InlineData("2026-06-01", Severity.Ordinary, "2027-06-01", "2026-09-01")]
    [InlineData("2026-11-30", Severity.Ordinary, "2027-11-30", "2027-02-28")]
    [InlineData("2027-08-31", Severity.Serious, "2030-08-31", "2028-08-31")]
    [InlineData("2028-02-29", Severity.Serious, "2031-02-28", "2029-02-28")]
    public void Publication_stops_at_the_first_moment_of_the_maximum_anniversary(
        string document, Severity severity, string until, string repairable)
    {
        var period = Of(new(Day(document), severity));

        Assert.Equal(Day(until), period.PublicUntil);
        Assert.Equal(Day(repairable), period.RepairableFrom);
        Assert.True(period.IsPublicOn(Day(until).AddDays(-1)));
        Assert.False(period.IsPublicOn(Day(until)));
        Assert.False(period.IsPublicOn(Day(document).AddDays(-1)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Severity.Minor)]
    public void Minor_and_unconfirmed_records_are_hidden_and_repairable_at_once(Severity? severity)
    {
        var period = Of(new(Day("2026-06-01"), severity));

        Assert.Null(period.PublicUntil);
        Assert.False(period.IsPublicOn(Day("2026-06-02")));
        Assert.Equal(Day("2026-06-01"), period.RepairableFrom);
    }

    [Fact]
    public void A_minor_record_is_public_for_three_months_at_most() =>
        Assert.Equal(Day("2026-09-01"), Of(new(Day("2026-06-01"), Severity.Minor)
        {
            MinorIsPublished = true,
            GivenEnd = Day("2027-06-01"),
        }).PublicUntil);

    [Fact]
    public void An_unconfirmed_record_stays_hidden_even_if_minor_ones_are_published() =>
        Assert.Null(Of(new(Day("2026-06-01"), null) { MinorIsPublished = true }).PublicUntil);

    [Theory]
    [InlineData("2026-12-31", "2026-12-31", false)]
    [InlineData("2027-06-01", "2027-06-01", false)]
    [InlineData("2099-12-31", "2027-06-01", true)]
    public void A_given_end_shortens_and_never_lengthens(string given, string until, bool tooLate)
    {
        var period = Of(new(Day("2026-06-01"), Severity.Ordinary) { GivenEnd = Day(given) });

        Assert.Equal((Day(until), tooLate), (period.PublicUntil, period.GivenEndWasTooLate));
    }

    [Fact]
    public void Whatever_is_given_the_law_has_the_last_word() =>
        Prop.ForAll(
            (from start in Gen.Choose(Day("2023-05-01").DayNumber, Day("2029-12-31").DayNumber)
             from length in Gen.Choose(0, 4000)
             from severity in Gen.Elements<Severity?>(null, Severity.Minor, Severity.Ordinary, Severity.Serious)
             from minor in Gen.Elements(true, false)
             select (start, length, severity, minor)).ToArbitrary(),
            c =>
            {
                var facts = new PublicityFacts(DateOnly.FromDayNumber(c.start), c.severity) { MinorIsPublished = c.minor };
                var free = Of(facts);
                var given = Of(facts with { GivenEnd = facts.DocumentDate.AddDays(c.length) });
                return given.LawfulEnd == free.LawfulEnd && !(given.PublicUntil > free.PublicUntil)
                    && (given.PublicUntil is null) == (free.PublicUntil is null);
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void An_end_before_the_document_is_refused() =>
        Assert.Equal("publicity.end-before-document", Assert.Single(PublicityPeriod.Of(
            new(Day("2026-06-01"), Severity.Ordinary) { GivenEnd = Day("2026-05-31") }, Law, Places.Henan, Today).Refusals).Code);

    [Fact]
    public void Where_old_and_new_law_meet_the_earlier_end_and_the_earlier_repair_win()
    {
        var ordinary = Of(new(Day("2026-03-31"), Severity.Ordinary));
        var serious = Of(new(Day("2026-03-31"), Severity.Serious));
        var food = Of(new(Day("2026-03-31"), Severity.Ordinary) { IsSafetySector = true });

        Assert.Equal(Day("2027-03-31"), ordinary.PublicUntil);
        Assert.Equal(Day("2029-03-31"), serious.PublicUntil);
        Assert.Equal(Day("2026-06-30"), serious.RepairableFrom);
        Assert.Equal(Day("2026-06-30"), food.RepairableFrom);
        Assert.Contains("ORDER58_MAX", serious.Rules.Select(rule => rule.Id));
        Assert.Contains("REPAIR_SERIOUS_MAX", serious.Rules.Select(rule => rule.Id));
    }

    [Fact]
    public void Before_the_new_law_the_old_one_alone_counts()
    {
        var period = PublicityPeriod.Of(
            new(Day("2025-06-01"), Severity.Ordinary), Law, Places.Henan, lawAsOf: Day("2026-03-31")).Value;

        Assert.Equal(Day("2028-06-01"), period.PublicUntil);
    }

    [Fact]
    public void The_years_of_use_counted_from_the_act_can_end_publication_sooner() =>
        Assert.Equal(Day("2027-02-01"), Of(new(Day("2026-06-01"), Severity.Serious)
        {
            ActEndedOn = Day("2022-02-01"),
        }).PublicUntil);

    [Fact]
    public void Without_a_rule_there_is_no_period() =>
        Assert.Equal("publicity.no-rule", Assert.Single(PublicityPeriod.Of(
            new(Day("2026-06-01"), Severity.Ordinary), Places.Book(), Places.Henan, Today).Refusals).Code);

    private static PublicityPeriod Of(PublicityFacts facts) =>
        PublicityPeriod.Of(facts, Law, Places.Henan, Today).Value;
}
