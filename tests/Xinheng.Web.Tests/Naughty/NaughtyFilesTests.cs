using System.Net.Http.Headers;
using System.Text;
using Xinheng.Model.Catalogue;
using Xinheng.Model.Catalogue.Types;
using Xinheng.Platform.Catalogue.Publishing;
using Xinheng.Platform.Collection.Reading;

namespace Xinheng.Web.Tests.Naughty;

/// <summary>Every text of the public list in every free-text field of every item: as text on the pages and in the exports, or refused with it shown.</summary>
public sealed class NaughtyFilesTests
{
    private const int RowsOfFile = 40;

    [Fact]
    public async Task In_every_free_text_field_of_every_item_they_are_text_where_rows_are_fixed_and_given_back()
    {
        var strings = NaughtyStrings.All();
        await using var site = await StaffSite.OpenAsync();
        using var maker = await site.SignedInAsync("transport.maker");
        var items = (await site.Get<CatalogueInForce>().CurrentAsync(CancellationToken.None)).Pack.Items;
        var tried = 0;
        foreach (var item in items.Where(item => item.IsActive && Dated(item) >= 0 && FreeText(item).Count > 0))
        {
            var rows = Rows(item, strings);
            foreach (var part in rows.Chunk(RowsOfFile))
            {
                tried++;
                var id = (await SubmitAsync(maker, item, part)).Split('/')[^1];
                await site.DrainAsync();
                var back = await maker.GetStringAsync($"/api/v1/submissions/{id}/refused.csv");
                var given = NaughtyStrings.Seen(back.Replace("\"\"", "\"", StringComparison.Ordinal));
                var pages = new StringBuilder();
                foreach (var address in item.Code == "CF_LP" ? await PagesOfAsync(maker, id) : [$"/work/submissions/{id}"])
                {
                    var page = await StaffSite.PageAsync(maker, address);
                    Assert.Equal([], NaughtyStrings.Injected(page));
                    pages.Append(NaughtyStrings.Shown(page));
                }

                var shown = pages.ToString();
                foreach (var (text, column) in part.SelectMany(row => FreeText(item).Select(column => (row[column], column))).Where(cell => cell.Item1 is not null))
                {
                    var seen = NaughtyStrings.Seen(text!);
                    Assert.True(given.Contains(seen, StringComparison.Ordinal), $"{item.Code} {item.Fields[column].Code}: lost in the file given back: {seen}");
                    Assert.True(item.Code != "CF_LP" || shown.Contains(seen, StringComparison.Ordinal), $"{item.Code} {item.Fields[column].Code}: not shown as text on the page: {seen}");
                }
            }
        }

        Assert.True(tried > 30, $"Only {tried} files were tried.");
    }

