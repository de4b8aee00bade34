using Xinheng.Model.Catalogue;
using Xinheng.Model.Collection.Reviewing;
using Xinheng.Model.Records;
using Xinheng.Model.Subjects;

namespace Xinheng.Model.Tests.Collection;

public sealed class UnusualRuleTests
{
    private static readonly RowFacts Ordinary = new()
    {
        Outcome = EntryOutcome.Entered, Operation = Operation.Enter, Nature = Nature.Adverse, Subject = SubjectKind.LegalPerson,
        Severity = Severity.Ordinary, Confirmed = true,
    };

    public static TheoryData<string, RowFacts> Cases => new()
    {
        { "serious", Ordinary with { Severity = Severity.Serious } },
        { "person", Ordinary with { Subject = SubjectKind.NaturalPerson } },
        { "resembles-withdrawn", Ordinary with { ResemblesWithdrawn = true } },
        { "near-duplicate", Ordinary with { HasNearTwin = true } },
        { "withdraws", Ordinary with { Outcome = EntryOutcome.Corrected, Operation = Operation.Withdraw } },
        { "restores", Ordinary with { Outcome = EntryOutcome.Corrected, Operation = Operation.Restore } },
        { "archives", Ordinary with { Outcome = EntryOutcome.Corrected, Operation = Operation.Archive } },
        { "corrects", Ordinary with { Outcome = EntryOutcome.Corrected } },
        { "unconfirmed", Ordinary with { Confirmed = false } },
        { "first-of-body", Ordinary with { IsFirstOfBody = true } },
        { "settled", Ordinary with { IsSettled = true } },
        { "new-subject", Ordinary with { IsNewSubject = true } },
    };

    [Fact]
    public void An_ordinary_row_has_no_reason() => Assert.Empty(UnusualRule.Of(Ordinary));

    [Theory, MemberData(nameof(Cases))]
    public void Each_reason_holds_by_itself(string code, RowFacts row) => Assert.Equal([code], UnusualRule.Of(row));

    [Fact]
    public void Every_rule_has_a_case_and_a_sentence()
    {
        Assert.Equal(UnusualRule.All.Select(rule => rule.Code), Cases.Select(c => c.Data.Item1));
        Assert.All(UnusualRule.All, rule => Assert.EndsWith("。", rule.Why, StringComparison.Ordinal));
    }

    [Fact]
    public void The_article_is_typed_for_severe_grades_and_for_what_speaks_against_a_person()
    {
        Assert.False(UnusualRule.AsksForArticle(Ordinary));
        Assert.True(UnusualRule.AsksForArticle(Ordinary with { Severity = Severity.Serious }));
        Assert.True(UnusualRule.AsksForArticle(Ordinary with { Subject = SubjectKind.NaturalPerson }));
        Assert.False(UnusualRule.AsksForArticle(Ordinary with { Subject = SubjectKind.NaturalPerson, Nature = Nature.Positive }));
    }

    [Fact]
    public void A_mild_reason_that_most_rows_share_opens_none_and_a_grave_one_always_does()
    {
        var differences = new Differences(new Dictionary<string, long> { ["new-subject"] = 90, ["serious"] = 95, ["settled"] = 2 }, 100);

        Assert.Equal(["new-subject"], differences.Shared);
        Assert.False(differences.Opens(["new-subject"]));
        Assert.True(differences.Opens(["new-subject", "settled"]));
        Assert.True(differences.Opens(["serious"]));
        Assert.False(differences.Opens([]));
    }

    [Fact]
    public void In_a_handful_of_rows_every_reason_opens() =>
        Assert.True(new Differences(new Dictionary<string, long> { ["new-subject"] = 3 }, 3).Opens(["new-subject"]));

    [Fact]
    public void Reasons_for_sending_back_are_put_together_with_own_words() =>
        Assert.Equal("与决定文书不一致：请对照文书逐项核对。 罚款应为 0.3 万元", ReturnReason.Compose(["paper", "nothing"], " 罚款应为 0.3 万元 "));
}
