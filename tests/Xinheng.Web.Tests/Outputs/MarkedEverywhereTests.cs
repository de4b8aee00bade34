namespace Xinheng.Web.Tests.Outputs;

/// <summary>异议: the mark is on every output there is from the act that files, and gone from every one with the act that answers. A new one that registers itself is one more case here.</summary>
public sealed class MarkedEverywhereTests(Contesting contesting) : IClassFixture<Contesting>
{
    public static TheoryData<string> Outputs => [.. Contesting.Outputs];

    [Theory, MemberData(nameof(Outputs))]
    public void What_is_contested_is_marked_on_every_output_until_it_is_answered(string output)
    {
        Assert.False(Contesting.IsMarked(output, contesting.Before[output]));
        Assert.True(Contesting.IsMarked(output, contesting.During[output]), $"{output} does not say that it is contested");
        Assert.False(Contesting.IsMarked(output, contesting.After[output]));
    }

    [Fact]
    public void Pages_answers_files_and_closed_readings_are_all_there() => Assert.Superset(
        new HashSet<string> { "/records/{id}", "/subjects/{identifier}", "/api/v1/records/{id}", "own file", "archive", "by matter" }, Contesting.Outputs.ToHashSet());
}
