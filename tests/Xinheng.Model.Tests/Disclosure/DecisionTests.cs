using FsCheck;
using FsCheck.Fluent;
using Xinheng.Model.Catalogue;
using Xinheng.Model.Disclosure;
using Xinheng.Model.Law;
using Xinheng.Model.Records;
using Xinheng.Model.Subjects;

namespace Xinheng.Model.Tests.Disclosure;

public sealed class DecisionTests
{
    private static readonly DateOnly Today = new(2026, 6, 15);

    private static readonly DisclosureFacts Penalty = new()
    {
        Openness = Openness.Public,
        Nature = Nature.Adverse,
        HasImpact = true,
        Impact = true,
        SubjectKind = SubjectKind.LegalPerson,
        State = RecordState.Current,
        Severity = Severity.Ordinary,
        Confirmed = true,
        PublicUntil = new(2027, 6, 10),
        UsableUntil = new(2031, 6, 10),
    };

    private static readonly Audience Organ = new Audience.Government("990000-TASK-1");
    private static readonly Audience Bank = new Audience.Authorised("贷款审批");
    private static readonly Audience Everybody = new Audience.Public();
    private static readonly Audience Self = new Audience.TheSubject();

    public static TheoryData<string, DisclosureFacts, string> Reasons => new()
    {
        { "withdrawn", Penalty with { State = RecordState.Withdrawn }, "disclosure.withdrawn" },
        { "repaired", Penalty with { State = RecordState.Repaired }, "disclosure.repaired" },
        { "shielded", Penalty with { State = RecordState.Shielded }, "disclosure.shielded" },
        { "archived", Penalty with { State = RecordState.Archived }, "disclosure.archived" },
        { "personal data in its text", Penalty with { Held = true }, "disclosure.held" },
        { "a minor", Penalty with { SubjectKind = SubjectKind.NaturalPerson, PersonsPublic = true, Minor = true }, "disclosure.under-age" },
        { "a vetoed honour", Penalty with { Nature = Nature.Positive, Vetoed = true }, "disclosure.vetoed" },
        { "item not open", Penalty with { Openness = Openness.GovernmentSharing }, "disclosure.not-public" },
        { "own openness unsaid", Penalty with { Openness = Openness.PerField }, "disclosure.not-public" },
        { "own openness narrower", Penalty with { Openness = Openness.PerField, OwnOpenness = Openness.Authorised }, "disclosure.not-public" },
        { "a person", Penalty with { SubjectKind = SubjectKind.NaturalPerson }, "disclosure.natural-person" },
        { "a proposal", Penalty with { Confirmed = false, Severity = Severity.Serious }, "disclosure.unconfirmed" },
        { "minor", Penalty with { Severity = Severity.Minor }, "disclosure.minor" },
        { "confirmed without a class", Penalty with { Severity = null }, "disclosure.minor" },
        { "no social impact", Penalty with { Impact = false }, "disclosure.no-impact" },
        { "impact unsaid", Penalty with { Impact = null }, "disclosure.no-impact" },
        { "anniversary", Penalty with { PublicUntil = Today }, "disclosure.period-over" },
        { "an old permit", Penalty with { Nature = Nature.Neutral, PublicUntil = Today }, "disclosure.validity-over" },
    };

    [Theory, MemberData(nameof(Reasons))]
    public void What_is_withheld_from_the_public_names_its_rule(string why, DisclosureFacts facts, string code)
    {
        Assert.NotEmpty(why);
        var withheld = Assert.IsType<Decision.Withheld>(Decision.Decide(facts, Everybody, Today));
        Assert.Equal(code, withheld.Reason.Code);
    }

    [Fact]
    public void An_ordinary_penalty_is_shown_until_the_last_moment_before_its_anniversary()
    {
        Assert.IsType<Decision.Shown>(Decision.Decide(Penalty, Everybody, new(2027, 6, 9)));
        Assert.IsType<Decision.Withheld>(Decision.Decide(Penalty, Everybody, new(2027, 6, 10)));
    }

    [Fact]
    public void A_contested_record_stays_shown_with_its_mark() =>
        Assert.IsType<Decision.ShownMarked>(Decision.Decide(Penalty with { Contested = true }, Everybody, Today));

    [Fact]
    public void A_person_is_public_where_the_item_cites_a_national_rule() =>
        Assert.True(Decision.Decide(Penalty with { SubjectKind = SubjectKind.NaturalPerson, PersonsPublic = true }, Everybody, Today).IsShown);

    [Theory]
    [InlineData(Openness.Public, true, true)]
    [InlineData(Openness.GovernmentSharing, true, false)]
    [InlineData(Openness.Authorised, false, true)]
    [InlineData(Openness.Restricted, false, false)]
    public void Sharing_and_authorised_queries_are_two_modes_and_no_ladder(Openness openness, bool organ, bool authorised)
    {
        foreach (var facts in new[]
                 { Penalty with { Openness = openness }, Penalty with { Openness = Openness.PerField, OwnOpenness = openness } })
        {
            Assert.Equal(organ, Decision.Decide(facts, Organ, Today).IsShown);
            Assert.Equal(authorised, Decision.Decide(facts, Bank, Today).IsShown);
        }
    }

    [Fact]
    public void Without_a_task_or_a_purpose_nobody_is_shown_more()
    {
        Assert.Equal("disclosure.no-task", CodeOf(Decision.Decide(Penalty, new Audience.Government(" "), Today)));
        Assert.Equal("disclosure.no-purpose", CodeOf(Decision.Decide(Penalty, new Audience.Authorised(""), Today)));
    }

