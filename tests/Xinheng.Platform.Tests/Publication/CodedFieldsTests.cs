using Xinheng.Platform.Publication;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.Publication;

/// <summary>Whoever reads a record reads words: of the divisions, the currency, the kind of entity, the industry.</summary>
public sealed class CodedFieldsTests : IAsyncLifetime
{
    private TestPlatform platform = null!;

    public async ValueTask InitializeAsync() => platform = await TestPlatform.CreateAsync();

    public async ValueTask DisposeAsync() => await platform.DisposeAsync();

    [Fact]
    public async Task Codes_of_national_lists_come_with_their_texts_and_unknown_ones_as_they_are()
    {
        var shown = await EnterAsync(1, ("ENTTYPE", "1130"), ("DOMDISTRICT", "990100"), ("INDUSTRYCO", "F5299"), ("REGCAPCUR", "156"));
        Assert.Equal("有限责任公司（自然人投资或控股）", shown["ENTTYPE"]);
        Assert.Equal("批发和零售业", shown["INDUSTRYCO"]);
        Assert.Equal("人民币", shown["REGCAPCUR"]);
        Assert.Equal("信衡省云汀市", shown["DOMDISTRICT"]);

        var unknown = await EnterAsync(2, ("ENTTYPE", "7777"), ("DOMDISTRICT", "999999"), ("INDUSTRYCO", "?"), ("REGCAPCUR", "999"));
        Assert.All(["ENTTYPE", "DOMDISTRICT", "INDUSTRYCO", "REGCAPCUR"], code => Assert.Null(unknown[code]));
    }

    [Fact]
    public async Task No_field_of_a_code_list_or_a_division_is_left_without_its_text()
    {
        var shown = await EnterAsync(3);

        Assert.All(["REGSTATE", "ENTTYPE", "DOMDISTRICT"], code => Assert.NotNull(shown[code]));
        Assert.Null(shown["ENTNAME"]);
    }

    private async Task<Dictionary<string, string?>> EnterAsync(int subject, params (string Column, string Value)[] cells)
    {
        var submission = await platform.SubmitAsync("REG_ENT", new TableFile().Add(TableFile.Registration(subject, $"云汀市信衡示例{subject}号食品有限公司"), row =>
        {
            foreach (var (column, value) in cells)
            {
                row[column] = value;
            }
        }).Csv());
        await platform.ApproveAsync(submission);
        var record = Assert.Single((await platform.Get<PublicSubjects>().FindAsync(PenaltyFile.Code(subject), default))!.Records);
        return record.Fields.ToDictionary(f => f.Code, f => f.Text);
    }
}
