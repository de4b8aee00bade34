using FsCheck;
using FsCheck.Fluent;
using Xinheng.Model.Subjects.Identifiers;
using static Xinheng.Model.Tests.Subjects.Numbers;

namespace Xinheng.Model.Tests.Subjects;

/// <summary>The standard's own examples, and invented numbers of people long dead.</summary>
public sealed class ResidentIdTests
{
    [Theory]
    [InlineData("11010519491231002X")]
    [InlineData("440524188001010014")]
    [InlineData("410105190101010018")]
    [InlineData("35010219020228002X")]
    [InlineData("320703190402290031")]
    [InlineData("510104190306300040")]
    [InlineData("810000190103150054")]
    [InlineData("820000190211200065")]
    [InlineData("830000190312310070")]
    [InlineData("41010519010101019X")]
    [InlineData("41010519010101027X")]
    [InlineData("410105190101010050")]
    public void A_right_number_has_no_finding(string id)
    {
        Assert.Empty(FindingsOf(IdentifierScheme.ResidentId, id));
        Assert.True(ResidentId.IsValidResidentId(id, Context.Today));
    }

    [Theory]
    [InlineData("410105190101010017", "resident-id.check-character")]
    [InlineData("410105190202290012", "resident-id.birth-date")]
    [InlineData("410105190113010015", "resident-id.birth-date")]
    [InlineData("410105190104310016", "resident-id.birth-date")]
    [InlineData("410105190000000013", "resident-id.birth-date")]
    [InlineData("410105209912310011", "resident-id.birth-date-future")]
    [InlineData("010105190101010013", "resident-id.province")]
    [InlineData("990105190101010010", "resident-id.province")]
    [InlineData("41010519010101001", "resident-id.length")]
    [InlineData("4101051901010100A8", "resident-id.character")]
    [InlineData("000000000000000", "resident-id.province")]
    public void A_wrong_number_is_an_error(string id, string finding)
    {
        var check = IdentifierScheme.ResidentId.Check(id, Context);

        Assert.Equal(finding, check.Findings[0].Code);
        Assert.False(check.IsValid);
        Assert.False(ResidentId.IsValidResidentId(check.Normalised, Context.Today));
    }

    [Theory]
    [InlineData("410105010101001", "410105190101010018")]
    [InlineData("350102020228002", "35010219020228002X")]
    public void An_old_number_is_brought_to_18_and_says_so(string old, string id)
    {
        var check = IdentifierScheme.ResidentId.Check(old, Context);

        Assert.Equal(id, check.Normalised);
        Assert.Equal(["resident-id.upgraded"], check.Findings.Select(finding => finding.Code));
        Assert.True(check.IsValid);
    }

    [Fact]
    public void A_small_x_and_full_width_digits_are_normalised() =>
        Assert.Equal("11010519491231002X", IdentifierScheme.ResidentId.Check("１１０１０５１９４９１２３１００２ｘ", Context).Normalised);

    [Fact]
    public void Born_today_is_right_and_born_tomorrow_is_not()
    {
        Assert.Empty(FindingsOf(IdentifierScheme.ResidentId, WithCheck("410105" + "20261121" + "001")));
        Assert.Equal(["resident-id.birth-date-future"],
            FindingsOf(IdentifierScheme.ResidentId, WithCheck("410105" + "20261122" + "001")));
    }

    [Fact]
    public void All_errors_of_a_number_are_named_in_the_order_of_its_parts() =>
        Assert.Equal(["resident-id.province", "resident-id.birth-date", "resident-id.check-character"],
            FindingsOf(IdentifierScheme.ResidentId, "990105190102310010"));

    [Fact]
    public void Any_single_wrong_digit_is_caught() =>
        Prop.ForAll(Ids.ToArbitrary(), Gen.Choose(0, 16).ToArbitrary(), Gen.Choose(1, 9).ToArbitrary(), (id, at, by) =>
        {
            var wrong = id.ToCharArray();
            wrong[at] = (char)('0' + ((wrong[at] - '0' + by) % 10));
            return !ResidentId.IsValidResidentId(wrong, Context.Today);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_message_contains_the_number() =>
        Prop.ForAll(Ids.ToArbitrary(), Gen.Choose(0, 17).ToArbitrary(), (id, at) =>
        {
            var wrong = id.Remove(at, 1).Insert(at, "7");
            return IdentifierScheme.All.SelectMany(scheme => scheme.Check(wrong, Context).Findings)
                .All(finding => !Enumerable.Range(0, 13).Any(from =>
                    finding.Message.Contains(wrong.AsSpan(from, 6), StringComparison.Ordinal)));
        }).QuickCheckThrowOnFailure();

    private static Gen<string> Ids =>
        from day in Gen.Choose(new DateOnly(1900, 1, 1).DayNumber, new DateOnly(1909, 12, 31).DayNumber)
        from sequence in Gen.Choose(1, 999)
        select WithCheck($"410105{DateOnly.FromDayNumber(day):yyyyMMdd}{sequence:000}");

    private static string WithCheck(string body) => body + ResidentId.CheckCharacter(body);
}
