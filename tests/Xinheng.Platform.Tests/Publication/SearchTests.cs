using Xinheng.Model.Catalogue;
using Xinheng.Platform.Catalogue.Publishing;
using Xinheng.Platform.Publication;
using Xinheng.Platform.Tests.Disclosure;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.Publication;

public sealed class SearchTests : IAsyncLifetime
{
    private const string Former = "云汀市晨曦老味酱园有限公司";
    private const string Present = "云汀市晨曦古法酿造有限公司";
    private const string Legacy = "990100000012345";

    private TestPlatform platform = null!;

    public async ValueTask InitializeAsync()
    {
        platform = await TestPlatform.CreateAsync();
        await RegisterAsync(1, Former, "2020-01-10", ("REGNO", Legacy));
        await RegisterAsync(1, Present, "2026-05-10", ("REGNO", Legacy));
        await RegisterAsync(2, "云汀市霁月茶叶有限公司", "2020-01-10");
        await RegisterAsync(3, "云汀市霁月茶叶贸易有限公司", "2020-01-10");
    }

    public async ValueTask DisposeAsync() => await platform.DisposeAsync();

    [Theory]
    [InlineData("晨曦古法")]
    [InlineData("云汀市晨曦古法酿造有限公司")]
    [InlineData("云汀市晨曦古法酿造有限公句")] // a wrong character
    [InlineData("云汀市晨曦古法酿有限公司")] // one missing
    [InlineData("云汀市晨曦古法酿酿造有限公司")] // one too many
    [InlineData("晨曦")]
    [InlineData("　晨 曦　")]
    public async Task A_name_part_of_it_or_nearly_it_finds_the_company(string asked) =>
        Assert.Equal([PenaltyFile.Code(1)], await FindAsync(asked));

    [Fact]
    public async Task Its_number_whatever_the_case_and_its_legacy_number_find_it()
    {
        Assert.Equal([PenaltyFile.Code(1)], await FindAsync(PenaltyFile.Code(1)));
        Assert.Equal([PenaltyFile.Code(1)], await FindAsync(PenaltyFile.Code(1).ToLowerInvariant()));
        Assert.Equal([PenaltyFile.Code(1)], await FindAsync(Legacy));
        Assert.Equal(Present, (await platform.Get<PublicSubjects>().FindAsync(Legacy, default))!.Name);
    }

    [Fact]
    public async Task A_former_name_finds_it_and_the_answer_says_so()
    {
        var hit = Assert.Single((await SearchAsync("晨曦老味")).Items);

        Assert.Equal((PenaltyFile.Code(1), Present, Former), (hit.Identifier, hit.Name, hit.Matched));
        var former = Assert.Single((await platform.Get<PublicSubjects>().FindAsync(PenaltyFile.Code(1), default))!.FormerNames);
        Assert.Equal((Former, new DateOnly(2026, 5, 10)), (former.Name, former.Until));
    }

    [Fact]
    public async Task The_exact_name_stands_before_the_longer_one() =>
        Assert.Equal([PenaltyFile.Code(2), PenaltyFile.Code(3)], (await FindAsync("霁月茶叶")).ToArray());

    [Theory]
    [InlineData("不存在的名字")]
    [InlineData("%")]
    [InlineData("'")]
    [InlineData("\\' & !")]
    [InlineData("")]
    public async Task What_is_not_there_is_not_found_and_nothing_breaks(string asked) => Assert.Empty(await FindAsync(asked));

    [Fact]
    public async Task Persons_are_in_no_search_even_where_their_record_is_public()
    {
        var items = await platform.Get<CatalogueInForce>().CurrentAsync(default);
        var item = items.Pack.Find("SF_SXR")!;
        var person = await platform.SubmitAsync("SF_SXR", RowOfItem.Csv(item, 7, [("SX_FBSJ", "2026-06-10")], aboutPerson: true));
        await platform.ApproveAsync(person);
        var listed = Assert.Single((await platform.Get<DisclosureLists>().PageAsync("SF_SXR", null, null, null, null, default)).Items);
        Assert.Equal((null, "李示例"), (listed.Subject.Identifier, listed.Subject.Name));

        Assert.Empty(await FindAsync("李示例"));
        Assert.Empty(await FindAsync("11010519491231002X"));
        Assert.Null(await platform.Get<PublicSubjects>().FindAsync("11010519491231002X", default));
        Assert.DoesNotContain("11010519491231002", string.Join('|', listed.Fields.Select(f => f.Value)), StringComparison.Ordinal);
    }

    private async Task RegisterAsync(int subject, string name, string approved, params (string, string)[] more)
    {
        var item = (await platform.Get<CatalogueInForce>().CurrentAsync(default)).Pack.Find("REG_ENT")!;
        var csv = RowOfItem.Csv(item, subject, [(item.Column(FieldRole.SubjectName)!, name), ("APPRDATE", approved), .. more]);
        var submission = await platform.SubmitAsync("REG_ENT", csv);
        Assert.Equal(0, submission.Refused + submission.Held);
        await platform.ApproveAsync(submission);
    }

    private Task<SubjectHits> SearchAsync(string text) =>
        platform.Get<PublicSubjects>().SearchAsync(new SubjectQuery(text, null, null, null), default);

    private async Task<IEnumerable<string>> FindAsync(string text) => (await SearchAsync(text)).Items.Select(i => i.Identifier);
}
