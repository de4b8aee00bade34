using Xinheng.Model.Catalogue.Checking;

namespace Xinheng.Platform.Tests.Catalogue;

public sealed class HeaderTests
{
    [Fact]
    public void Columns_are_known_by_code_by_name_and_by_older_names()
    {
        var item = Draft.Item("CF_LP");

        var map = ColumnMap.Match(item, ["cf_wsh", "行政相对人代码_1（统一社会信用代码）", "CF_XZJG", "DFBM", "备注"]).Value;

        Assert.Equal(["CF_WSH", "CF_XDR_SHXYM", "CF_CFJG", "division_code", "BZ"], map.Targets.Select(t => item.Columns[t].Code));
        Assert.Contains(map.Missing, f => f.Code == "CF_JDRQ");
        Assert.DoesNotContain(map.Missing, f => f.Code == "CF_WSH");
    }

    [Fact]
    public void A_file_row_is_put_in_the_items_order()
    {
        var map = ColumnMap.Match(Draft.Item("REG_ORG"), ["统一社会信用代码", "主体名称"]).Value;
        var aligned = new string?[map.Width];

        map.Arrange(["B", "A", "too many"], aligned);

        Assert.Equal(["A", "B", null], aligned.Take(3));
    }

    [Theory]
    [InlineData("身高", "header.unknown-column")]
    [InlineData("法定代表人血型", "header.forbidden-personal-data")]
    [InlineData("CF_WSH", "header.duplicate-column")]
    public void A_column_that_the_catalogue_does_not_hold_is_refused(string column, string code)
    {
        var map = ColumnMap.Match(Draft.Item("CF_LP"), ["行政处罚决定书文号", column]);

        Assert.Equal([code], map.Refusals.Select(r => r.Code));
    }

    [Fact]
    public void A_file_without_a_header_does_not_have_its_numbers_repeated()
    {
        var refusal = Assert.Single(ColumnMap.Match(Draft.Item("CF_NP"), ["行政处罚决定书文号", "11010519491231002X"]).Refusals);

        Assert.Contains("第 2 列", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("110105", refusal.Message + refusal.Field, StringComparison.Ordinal);
    }
}