    [Fact]
    public void What_a_child_is_about_and_what_its_subject_vetoed_is_told_to_nobody_but_the_subject_and_the_auditor() =>
        Prop.ForAll(Facts.ToArbitrary(), Days.ToArbitrary(), Gen.Elements(Everybody, Organ, Bank).ToArbitrary(), (facts, day, audience) =>
            !Decision.Decide(facts with { SubjectKind = SubjectKind.NaturalPerson, Minor = true }, audience, day).IsShown
            && !Decision.Decide(facts with { Nature = Nature.Positive, Vetoed = true }, audience, day).IsShown
            && Decision.Decide(facts with { Minor = true, Vetoed = true, Held = false }, Self, day).IsShown)
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_veto_hides_nothing_that_speaks_against_the_subject() =>
        Assert.True(Decision.Decide(Penalty with { Vetoed = true }, Everybody, Today).IsShown);

    [Fact]
    public void Organs_use_an_adverse_record_until_its_use_ends_and_no_longer()
    {
        Assert.True(Decision.Decide(Penalty, Organ, new(2031, 6, 9)).IsShown);
        Assert.Equal("disclosure.out-of-use", CodeOf(Decision.Decide(Penalty, Organ, new(2031, 6, 10))));
        Assert.Equal("disclosure.out-of-use", CodeOf(Decision.Decide(Penalty with { UsableUntil = null }, Organ, new(2027, 6, 10))));
    }

    [Fact]
    public void The_class_bears_on_publication_and_not_on_sharing() =>
        Assert.True(Decision.Decide(Penalty with { Confirmed = false, Impact = false }, Organ, Today).IsShown);

    [Fact]
    public void Repaired_means_neither_shown_nor_shared_nor_queried_but_the_subject_sees_its_own() =>
        Prop.ForAll(Facts.ToArbitrary(), Days.ToArbitrary(), (facts, day) =>
        {
            var repaired = facts with { State = RecordState.Repaired, Held = false };
            return new[] { Everybody, Organ, Bank }.All(a => CodeOf(Decision.Decide(repaired, a, day)) == "disclosure.repaired")
                && Decision.Decide(repaired, Self, day).IsShown;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_anybody_may_see_the_subject_and_the_auditor_may_see() =>
        Prop.ForAll(Facts.ToArbitrary(), Days.ToArbitrary(), (facts, day) =>
            Decision.Decide(facts, new Audience.Auditor(), day).IsShown
            && (!Decision.Decide(facts, Everybody, day).IsShown || Decision.Decide(facts, Self, day).IsShown))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_mark_never_changes_what_is_shown_and_no_day_ever_brings_a_record_back() =>
        Prop.ForAll(Facts.ToArbitrary(), Days.ToArbitrary(), Gen.Elements(Everybody, Organ, Bank, Self).ToArbitrary(), (facts, day, audience) =>
        {
            var shown = Decision.Decide(facts, audience, day).IsShown;
            return Decision.Decide(facts with { Contested = !facts.Contested }, audience, day).IsShown == shown
                && (shown || !Decision.Decide(facts, audience, day.AddDays(1)).IsShown);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_reason_has_its_own_code_a_Chinese_sentence_and_a_source_we_are_sure_enough_of()
    {
        var reasons = typeof(Withholding).GetFields().Select(f => (Withholding)f.GetValue(null)!).ToList();

        Assert.Equal(20, reasons.Count);
        Assert.Equal(reasons.Count, reasons.Select(r => r.Code).Distinct().Count());
        Assert.All(reasons, r =>
        {
            Assert.StartsWith("disclosure.", r.Code, StringComparison.Ordinal);
            Assert.EndsWith("。", r.Message, StringComparison.Ordinal);
            Assert.NotEmpty(r.Basis.Instrument);
            Assert.NotEqual(Confidence.Unsure, r.Confidence);
        });
    }

    private static Gen<DateOnly> Days => Gen.Choose(-3, 3).Select(Today.AddDays);

    private static Gen<DateOnly?> Ends => Gen.OneOf(Gen.Constant<DateOnly?>(null), Days.Select(d => (DateOnly?)d));

    private static Gen<DisclosureFacts> Facts =>
        from openness in Gen.Elements(Enum.GetValues<Openness>())
        from own in Gen.Elements([null, .. Enum.GetValues<Openness>().Select(o => (Openness?)o)])
        from nature in Gen.Elements(Enum.GetValues<Nature>())
        from kind in Gen.Elements(Enum.GetValues<SubjectKind>())
        from state in Gen.Frequency((3, Gen.Constant(RecordState.Current)), (1, Gen.Elements(Enum.GetValues<RecordState>())))
        from severity in Gen.Elements<Severity?>(null, Severity.Minor, Severity.Ordinary, Severity.Serious)
        from impact in Gen.Elements<bool?>(null, false, true)
        from flags in Gen.Choose(0, 127)
        from until in Ends
        from usable in Ends
        select new DisclosureFacts
        {
            Openness = openness, OwnOpenness = own, Nature = nature, SubjectKind = kind, State = state, Severity = severity, Impact = impact,
            PersonsPublic = (flags & 1) != 0, HasImpact = (flags & 2) != 0, Held = (flags & 4) != 0, Confirmed = (flags & 8) != 0,
            Contested = (flags & 16) != 0, Minor = (flags & 32) != 0, Vetoed = (flags & 64) != 0, PublicUntil = until, UsableUntil = usable,
        };

    private static string? CodeOf(Decision decision) => (decision as Decision.Withheld)?.Reason.Code;
}
