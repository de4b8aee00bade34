using FsCheck;
using FsCheck.Fluent;
using Xinheng.Platform.Collection.Reading;

namespace Xinheng.Platform.Tests.Collection.Reading;

public class CsvTextTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("+86", "'+86")]
    [InlineData("\tx", "\"'\tx\"")]
    [InlineData("\rx", "\"'\rx\"")]
    [InlineData("＝1", "'＝1")]
    [InlineData("-x,y", "\"'-x,y\"")]
    [InlineData("'=1", "''=1")]
    public void A_cell_that_would_start_a_formula_becomes_text(string text, string escaped) =>
        Assert.Equal(escaped, CsvText.Escape(text));

    [Theory]
    [InlineData("-12.50", "-12.50")]
    [InlineData("某公司", "某公司")]
    [InlineData("'x", "'x")]
    [InlineData("a\"b", "\"a\"\"b\"")]
    [InlineData("", "\"\"")]
    [InlineData(null, "")]
    public void Other_cells_are_only_quoted_where_they_must_be(string? text, string escaped) =>
        Assert.Equal(escaped, CsvText.Escape(text));

    [Fact]
    public void The_guard_can_be_taken_back_exactly()
    {
        var texts = Gen.Elements('=', '-', '+', '\'', '＝', '1', '.', 'x', '\t').ArrayOf().Select(chars => new string(chars));

        Prop.ForAll(texts.ToArbitrary(), text => CsvText.Unguard(CsvText.Guard(text)) == text)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));
    }
}
