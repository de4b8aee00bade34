using System.Net;
using Xinheng.Web.Hosting.Reading;

namespace Xinheng.Web.Tests.Portal;

public sealed class ReadersViewTests
{
    [Fact]
    public async Task Who_chose_nothing_gets_the_page_everybody_may_keep()
    {
        await using var site = await TestSite.OpenAsync();

        using var answer = await site.Client.GetAsync("/about");

        Assert.Equal("public, max-age=5, must-revalidate", answer.Headers.NonValidated["Cache-Control"].ToString());
        Assert.Contains("Cookie", answer.Headers.Vary);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task A_page_in_somebodys_view_is_kept_by_nobody_else()
    {
        await using var site = await TestSite.OpenAsync();

        using var answer = await GetAsync(site, "/about", "view=lang=en&size=large");
        var page = await answer.Content.ReadAsStringAsync();

        Assert.Equal("private, max-age=5, must-revalidate", answer.Headers.NonValidated["Cache-Control"].ToString());
        Assert.Contains("Cookie", answer.Headers.Vary);
        Assert.Contains("<html lang=\"en\"", page);
        Assert.Contains("Skip to content", page);
    }

    [Fact]
    public async Task A_choice_is_kept_in_one_cookie_and_leads_back()
    {
        await using var site = await TestSite.OpenAsync();

        using var answer = await ChooseAsync(site, "view=size=large", ("lang", "en"), ("to", "/search?q=云州&lang=zh"));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/search?q=%E4%BA%91%E5%B7%9E", answer.Headers.NonValidated["Location"].ToString());
        Assert.StartsWith("view=lang=en&size=large; max-age=31536000; path=/; samesite=lax; httponly", answer.Headers.GetValues("Set-Cookie").Single());
    }

    [Fact]
    public async Task Who_goes_back_to_how_everybody_finds_the_site_keeps_no_cookie()
    {
        await using var site = await TestSite.OpenAsync();

        using var answer = await ChooseAsync(site, "view=lang=en", ("lang", "zh"), ("to", "/"));

        Assert.StartsWith("view=; expires=Thu, 01 Jan 1970", answer.Headers.GetValues("Set-Cookie").Single());
    }

    [Theory]
    [InlineData("https://elsewhere.example/", "/")]
    [InlineData("//elsewhere.example", "/")]
    [InlineData("/\\elsewhere.example", "/")]
    [InlineData("/..//elsewhere.example", "/")]
    [InlineData("/a\nb", "/")]
    [InlineData("", "/")]
    [InlineData("/about?lang=en", "/about")]
    [InlineData("/search?q=a&lang=en&kind=b", "/search?q=a&kind=b")]
    public void It_leads_to_own_pages_only_and_not_to_the_language_just_left(string to, string own) => Assert.Equal(own, ViewForm.Own(to));

    [Fact]
    public async Task A_foreign_page_chooses_for_nobody()
    {
        await using var site = await TestSite.OpenAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, ViewForm.Path) { Content = new FormUrlEncodedContent([new("lang", "en")]) };
        request.Headers.Add("Sec-Fetch-Site", "cross-site");

        using var answer = await site.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task An_address_shared_in_a_language_is_read_in_it_and_so_is_the_rest_of_the_visit()
    {
        await using var site = await TestSite.OpenAsync();

        using var answer = await site.Client.GetAsync("/about?lang=en");

        Assert.Contains("<html lang=\"en\"", await answer.Content.ReadAsStringAsync());
        Assert.Equal("private, max-age=5, must-revalidate", answer.Headers.NonValidated["Cache-Control"].ToString());
        Assert.Equal("view=lang=en; path=/; samesite=lax; httponly", answer.Headers.GetValues("Set-Cookie").Single());
    }

    [Theory]
    [InlineData("size=huge&lang=xx&a=b&&=", "")]
    [InlineData("theme=dark&lang=en", "lang=en&theme=dark")]
    [InlineData("lang=en&lang=zh&lang=en&lang=en&size=large&size=larger", "lang=en")]
    [InlineData("size=standard", "")]
    [InlineData(null, "")]
    public void What_nobody_offers_counts_as_not_chosen(string? cookie, string view) => Assert.Equal(view, ReadersView.Read(cookie).ToString());

    private static async Task<HttpResponseMessage> GetAsync(TestSite site, string path, string cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Cookie", cookie);
        return await site.Client.SendAsync(request);
    }

    private static async Task<HttpResponseMessage> ChooseAsync(TestSite site, string cookie, params (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, ViewForm.Path)
        {
            Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))),
        };
        request.Headers.Add("Cookie", cookie);
        return await site.Client.SendAsync(request);
    }
}
