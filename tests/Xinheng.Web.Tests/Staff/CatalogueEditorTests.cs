using System.Net;
using AngleSharp.Dom;
using Xinheng.Model.People;
using Xinheng.Platform.Catalogue.Publishing;

namespace Xinheng.Web.Tests.Staff;

/// <summary>The catalogue's editor in the browser's own way: forms, their problems and where they lead, two people, the rehearsal.</summary>
public sealed class CatalogueEditorTests : IAsyncLifetime
{
    private const string Item = "/work/catalogue/CF_LP";

    private StaffSite site = null!;
    private HttpClient author = null!;
    private HttpClient publisher = null!;

    public async ValueTask InitializeAsync()
    {
        site = await StaffSite.OpenAsync();
        await site.AppointAsync("author", null, Role.Operator);
        await site.AppointAsync("publisher", null, Role.Administrator);
        author = await site.SignedInAsync("author");
        publisher = await site.SignedInAsync("publisher");
    }

    public async ValueTask DisposeAsync() => await site.DisposeAsync();

    [Fact]
    public async Task A_form_changes_what_was_changed_and_a_second_person_publishes_it()
    {
        using var saved = await SaveAsync(("cycleCount", "5"), ("f.CF_WSH.name", "处罚决定书文号"), ("note", "缩短报送周期"));
        Assert.Equal($"{Item}?done=saved", saved.Headers.Location!.ToString());
        var page = await StaffSite.PageAsync(author, Item);
        Assert.Equal(["7个工作日内", "行政处罚决定书文号"], page.QuerySelectorAll(".amendments del").Select(d => d.TextContent));
        Assert.Equal(["5个工作日内", "处罚决定书文号"], page.QuerySelectorAll(".amendments ins").Select(i => i.TextContent));
        Assert.Null(page.QuerySelector($"form[action='{Item}/publication']"));
        Assert.Equal(7, await CycleAsync());

        var digest = (await StaffSite.PageAsync(publisher, Item)).QuerySelector("input[name=digest]")!.GetAttribute("value")!;
        using var published = await StaffSite.PostFormAsync(publisher, Item, $"{Item}/publication", ("digest", digest));
        Assert.Equal($"{Item}?done=published", published.Headers.Location!.ToString());
        Assert.Equal(5, await CycleAsync());
        Assert.Contains("处罚决定书文号", (await StaffSite.PageAsync(site.Nobody, "/catalogue/CF_LP")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_problem_leads_to_the_field_it_is_about()
    {
        using var saved = await SaveAsync(
            ("f.CF_WSH.requirement", "optional"), ("f.CF_SXFL.size", ""), ("f.CF_NR.name", "违法事实"), ("basis.0.text", ""), ("basis.1.text", ""),
            ("basis.2.text", ""), ("basis.3.text", ""), ("class", ""));
        var page = await StaffSite.PageAsync(author, Item);

        var links = page.QuerySelectorAll(".error-summary a").Select(a => a.GetAttribute("href")!).ToList();

        Assert.Contains("#f-CF_WSH-requirement", links);
        Assert.Contains("#class", links);
        Assert.Contains("#basis-0-text", links);
        Assert.Contains(links, link => link.EndsWith("-name", StringComparison.Ordinal));
        Assert.All(links, link => Assert.NotNull(page.GetElementById(link[1..])));
        Assert.True(page.GetElementById("f-CF_WSH-requirement")!.Closest("details")!.HasAttribute("open"));
        Assert.Equal(7, await CycleAsync());
    }

    [Fact]
    public async Task Text_that_is_no_catalogue_is_kept_and_said_to_be_none()
    {
        using var saved = await StaffSite.PostFormAsync(author, Item, $"{Item}/text", ("text", "code: CF_LP\nfields: [\n"));
        var page = await StaffSite.PageAsync(author, Item);

        Assert.Contains("fields: [", page.GetElementById("text")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("#text", page.QuerySelector(".error-summary a")!.GetAttribute("href"));
        Assert.True(page.GetElementById("text")!.Closest("details")!.HasAttribute("open"));
        Assert.Null(page.QuerySelector("#name"));
    }

    [Fact]
    public async Task A_form_over_a_text_that_somebody_changed_meanwhile_undoes_nothing()
    {
        var (_, stale) = await FilledAsync(("cycleCount", "5"));
        using var first = await SaveAsync(("authority", ""), ("cycleCount", "3"));

        using var second = await StaffSite.PostFormAsync(author, Item, $"{Item}/form", [.. stale]);

        Assert.Contains("别人改过", (await StaffSite.ReadAsync(second, HttpStatusCode.Conflict)).QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("3", (await StaffSite.PageAsync(author, Item)).QuerySelector("#cycleCount")!.GetAttribute("value"));
    }

    [Fact]
    public async Task What_it_would_refuse_is_said_with_its_rows_for_those_who_may_see_them()
    {
        var file = (await Penalties.OfAsync(site)).Add("云交罚〔2026〕1号", ("CF_CFJGDM", StaffSite.Transport)).Add("云交罚〔2026〕2号", ("CF_CFJGDM", StaffSite.Transport));
        using var maker = await site.SignedInAsync("transport.maker");
        using var content = new MemoryStream(file.Utf8());
        _ = (await site.Get<Platform.Collection.ReceiveSubmission>().RunAsync(
            new("CF_LP", StaffSite.Transport, Model.Collection.SubmissionFormat.Csv, content),
            (await site.Get<Platform.People.Accounts>().FindAsync("transport.maker", default))!, default)).Value;
        await site.DrainAsync();
        using var saved = await SaveAsync(("f.BZ.requirement", "required"), ("f.BZ.example", "示例备注"));

        using var asked = await StaffSite.PostFormAsync(author, $"{Item}/impact", $"{Item}/rehearsal");
        Assert.Equal($"{Item}/impact", asked.Headers.Location!.ToString());
        Assert.NotNull((await StaffSite.PageAsync(author, $"{Item}/impact")).QuerySelector("#rehearsal progress"));
        await site.DrainAsync();
        var page = await StaffSite.PageAsync(author, $"{Item}/impact");

        Assert.Contains("会新退回 100 % 的行（2 行里的 2 行）", page.QuerySelector(".impact-said")!.TextContent, StringComparison.Ordinal);
        var rows = page.QuerySelector(".table-problems a")!.GetAttribute("href")!;
        Assert.Equal(2, (await StaffSite.PageAsync(author, rows)).QuerySelectorAll(".examples > li").Length);
        var unseen = await StaffSite.PageAsync(publisher, rows);
        Assert.Empty(unseen.QuerySelectorAll(".examples > li"));
        Assert.Contains("只能看数", unseen.QuerySelector(".empty-state")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_item_begins_as_another_and_is_nowhere_until_it_is_published()
    {
        using var begun = await StaffSite.PostFormAsync(author, "/work/catalogue", "/work/catalogue/new", ("code", "sc_xy"), ("like", "RY_BZ"));
        Assert.Equal("/work/catalogue/SC_XY?done=saved", begun.Headers.Location!.ToString());
        Assert.Equal("新建草稿", (await StaffSite.PageAsync(author, "/work/catalogue/SC_XY")).QuerySelector(".titled .badge-x")!.TextContent);
        await StaffSite.PageAsync(site.Nobody, "/catalogue/SC_XY", HttpStatusCode.NotFound);

        using var twice = await StaffSite.PostFormAsync(author, "/work/catalogue", "/work/catalogue/new", ("code", "SC_XY"), ("like", "RY_BZ"));
        Assert.Equal("#code", (await StaffSite.ReadAsync(twice, HttpStatusCode.Conflict)).QuerySelector(".error-summary a")!.GetAttribute("href"));
        using var wrong = await StaffSite.PostFormAsync(author, "/work/catalogue", "/work/catalogue/new", ("code", "../pack"), ("like", "RY_BZ"));
        Assert.Equal("#code", (await StaffSite.ReadAsync(wrong, wrong.StatusCode)).QuerySelector(".error-summary a")!.GetAttribute("href"));

        using var dropped = await StaffSite.PostFormAsync(author, "/work/catalogue/SC_XY", "/work/catalogue/SC_XY/drop");
        Assert.Equal("/work/catalogue", dropped.Headers.Location!.ToString());
    }

    private async Task<HttpResponseMessage> SaveAsync(params (string Name, string Value)[] changes)
    {
        var (_, fields) = await FilledAsync(changes);
        return await StaffSite.PostFormAsync(author, Item, $"{Item}/form", [.. fields]);
    }

    // As a browser sends it: every input and choice of the form, those that were changed changed.
    private async Task<(IDocument Page, List<(string, string)> Fields)> FilledAsync(params (string Name, string Value)[] changes)
    {
        var page = await StaffSite.PageAsync(author, Item);
        var form = page.QuerySelector("form.item-form")!;
        List<(string, string)> fields = [];
        foreach (var input in form.QuerySelectorAll("input[name], select[name], textarea[name]"))
        {
            var name = input.GetAttribute("name")!;
            if (name == "__RequestVerificationToken" || (input.GetAttribute("type") == "checkbox" && !input.HasAttribute("checked")))
            {
                continue;
            }

            var now = input.LocalName switch
            {
                "select" => (input.QuerySelector("option[selected]") ?? input.QuerySelector("option"))?.GetAttribute("value") ?? "",
                "textarea" => input.TextContent,
                _ => input.GetAttribute("value") ?? "",
            };
            fields.Add((name, changes.FirstOrDefault(change => change.Name == name) is { Name: { } } changed ? changed.Value : now));
        }

        return (page, fields);
    }

    private async Task<int> CycleAsync() => (await site.Get<CatalogueInForce>().CurrentAsync(default)).Pack.Find("CF_LP")!.Update.Count;
}
