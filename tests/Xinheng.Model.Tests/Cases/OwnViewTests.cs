using FsCheck;
using FsCheck.Fluent;
using Xinheng.Model.Cases.Stating;

namespace Xinheng.Model.Tests.Cases;

/// <summary>A subject's own words: counted as people count, and nothing hidden or personal in them.</summary>
public sealed class OwnViewTests
{
    private static readonly string[] Characters = ["云", "a", "é", "e\u0301", "𠮷", "👨‍👩‍👧", "🇨🇳", "。", "👍🏽", "　字"];

    [Fact]
    public void Characters_are_counted_as_people_see_them() =>
        Prop.ForAll(Gen.Elements(Characters[..^1]).ArrayOf().Where(a => a.Length > 0).ToArbitrary(), characters =>
            // Two flags side by side stay two; a mark after a letter joins it, which is why none stands alone here.
            OwnView.Count(string.Concat(characters.Select(c => c + "，"))) == 2 * characters.Length).QuickCheckThrowOnFailure();

    [Theory, InlineData("云"), InlineData("𠮷"), InlineData("é"), InlineData("e\u0301"), InlineData("👨‍👩‍👧")]
    public void Two_hundred_are_taken_and_one_more_is_not(string character)
    {
        var full = string.Concat(Enumerable.Repeat(character, 200));

        Assert.Equal(full, OwnView.Read(full).Value.Text);
        Assert.Equal("cases.statement-too-long", CodeOf(full + character));
        Assert.Contains("201", Assert.Single(OwnView.Read(full + character).Refusals).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Marks_piled_on_one_letter_are_no_way_around_the_limit() =>
        Assert.Equal("cases.statement-too-long", CodeOf("a" + new string('\u0301', 2_000)));

    [Theory, InlineData("a\0b"), InlineData("退格\b"), InlineData("\u202e反过来写"), InlineData("零\u200b宽"), InlineData("\u2066隔离\u2069"), InlineData("\ud83d"), InlineData("\ue000私用")]
    public void Hidden_characters_are_refused(string text) => Assert.Equal("cases.statement-hidden-characters", CodeOf(text));

    [Theory, InlineData(""), InlineData("  　 \r\n\t "), InlineData(null)]
    public void Nothing_at_all_is_refused(string? text) => Assert.Equal("cases.statement-empty", CodeOf(text));

    [Theory, InlineData("请打 13800138000"), InlineData("１３８００１３８０００"), InlineData("138-0013-8000"), InlineData("138 0013 8000"),
     InlineData("证号990100199001010012"), InlineData("990100 19900101 001X"), InlineData("123456789012345"), InlineData("（12345678901）")]
    public void What_looks_like_a_persons_number_is_refused_and_not_repeated(string text)
    {
        var refusal = Assert.Single(OwnView.Read(text).Refusals);

        Assert.Equal("cases.statement-personal", refusal.Code);
        Assert.DoesNotContain("138", refusal.Message, StringComparison.Ordinal);
    }

    [Theory, InlineData("已于 2026-03-15 缴清罚款 2500 元，整改完毕。"), InlineData("云市监罚〔2026〕901号，热线 0371-65900000。"), InlineData("代码 91990100XY0000012B 的单位"), InlineData("I'm fine 👍")]
    public void Dates_amounts_documents_and_codes_of_firms_may_be_named(string text) => Assert.Equal(text, OwnView.Read(text).Value.Text);

    [Fact]
    public void Lines_become_one() => Assert.Equal("已改正。 欢迎来查。", OwnView.Read(" 已改正。\r\n\r\n　欢迎来查。\n").Value.Text);

    [Fact]
    public void All_that_is_wrong_is_said_at_once() =>
        Assert.Equal(["cases.statement-too-long", "cases.statement-hidden-characters", "cases.statement-personal"],
            OwnView.Read(string.Concat(Enumerable.Repeat("云", 201)) + "\u202e 13800138000").Refusals.Select(r => r.Code));

    private static string CodeOf(string? text) => Assert.Single(OwnView.Read(text).Refusals).Code;
}
