using System.Text;
using Xinheng.Model.Collection;

namespace Xinheng.Platform.Tests.Collection.Reading;

public class SubmissionFormatTests
{
    [Theory]
    [InlineData("处罚.CSV", SubmissionFormat.Csv)]
    [InlineData("a.b.xlsx", SubmissionFormat.Xlsx)]
    [InlineData("a.json", SubmissionFormat.Json)]
    [InlineData("a.jsonl", SubmissionFormat.NdJson)]
    [InlineData("a.ndjson", SubmissionFormat.NdJson)]
    public void A_format_is_told_by_the_name_of_the_file(string name, SubmissionFormat format) =>
        Assert.Equal(format, SubmissionFormats.FromFileName(name).Value);

    [Theory]
    [InlineData("a.xls", "collection.format.xls")]
    [InlineData("a.pdf", "collection.format.unknown")]
    [InlineData("csv", "collection.format.unknown")]
    public void Other_names_are_refused_with_advice(string name, string code) =>
        Assert.Equal(code, Assert.Single(SubmissionFormats.FromFileName(name).Refusals).Code);

    [Theory]
    [InlineData("PK\u0003\u0004", SubmissionFormat.Xlsx)]
    [InlineData("\uFEFF [{", SubmissionFormat.Json)]
    [InlineData("{ \"rows\" : [", SubmissionFormat.Json)]
    [InlineData("{\"rowsRead\":1}", SubmissionFormat.NdJson)]
    [InlineData("{\"a\":1}\n{\"a\":2}", SubmissionFormat.NdJson)]
    [InlineData("名称,金额", SubmissionFormat.Csv)]
    [InlineData("", SubmissionFormat.Csv)]
    public void A_format_is_told_by_how_the_file_begins(string start, SubmissionFormat format) =>
        Assert.Equal(format, SubmissionFormats.Sniff(Encoding.UTF8.GetBytes(start)).Value);

    [Fact]
    public void Old_workbooks_and_documents_are_refused_by_how_they_begin()
    {
        Assert.Equal("collection.format.xls", SubmissionFormats.Sniff([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]).Refusals[0].Code);
        Assert.Equal("collection.format.not-a-table", SubmissionFormats.Sniff("%PDF-1.7"u8).Refusals[0].Code);
    }
}
