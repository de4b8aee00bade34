using Xinheng.Model.Records;
using Xinheng.Platform.Publication;
using Xinheng.Platform.Publication.Searching;
using Xinheng.Platform.Records;
using Xinheng.Platform.Tests.Records;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.Publication;

/// <summary>How an answer divides, and what else the same words find.</summary>
public sealed class FindingTests : IAsyncLifetime
{
    private TestPlatform platform = null!;

    public async ValueTask InitializeAsync()
    {
        platform = await TestPlatform.CreateAsync();
        var file = new PenaltyFile()
            .Add(1, 12).Add(1, 13)
            .Add(2, 120)
            .Add(3, 77, row => row["CF_SHYX"] = "否");
        await platform.ApproveAsync(await platform.SubmitAsync("CF_LP", file.ToString()));
    }

    public async ValueTask DisposeAsync() => await platform.DisposeAsync();

    [Fact]
    public async Task Each_number_beside_a_choice_is_how_much_the_choice_leaves()
    {
        var all = await SearchAsync(new SubjectQuery("信衡示例", null, null, null) { WithFacets = true });

        Assert.Equal(3, all.Total);
        Assert.Equal([("adverse", 2), ("none", 1)], all.Facets!.Records.Select(f => (f.Value, f.Count)));
        Assert.NotEmpty(all.Facets.Kinds);
        foreach (var facet in all.Facets.Records)
        {
            Assert.Equal(facet.Count, (await SearchAsync(new SubjectQuery("信衡示例", null, null, null) { Records = facet.Value })).Total);
        }

        foreach (var facet in all.Facets.Kinds)
        {
            Assert.Equal(facet.Count, (await SearchAsync(new SubjectQuery("信衡示例", facet.Value, null, null))).Total);
        }
    }

    [Fact]
    public async Task A_choice_made_is_counted_in_the_others_and_not_in_its_own()
    {
        var narrowed = await SearchAsync(new SubjectQuery("信衡示例", null, null, null) { Records = "none", WithFacets = true });

        Assert.Equal(1, narrowed.Total);
        Assert.Equal(1, narrowed.Facets!.Kinds.Sum(f => f.Count));
        Assert.Equal(3, narrowed.Facets.Records.Sum(f => f.Count));
        Assert.Null((await SearchAsync(new SubjectQuery("信衡示例", null, null, null))).Facets);
    }

    [Theory]
    [InlineData("云市监罚〔2026〕12号", new[] { "云市监罚〔2026〕12号" })]
    [InlineData("云市监罚[2026]12", new[] { "云市监罚〔2026〕12号", "云市监罚〔2026〕120号" })]
    [InlineData("云市监罚（２０２６） 12号", new[] { "云市监罚〔2026〕12号" })]
    [InlineData("云市监罚〔2026〕77", new string[0])] // it has not the mark: nobody is shown it
    [InlineData("云市监罚", new string[0])] // no figure in it
    public async Task A_paper_is_found_by_its_number_however_it_is_typed(string asked, string[] found) =>
        Assert.Equal(found, (await platform.Get<DocumentNumbers>().FindAsync(asked, default)).Select(hit => hit.Number));

    [Theory, InlineData("𬭎泰𠮷", 1), InlineData("云汀市𬭎泰𠮷示例食品有限公司", 1), InlineData("云汀市𬭎泰𠮶示例食品有限公司", 1), InlineData("𠮷", 0)]
    public async Task A_name_with_rare_characters_is_entered_and_found(string asked, int found)
    {
        await platform.ApproveAsync(await platform.SubmitAsync(
            "CF_LP", new PenaltyFile().Add(7701, 7701, row => row["CF_XDR_MC"] = "云汀市𬭎泰𠮷示例食品有限公司").ToString()));

        var hits = await platform.Get<PublicSubjects>().SearchAsync(new SubjectQuery(asked, null, null, null), default);

        Assert.Equal(found, hits.Items.Count(hit => hit.Identifier == PenaltyFile.Code(7701)));
    }

    [Fact]
    public async Task A_withdrawn_paper_is_found_no_more_at_once()
    {
        var hit = Assert.Single(await platform.Get<DocumentNumbers>().FindAsync("云市监罚〔2026〕13号", default));
        Assert.Equal("云汀市信衡示例1号食品有限公司", hit.SubjectName);

        _ = (await platform.Get<WithdrawRecord>().RunAsync(
            new(new(hit.Id), WithdrawalKind.Mistake, "复议决定撤销原处罚", "云府复〔2026〕3号", null), platform.Reviewer, default)).Value;

        Assert.Empty(await platform.Get<DocumentNumbers>().FindAsync("云市监罚〔2026〕13号", default));
    }

    [Fact]
    public async Task Strangers_can_read_the_numbers_of_what_is_on_show_and_no_others()
    {
        await using var stranger = await platform.Database.Portal.OpenConnectionAsync();
        Assert.Equal(3L, await Dapper.SqlMapper.ExecuteScalarAsync<long>(stranger, "select count(*) from publication.document_number"));
        var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(() =>
            Dapper.SqlMapper.ExecuteScalarAsync<long>(stranger, "select count(*) from publication.document"));
        Assert.Equal("42501", refused.SqlState);
        Assert.Equal(4L, await platform.AskAsync<long>("select count(*) from publication.document"));
    }

    [Fact]
    public async Task Items_are_found_by_name_then_by_the_law_they_rest_on_and_rules_by_theirs()
    {
        var byName = await platform.Get<CatalogueSearch>().FindAsync("行政处罚", default);
        Assert.Equal(["CF_LP", "CF_NP"], byName.Where(hit => hit.Basis is null).Select(hit => hit.Code).Order());
        var byLaw = await platform.Get<CatalogueSearch>().FindAsync("行政处罚法", default);
        Assert.Contains(byLaw, hit => hit.Code == "CF_LP" && hit.Basis!.Contains("行政处罚法", StringComparison.Ordinal));
        Assert.NotEmpty(platform.Get<CatalogueSearch>().FindRules("公示"));
        Assert.Empty(platform.Get<CatalogueSearch>().FindRules("没有这样一条规则"));
    }

    private Task<SubjectHits> SearchAsync(SubjectQuery query) => platform.Get<PublicSubjects>().SearchAsync(query, default);
}
