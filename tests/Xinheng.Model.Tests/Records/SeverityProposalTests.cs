using Xinheng.Model.Law;
using Xinheng.Model.Records;
using Xinheng.Model.Tests.Law;
using static Xinheng.Model.Records.PenaltyKind;

namespace Xinheng.Model.Tests.Records;

public sealed class SeverityProposalTests
{
    private static readonly LawBook Law = Places.Book(
        new FineThresholds(
        [
            new("*", "410000", 50_000, 1_000_000, new("测试标准"), Confidence.Verified),
            new("food", "410000", 30_000, 500_000, new("测试标准"), Confidence.Verified),
            new("fire", "410000", 1, 2, new("未核实"), Confidence.Unsure),
        ]),
        Places.Rule("SIMPLE_PROC_ORG_CAP", "3000", RuleUnit.Yuan));

    [Theory]
    [InlineData(Severity.Minor, new[] { Warning })]
    [InlineData(Severity.Minor, new[] { Warning, Criticism })]
    [InlineData(Severity.Ordinary, new[] { IncomeConfiscated })]
    [InlineData(Severity.Ordinary, new[] { PropertyConfiscated, Warning })]
    [InlineData(Severity.Ordinary, new[] { LicenceSuspended })]
    [InlineData(Severity.Ordinary, new[] { QualificationLowered })]
    [InlineData(Severity.Serious, new[] { LicenceRevoked })]
    [InlineData(Severity.Serious, new[] { ActivityRestricted })]
    [InlineData(Severity.Serious, new[] { ProductionSuspended, Warning })]
    [InlineData(Severity.Serious, new[] { ClosureOrdered, IncomeConfiscated })]
    [InlineData(Severity.Serious, new[] { PractiseRestricted, Other })]
    public void The_heaviest_kind_decides(Severity severity, PenaltyKind[] kinds)
    {
        var proposal = Propose(kinds);

        Assert.Equal((ProposalOutcome.Proposed, severity), (proposal.Outcome, proposal.Severity));
    }

    [Theory]
    [InlineData("*", 1_000_000, Severity.Serious)]
    [InlineData("*", 999_999.99, Severity.Ordinary)]
    [InlineData("*", 50_000, Severity.Ordinary)]
    [InlineData("food", 500_000, Severity.Serious)]
    [InlineData("food", 30_000, Severity.Ordinary)]
    [InlineData("other-sector", 50_000, Severity.Ordinary)]
    public void A_fine_is_weighed_by_the_sums_of_sector_and_place(string sector, double yuan, Severity severity)
    {
        var proposal = Propose([Fine], yuan: (decimal)yuan, sector: sector);

        Assert.Equal((ProposalOutcome.Proposed, severity), (proposal.Outcome, proposal.Severity));
    }

    [Fact]
    public void A_fine_below_the_larger_sum_has_to_be_asked_for()
    {
        var proposal = Propose([Fine, Warning], yuan: 49_999);

        Assert.Equal((ProposalOutcome.AskDeterminingBody, null), (proposal.Outcome, proposal.Severity));
    }

    [Fact]
    public void A_small_fine_beside_a_confiscation_is_ordinary() =>
        Assert.Equal(Severity.Ordinary, Propose([Fine, IncomeConfiscated], yuan: 100).Severity);

    [Fact]
    public void Sums_nobody_confirmed_classify_nothing_but_the_least_is_said()
    {
        var proposal = Propose([Fine, IncomeConfiscated], yuan: 9_000_000, sector: "fire");

        Assert.Equal((ProposalOutcome.AskDeterminingBody, Severity.Ordinary), (proposal.Outcome, proposal.Severity));
        Assert.Contains("至少为“一般”", proposal.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_the_place_has_no_sums_the_body_is_asked() =>
        Assert.Equal(ProposalOutcome.AskDeterminingBody, SeverityProposal.From(
            Facts([Fine]) with { FineYuan = 9_000_000 }, Law, Places.Shenzhen).Outcome);

    [Fact]
    public void Simple_procedure_is_minor() =>
        Assert.Equal((ProposalOutcome.Proposed, Severity.Minor),
            (Simple([Fine], 200).Outcome, Simple([Fine], 200).Severity));

    [Theory]
    [InlineData(Fine, 3_001)]
    [InlineData(IncomeConfiscated, 0)]
    public void Simple_procedure_cannot_carry_a_heavy_penalty(PenaltyKind kind, int yuan) =>
        Assert.Equal(ProposalOutcome.AskDeterminingBody, Simple([kind], yuan).Outcome);

    [Fact]
    public void Detention_is_never_published_whatever_stands_beside_it() =>
        Assert.Equal(ProposalOutcome.NotPublished, Propose([Detention, LicenceRevoked]).Outcome);

    [Fact]
    public void Membership_of_a_serious_list_is_serious() =>
        Assert.Equal(Severity.Serious,
            SeverityProposal.From(Facts([Warning]) with { IsOnSeriousList = true }, Law, Places.Henan).Severity);

    [Theory]
    [InlineData(new PenaltyKind[0])]
    [InlineData(new[] { Other })]
    [InlineData(new[] { Warning, Other })]
    [InlineData(new[] { Fine })]
    public void What_the_texts_do_not_settle_is_asked(PenaltyKind[] kinds) =>
        Assert.Equal(ProposalOutcome.AskDeterminingBody, Propose(kinds).Outcome);

    [Fact]
    public void A_proposal_gives_its_reason_and_its_text()
    {
        var proposal = Propose([LicenceRevoked]);

        Assert.Equal("处罚种类含“吊销许可证件”。建议：严重。", proposal.Reason);
        Assert.Contains("36号", proposal.Basis.ToString(), StringComparison.Ordinal);
    }

    private static SeverityFacts Facts(PenaltyKind[] kinds) =>
        new(kinds, PenaltyProcedure.Ordinary, Calendars.Day("2026-06-01"));

    private static SeverityProposal Propose(PenaltyKind[] kinds, decimal? yuan = null, string sector = "*") =>
        SeverityProposal.From(Facts(kinds) with { FineYuan = yuan, Sector = sector }, Law, Places.Henan);

    private static SeverityProposal Simple(PenaltyKind[] kinds, decimal yuan) => SeverityProposal.From(
        Facts(kinds) with { Procedure = PenaltyProcedure.Simple, FineYuan = yuan }, Law, Places.Henan);
}
