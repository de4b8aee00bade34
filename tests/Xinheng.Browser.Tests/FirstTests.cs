namespace Xinheng.Browser.Tests;

public sealed class FirstTests(Site site)
{
    [Fact]
    public async Task Home_answers()
    {
        await using var visit = await site.VisitAsync();

        await visit.GoAsync("/");

        Assert.Empty(visit.Complaints);
        Assert.Empty(visit.Strays);
    }
}
