using Xinheng.Platform.People.SigningIn;

namespace Xinheng.Platform.Tests.People.SigningIn;

public sealed class PasswordRulesTests
{
    [Theory]
    [InlineData("correct horse battery")]
    [InlineData("四个不相干的词放在一起就够了")]
    [InlineData("alllowercaseletterswithoutanysign")]
    [InlineData("830529157734118066")]
    public void A_long_one_that_nobody_tries_first_will_do_whatever_it_is_made_of(string password) =>
        Assert.Empty(PasswordRules.Problems(password, "zhang.san", "11990000XY0002026P"));

    [Theory]
    [InlineData("Tr0ub4dor&3", "people.password-short")]
    [InlineData("四个不相干的词", "people.password-short")]
    [InlineData("1qaz2wsx3edc", "people.password-common")]
    [InlineData("Q1W2E3R4T5Y6", "people.password-common")]
    [InlineData("Password2026!!", "people.password-common")]
    [InlineData("qwertyqwertyqwerty", "people.password-common")]
    [InlineData("dragon2026dragon2026", "people.password-common")]
    [InlineData("ababababababab", "people.password-common")]
    [InlineData("abcdefghijklmnop", "people.password-common")]
    [InlineData("98765432109876", "people.password-common")]
    [InlineData("this is Zhang.San speaking", "people.password-names")]
    [InlineData("11990000xy0002026p!", "people.password-names")]
    public void What_guessers_try_first_will_not(string password, string code) =>
        Assert.Equal([code], PasswordRules.Problems(password, "zhang.san", "11990000XY0002026P").Select(r => r.Code));

    [Fact]
    public void Length_is_counted_as_people_count() =>
        Assert.Equal(["people.password-short"], PasswordRules.Problems("𠮷田𠮷田𠮷工𠮷大").Select(r => r.Code));

    [Fact]
    public void What_no_form_could_send_is_refused_at_once() =>
        Assert.Equal(["people.password-long"], PasswordRules.Problems(string.Concat(Enumerable.Range(0, 80).Select(i => $"w{i} "))).Select(r => r.Code));

    [Fact]
    public void The_stored_text_names_its_algorithm_and_an_unknown_one_is_no_silent_mismatch()
    {
        var stored = PasswordHash.Of("correct horse battery");

        Assert.StartsWith("pbkdf2-sha512$", stored, StringComparison.Ordinal);
        Assert.True(PasswordHash.Matches("correct horse battery", stored));
        Assert.False(PasswordHash.Matches("correct horse batterx", stored));
        Assert.Throws<NotSupportedException>(() => PasswordHash.Matches("correct horse battery", "pbkdf2-sm3" + stored["pbkdf2-sha512".Length..]));
    }
}
