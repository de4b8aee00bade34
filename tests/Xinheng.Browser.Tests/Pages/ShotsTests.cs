namespace Xinheng.Browser.Tests.Pages;

/// <summary>Pictures of every page, for people to look at: <c>./dev shots</c>.</summary>
public sealed class ShotsTests(Site site)
{
    [Fact]
    public async Task A_picture_of_every_page_on_a_phone_and_on_a_desk()
    {
        if (Environment.GetEnvironmentVariable("XINHENG_SHOTS") is not { Length: > 0 } folder)
        {
            Assert.Skip("No pictures: XINHENG_SHOTS names no folder.");
            return;
        }

        foreach (var name in Places.Names.Select(row => row.Data))
        {
            foreach (var width in new[] { 360, 1440 })
            {
                await using var visit = await site.VisitAsync(width);
                await visit.GoAsync(Places.Of(name));
                var picture = Path.Combine(folder, $"{name}-{width}.png");
                await visit.Page.ScreenshotAsync(new() { Path = picture, FullPage = true });
                Assert.True(new FileInfo(picture).Length > 0);
            }
        }
    }
}
