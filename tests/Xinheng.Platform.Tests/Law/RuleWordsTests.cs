using Xinheng.Model.Law;
using Xinheng.Platform.Law;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.Law;

/// <summary>Every rule of the files is told to readers, in words that leave the number to the rule.</summary>
public sealed class RuleWordsTests
{
    private static readonly LawBook Law = LawFiles.Load(Path.Combine(TestPlatform.Root, "catalogue", "law")).Value;

    public static TheoryData<string> Rules => [.. Law.Rules.All.Select(rule => rule.Id).Distinct()];

    [Theory, MemberData(nameof(Rules))]
    public void A_rule_has_a_name_and_a_sentence_with_a_place_for_its_value(string id)
    {
        Assert.True(Law.Words.TryGetValue(id, out var words), $"Say in catalogue/law/words.yaml what {id} is called and says.");
        Assert.Contains("{value}", words.Text, StringComparison.Ordinal);
        Assert.DoesNotMatch("[0-9]", words.Text);
    }

    [Fact]
    public void Nothing_is_told_that_is_no_rule() =>
        Assert.Empty(Law.Words.Keys.Except(Law.Rules.All.Select(rule => rule.Id)));

    [Fact]
    public void A_window_is_read_as_days_of_the_year() => Assert.Equal("1 月 1 日至 6 月 30 日",
        RuleWords.ValueOf(Law.Rules.All.Single(rule => rule.Id == "ANNUAL_REPORT_WINDOW")));
}
