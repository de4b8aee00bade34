using Xinheng.Model.Collection.Columns;
using Xinheng.Model.Collection.Mending;
using Xinheng.Platform.Tests.Catalogue;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.Collection;

/// <summary>How the columns of clerks' own tables are laid over a catalogue item, and which corrections are certain enough to be offered.</summary>
public sealed class ColumnGuessesTests
{
    private static readonly Dictionary<string, string> Nothing = [];

    [Theory]
    [InlineData("行政处罚决定书文号", "CF_WSH", GuessGround.Exact)]
    [InlineData("cf_wsh", "CF_WSH", GuessGround.Exact)]
    [InlineData("处罚文号", "CF_WSH", GuessGround.Name)]
    [InlineData("决定书文号", "CF_WSH", GuessGround.Name)]
    [InlineData("当事人", "CF_XDR_MC", GuessGround.Name)]
    [InlineData("统一社会信用代码", "CF_XDR_SHXYM", GuessGround.Name)]
    [InlineData("处罚日期", "CF_JDRQ", GuessGround.Name)]
    [InlineData("处罚决定的日期", "CF_JDRQ", GuessGround.Name)]
    [InlineData("法定代表人姓名", "CF_FRDB", GuessGround.Name)]
    [InlineData("罚款金额", "CF_NR_FK", GuessGround.Name)]
    public void A_column_is_known_by_its_name_or_by_one_that_is_near(string given, string code, GuessGround ground)
    {
        var guess = ColumnGuesses.Of(Draft.Item("CF_LP"), [given], [], Nothing)[0];

        Assert.Equal((code, ground), (guess.Field?.Code, guess.Ground));
        Assert.NotEmpty(guess.Why);
    }

    [Theory, InlineData("经办人"), InlineData("序号"), InlineData("x")]
    public void What_is_near_to_nothing_is_left_to_a_person(string given)
    {
        var guess = ColumnGuesses.Of(Draft.Item("CF_LP"), [given], [], Nothing)[0];

        Assert.Null(guess.Field);
        Assert.True(guess.IsUnsure);
    }

    [Fact]
    public void No_two_columns_become_the_same_one_and_what_is_certain_comes_first()
    {
        var guesses = ColumnGuesses.Of(Draft.Item("CF_LP"), ["处罚文号", "决定书文号", "行政处罚决定书文号"], [], Nothing);

        Assert.Equal([null, null, "CF_WSH"], guesses.Select(guess => guess.Field?.Code));
    }

    [Fact]
    public void What_the_body_said_before_is_done_again()
    {
        var guesses = ColumnGuesses.Of(Draft.Item("CF_LP"), ["经办人", "号"], [], new Dictionary<string, string> { ["经办人"] = "", ["号"] = "CF_WSH" });

        Assert.Equal([GuessGround.LeftOut, GuessGround.Remembered], guesses.Select(guess => guess.Ground));
        Assert.DoesNotContain(guesses, guess => guess.IsUnsure);
    }

    [Fact]
    public void A_block_without_names_is_told_by_what_stands_in_it()
    {
        var row = PenaltyFile.Row(1, 1);
        string[] cells = [row["CF_XDR_MC"], row["CF_XDR_SHXYM"], row["CF_WSH"], row["CF_JDRQ"], row["CF_CFJGDM"]];
        string[] other = [PenaltyFile.Row(2, 2)["CF_XDR_MC"], PenaltyFile.Code(2), PenaltyFile.Row(2, 2)["CF_WSH"], "2026/6/9", row["CF_CFJGDM"]];

        Assert.False(ColumnGuesses.IsHeader(Draft.Item("CF_LP"), cells, Nothing));
        var guesses = ColumnGuesses.Of(Draft.Item("CF_LP"), [.. Enumerable.Range(0, 5).Select(i => PlaceName.Of(i, 5))], [cells, other], Nothing);

        Assert.Equal(["CF_XDR_MC", "CF_XDR_SHXYM", "CF_WSH", "CF_JDRQ", "CF_CFJGDM"], guesses.Select(guess => guess.Field?.Code));
        Assert.All(guesses, guess => Assert.True(guess.IsUnsure));
    }

    [Fact]
    public void A_line_of_names_is_a_header_also_where_none_is_the_items() =>
        Assert.True(ColumnGuesses.IsHeader(Draft.Item("CF_LP"), ["当事人", "文号", "日期"], Nothing));

    [Fact]
    public void As_many_columns_as_the_template_are_taken_in_its_order()
    {
        var item = Draft.Item("CF_LP");
        var names = Enumerable.Range(0, item.Fields.Length).Select(i => PlaceName.Of(i, item.Fields.Length)).ToList();

        Assert.Equal(item.Fields.Select(f => f.Code), ColumnGuesses.Of(item, names, [], Nothing).Select(guess => guess.Field?.Code));
    }

    [Theory]
    [InlineData("CF_JDRQ", "2026年6月10号", "2026-06-10")]
    [InlineData("CF_JDRQ", "2026-06-10 00:00:00", "2026-06-10")]
    [InlineData("CF_SXFL", "一般失信", "一般")]
    [InlineData("CF_JDRQ", "去年六月", null)]
    [InlineData("CF_JDRQ", "2026-02-30", null)]
    [InlineData("CF_SXFL", "不知道", null)]
    public void What_can_only_mean_one_thing_is_offered(string code, string given, string? offered)
    {
        var item = Draft.Item("CF_LP");

        Assert.Equal(offered, Correction.Of(item.Columns[item.IndexOf(code)], given)?.Value);
    }

    [Fact]
    public void A_wrong_check_character_is_offered_right_and_letters_that_are_taken_for_others_too()
    {
        var item = Draft.Item("CF_LP");
        var field = item.Columns[item.IndexOf("CF_XDR_SHXYM")];
        var code = PenaltyFile.Code(7);
        var wrong = code[..17] + (code[17] == '1' ? '2' : '1');

        Assert.Equal(code, Correction.Of(field, wrong)?.Value);
        Assert.Equal(code, Correction.Of(field, code.Replace('0', 'O'))?.Value);
        Assert.Null(Correction.Of(field, code));
        Assert.Null(Correction.Of(field, code[..16]));
    }

    [Fact]
    public void Nothing_is_offered_for_a_persons_number()
    {
        var item = Draft.Item("CF_NP");
        foreach (var field in item.Columns.Where(field => !field.MayBeQuoted))
        {
            Assert.Null(Correction.Of(field, "99010019900101001X"));
        }
    }
}
