using Xinheng.Model.Catalogue;
using Xinheng.Model.Catalogue.Checking;
using Xinheng.Model.Catalogue.Conditions;
using Xinheng.Model.Catalogue.Rules;

namespace Xinheng.Model.Tests.Catalogue;

public sealed class RowTests
{
    private static readonly string?[] Clean = ["某公司", "U23456789012345678", "某字〔2025〕1号", "某机关", "2025-01-01", "01", "说明"];

    [Fact]
    public void A_clean_row_keeps_its_own_texts()
    {
        var row = Sample.Item().Check(Clean, Sample.Context);

        Assert.Empty(row.Problems);
        Assert.All(Clean.Zip(row.Values), pair => Assert.Same(pair.First, pair.Second));
    }

    [Fact]
    public void A_row_may_carry_the_envelope_columns()
    {
        var item = Sample.Item();

        Assert.Equal("state", item.Columns[^1].Code);
        Assert.Equal("1", item.Check([.. Clean, "1"], Sample.Context).Values[^1]);
        Assert.Null(item.Check(Clean, Sample.Context).Values[^1]);
    }

    [Fact]
    public void A_row_of_another_width_is_a_bug() =>
        Assert.Throws<ArgumentException>(() => Sample.Item().Check(["a", "b"], Sample.Context));

    [Fact]
    public void A_refused_row_has_no_values()
    {
        var row = Sample.Item().Check(new string?[7], Sample.Context);

        Assert.True(row.IsRefused);
        Assert.Throws<InvalidOperationException>(() => row.Values);
    }

    [Fact]
    public void One_mistake_gives_one_message()
    {
        // The date cannot be read: that it comes before or after something is not judged any more.
        var item = Sample.Item(rules: [new OrderedDates(Sample.Ref("DATE"), Sample.Ref("DATE"), true), new NotInFuture(Sample.Ref("DATE"))]);

        Assert.Equal(["date.impossible"], item.Check(With(4, "2025-02-30"), Sample.Context).Problems.Select(p => p.Code));
    }

    [Fact]
    public void A_demand_speaks_with_its_own_words()
    {
        var fault = new Fault("sample.green", "E02", "要说明。", ProblemSeverity.Warning);
        var item = Sample.Item(rules:
            [new Demand(Sample.Ref("TEXT"), new Contains(Sample.Ref("COLOUR"), "02", Sample.Colours), new Given(Sample.Ref("TEXT")), fault)]);

        var problem = Assert.Single(item.Check(["某公司", Clean[1], Clean[2], "某机关", Clean[4], "02", null], Sample.Context).Problems);
        Assert.Equal(("sample.green", "“说明”要说明。", ProblemSeverity.Warning), (problem.Code, problem.Message, problem.Severity));
        Assert.Empty(item.Check(With(5, "02"), Sample.Context).Problems);
    }

    [Theory]
    [InlineData("/", true)]
    [InlineData("--", true)]
    [InlineData("NULL", true)]
    [InlineData("000", true)]
    [InlineData("无", true)]
    [InlineData("无锡", false)]
    [InlineData("0371", false)]
    public void Placeholders_are_empty(string text, bool isPlaceholder) => Assert.Equal(isPlaceholder, Placeholder.Is(text));

    [Fact]
    public void Conditions_are_read_off_the_row()
    {
        var colour = Sample.Ref("COLOUR");
        string?[] row = [null, null, null, null, "2025-01-01", "01,02", null];

        Assert.True(new Contains(colour, "02", Sample.Colours).Holds(row));
        Assert.False(new EqualTo(colour, "02", Sample.Colours).Holds(row));
        Assert.True(new AllOf([new Given(colour), new Missing(Sample.Ref("TEXT"))]).Holds(row));
        Assert.False(new AnyOf([new Missing(colour), new Given(Sample.Ref("TEXT"))]).Holds(row));
        Assert.True(new Not(new Missing(colour)).Holds(row));
        Assert.True(new Before(Sample.Ref("DATE"), "2026-04-01").Holds(row));
        Assert.False(new Before(Sample.Ref("DATE"), "2025-01-01").Holds(row));
        Assert.False(new GreaterThan(Sample.Ref("TEXT"), 1).Holds(row));
        Assert.True(new GreaterThan(Sample.Ref("TEXT"), 1).Holds([null, null, null, null, null, null, "1.5"]));
    }

    [Fact]
    public void A_condition_explains_itself_in_the_words_of_the_field() =>
        Assert.Equal("当“颜色”含“绿”时必填", Requirement.IfSo(new Contains(Sample.Ref("COLOUR"), "02", Sample.Colours)).Explain);

    private static string?[] With(int column, string? value)
    {
        var row = Clean.ToArray();
        row[column] = value;
        return row;
    }
}
