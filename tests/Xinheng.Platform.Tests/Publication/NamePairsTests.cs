using Xinheng.Platform.Publication;

namespace Xinheng.Platform.Tests.Publication;

public sealed class NamePairsTests
{
    private static readonly Dictionary<string, float> Shares = new()
    {
        ["有限"] = 0.73f, ["限公"] = 0.49f, ["公司"] = 0.73f, ["食品"] = 0.06f, ["品有"] = 0.01f,
    };

    [Fact]
    public void The_index_is_asked_for_the_two_rarest_pairs_and_names_are_held_against_all()
    {
        var asked = NamePairs.All("云汀食品有限公司", Shares);

        Assert.Equal("('云汀' & '汀食')", asked.Index);
        Assert.Equal("('云汀' & '汀食' & '食品' & '品有' & '有限' & '限公' & '公司')", asked.Whole);
        Assert.False(asked.IsDense);
    }

    [Fact]
    public void A_rare_character_is_one_and_never_cut_in_half()
    {
        Assert.Equal("('云𬭎' & '𬭎泰')", NamePairs.All("云𬭎泰", Shares).Whole);
        Assert.Equal("('𬭎泰') | ('云𬭎')", NamePairs.AllButOneCharacter("云𬭎泰", Shares).Whole);
    }

    [Fact]
    public void What_most_names_share_is_read_from_the_names_themselves()
    {
        Assert.True(NamePairs.All("有限公司", Shares).IsDense);
        Assert.True(NamePairs.All("食品", Shares).IsDense);
        Assert.False(NamePairs.All("食品有限公司", Shares).IsDense);
    }

    [Fact]
    public void Before_the_first_analysis_every_pair_is_rare()
    {
        var asked = NamePairs.All("公司", new Dictionary<string, float>());

        Assert.Equal(("('公司')", "('公司')", false), (asked.Index, asked.Whole, asked.IsDense));
    }

    [Fact]
    public void A_wrong_character_may_spoil_the_pairs_it_stands_in_wherever_it_stands()
    {
        var asked = NamePairs.AllButOneCharacter("石门纸业店", Shares);

        Assert.Equal(
            "('门纸' & '纸业' & '业店') | ('纸业' & '业店') | ('石门' & '业店') | ('石门' & '门纸') | ('石门' & '门纸' & '纸业')", asked.Whole);
        Assert.Equal("('门纸' & '纸业') | ('纸业' & '业店') | ('石门' & '业店') | ('石门' & '门纸')", asked.Index);
    }

    [Theory]
    [InlineData("'\\", "('''\\\\')")]
    [InlineData("\\\\", "('\\\\\\\\')")]
    public void Quotes_and_backslashes_are_characters_like_others(string normal, string index) =>
        Assert.Equal(index, NamePairs.All(normal, Shares).Index);
}
