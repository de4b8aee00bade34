using Xinheng.Model.Collection.Reviewing;

namespace Xinheng.Model.Tests.Collection;

public sealed class TypedArticleTests
{
    [Theory]
    [InlineData("第十条", "《示例食品安全条例》第十条第一款")]
    [InlineData("第10条", "《示例食品安全条例》第十条第一款")]
    [InlineData("10", "《示例食品安全条例》第十条第一款")]
    [InlineData("十", "《示例食品安全条例》第十条第一款")]
    [InlineData("示例食品安全条例 第十条", "《示例食品安全条例》第十条第一款")]
    [InlineData("《示例食品安全条例》第十条第一款", "《示例食品安全条例》第十条第一款")]
    [InlineData("第一百二十三条", "示例法第123条")]
    [InlineData("第48条", "行政处罚法第9、33、48、51、85条")]
    [InlineData("国办发〔2019〕35号", "国办发〔2019〕35号")]
    public void An_article_of_the_basis_is_taken_however_it_is_written(string typed, string basis) => Assert.True(TypedArticle.Matches(typed, basis));

    [Theory]
    [InlineData("", "《示例食品安全条例》第十条第一款")]
    [InlineData("第十一条", "《示例食品安全条例》第十条第一款")]
    [InlineData("1", "《示例食品安全条例》第十条第一款")]
    [InlineData("另一部法第十条", "《示例食品安全条例》第十条第一款")]
    [InlineData("同意", "《示例食品安全条例》第十条第一款")]
    [InlineData("第49条", "行政处罚法第9、33、48、51、85条")]
    [InlineData("35", "国办发〔2019〕35号")]
    [InlineData("第十条、第九十九条", "《示例食品安全条例》第十条第一款")]
    public void What_does_not_stand_in_the_basis_is_not(string typed, string basis) => Assert.False(TypedArticle.Matches(typed, basis));

    [Fact]
    public void A_list_of_articles_is_read_as_such() =>
        Assert.Equal([9, 33, 48, 51, 85], TypedArticle.ArticlesOf("行政处罚法第9、33、48、51、85条").Order());
}