    [Fact]
    public async Task In_the_fields_of_a_published_record_they_are_text_on_every_page_and_answer()
    {
        var strings = NaughtyStrings.All();
        await using var site = await StaffSite.OpenAsync();
        using var maker = await site.SignedInAsync("transport.maker");
        using var reviewer = await site.SignedInAsync("transport.reviewer");
        var item = (await site.Get<CatalogueInForce>().CurrentAsync(CancellationToken.None)).Find("CF_LP").Value;
        var free = FreeText(item);
        var rows = strings.Select((text, n) =>
        {
            string?[] row = [.. item.Example];
            row[item.IndexOf("CF_WSH")] = $"云交罚〔2026〕{n + 1}号";
            (row[item.IndexOf("CF_SHYX")], row[item.IndexOf("CF_SXFL")]) = ("是", "一般");
            (row[item.IndexOf("CF_JDRQ")], row[item.IndexOf("CF_YXQ")], row[item.IndexOf("CF_GSJZQ")]) = ("2026-04-10", "2027-04-10", "2027-04-10");
            foreach (var column in free)
            {
                row[column] = Fitting(text, ((TextField)item.Fields[column].Type).Longest) is { Length: > 0 } fits ? fits : "空";
            }

            return row;
        }).ToList();
        var address = await SubmitAsync(maker, item, rows);
        await site.DrainAsync();
        var id = address.Split('/')[^1];
        using (var approved = await reviewer.PostAsync($"/api/v1/submissions/{id}/approval", StaffSite.Json("{}")))
        {
            approved.EnsureSuccessStatusCode();
        }

        await site.DrainAsync();
        var counts = await StaffSite.GetAsync(maker, $"/api/v1/submissions/{id}");
        var entered = counts.GetProperty("entered").GetInt64();
        Assert.Equal(515, entered + counts.GetProperty("refused").GetInt64() + counts.GetProperty("held").GetInt64());
        Assert.True(entered > 450, $"Only {entered} rows were entered: {counts}");

        var code = item.Example[item.Roles[FieldRole.UnifiedCode]]!;
        var whole = await StaffSite.PageAsync(site.Nobody, $"/subjects/{code}?all=1");
        Assert.Equal([], NaughtyStrings.Injected(whole));
        var looked = 0;
        foreach (var record in (await StaffSite.GetAsync(site.Nobody, $"/api/v1/subjects/{code}/records")).GetProperty("items").EnumerateArray())
        {
            var page = await StaffSite.PageAsync(site.Nobody, $"/records/{record.GetProperty("id").GetString()}");
            Assert.Equal([], NaughtyStrings.Injected(page));
            var shown = NaughtyStrings.Shown(page);
            foreach (var field in record.GetProperty("fields").EnumerateArray().Where(field => free.Contains(item.IndexOf(field.GetProperty("code").GetString()!))))
            {
                Assert.Contains(NaughtyStrings.Seen(field.GetProperty("value").GetString()!), shown, StringComparison.Ordinal);
            }

            looked++;
        }

        Assert.Equal(entered, looked);
    }

    // Every row has its free texts from the list and one date that is none, so that it stands where rows are fixed.
    private static List<string?[]> Rows(CatalogueItem item, List<string> strings)
    {
        var free = FreeText(item);
        var texts = free.ToDictionary(column => column, column => NaughtyStrings.Packed(strings, ((TextField)item.Fields[column].Type).Longest));
        return [.. Enumerable.Range(0, texts.Values.Max(all => all.Count)).Select(n =>
        {
            string?[] row = [.. item.Example];
            foreach (var column in free)
            {
                row[column] = texts[column][n % texts[column].Count];
            }

            row[Dated(item)] = "二月三十";
            return row;
        })];
    }

    // The table of what is to be fixed, and each row with all its cells; drawn alike for every item.
    private static async Task<IEnumerable<string>> PagesOfAsync(HttpClient maker, string id)
    {
        var rows = await StaffSite.GetAsync(maker, $"/api/v1/submissions/{id}/rows?state=refused");
        Assert.Equal(System.Text.Json.JsonValueKind.Null, rows.GetProperty("cursor").ValueKind);
        return rows.GetProperty("items").EnumerateArray().Select(row => $"/work/submissions/{id}/rows/{row.GetProperty("row")}").Prepend($"/work/submissions/{id}");
    }

    private static string Fitting(string text, int longest) => NaughtyStrings.Packed([text], longest)[0];

    private static List<int> FreeText(CatalogueItem item) =>
        [.. Enumerable.Range(0, item.Fields.Length).Where(column => item.Fields[column].Type is TextField { Known: null })];

    private static int Dated(CatalogueItem item) => item.Fields.ToList().FindIndex(field => field.Type is DateField);

    private static async Task<string> SubmitAsync(HttpClient maker, CatalogueItem item, IEnumerable<string?[]> rows)
    {
        var text = new StringBuilder().AppendJoin(',', item.Fields.Select(f => CsvText.Quote(f.Code))).Append("\r\n");
        foreach (var row in rows)
        {
            text.AppendJoin(',', row.Take(item.Fields.Length).Select(CsvText.Quote)).Append("\r\n");
        }

        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(text.ToString()));
        content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        using var answer = await maker.PostAsync($"/api/v1/submissions/{item.Code}", content);
        Assert.True(answer.IsSuccessStatusCode, $"{item.Code}: {await answer.Content.ReadAsStringAsync()}");
        return answer.Headers.Location!.ToString();
    }
}
