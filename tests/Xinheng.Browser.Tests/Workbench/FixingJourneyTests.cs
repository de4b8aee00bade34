using System.Globalization;
using Microsoft.Playwright;
using Xinheng.Browser.Tests.Personas;
using Xinheng.Testing;

namespace Xinheng.Browser.Tests.Workbench;

/// <summary>小李's hour: a block from a spreadsheet, twenty bad rows, each put right in one step with the keyboard alone.</summary>
public sealed class FixingJourneyTests(Site site)
{
    private const int BadRows = 20;

    [Theory, MemberData(nameof(Sizes.Both), MemberType = typeof(Sizes))]
    public async Task Twenty_bad_rows_of_a_pasted_block_are_fixed_each_in_one_step_without_sending_the_file_again(int width)
    {
        await using var maker = await site.VisitAsync(width);
        await PasteAsync(maker, first: 30_000 + width);
        await Assertions.Expect(maker.Page.Locator(".badge-x").First).ToContainTextAsync("还没有送审", new() { Timeout = 30_000 });
        await Assertions.Expect(maker.Page.Locator("#rows-title")).ToContainTextAsync($"{BadRows} 行");

        await maker.TabToAsync(maker.Page.Locator("#r1-CF_JDRQ"));
        for (var row = 1; row <= BadRows; row++)
        {
            await FixAsync(maker, row);
            await Assertions.Expect(maker.Page.Locator($"#row-{row}.mended")).ToHaveCountAsync(1);
            if (row < BadRows)
            {
                // The keyboard is in the next wrong cell already.
                await Assertions.Expect(maker.Page.Locator($"#r{row + 1}-{FieldOf(row + 1)}")).ToBeFocusedAsync();
            }
        }

        Assert.Equal(1, Posts(maker, "/work/upload"));
        Assert.Equal(BadRows, maker.Requests.Count(request => request.Method == "POST" && request.Url.Contains("/fixes?", StringComparison.Ordinal)));
        await maker.PressAsync("送审");
        await Assertions.Expect(maker.Page.Locator(".badge-x").First).ToContainTextAsync("等待审核", new() { Timeout = 30_000 });
        Assert.Equal("21", await maker.Page.Locator(".sums .whole dd").InnerTextAsync());
        Assert.Equal("21", await maker.Page.Locator(".sums .good dd").First.InnerTextAsync());
        maker.AssertQuiet();
    }

    [Theory, MemberData(nameof(Sizes.Both), MemberType = typeof(Sizes))]
    public async Task All_fixes_of_a_page_are_saved_together_without_script(int width)
    {
        await using var maker = await site.VisitAsync(width, script: false);
        await PasteAsync(maker, first: 40_000 + width);
        await Assertions.Expect(maker.Page.Locator(".badge-x").First).ToContainTextAsync("还没有送审", new() { Timeout = 30_000 });

        foreach (var row in Enumerable.Range(1, BadRows).Where(row => FieldOf(row) == "CF_JDRQ"))
        {
            await maker.Page.Locator($"#r{row}-CF_JDRQ").FillAsync("2026-06-10");
        }

        await maker.Page.GetByRole(AriaRole.Button, new() { Name = "保存改动", Exact = true }).ClickAsync();

        var mended = Enumerable.Range(1, BadRows).Count(row => FieldOf(row) == "CF_JDRQ");
        await Assertions.Expect(maker.Page.Locator(".fix.mended")).ToHaveCountAsync(mended);
        await Assertions.Expect(maker.Page.Locator(".saved")).ToContainTextAsync($"保存了 {mended} 行");
        Assert.Equal(1, Posts(maker, "/work/upload"));
        maker.AssertQuiet();
    }

    [Theory, MemberData(nameof(Sizes.AndScript), MemberType = typeof(Sizes))]
    public async Task A_block_without_names_is_laid_over_the_items_columns_and_what_is_guessed_is_shown(int width, bool script)
    {
        await using var maker = await site.VisitAsync(width, script);
        await maker.SignInAsync("maker");
        await maker.GoAsync("/work/submit?item=CF_LP");
        var number = 50_000 + width + (script ? 1 : 0);
        var whole = new PenaltyFile().Add(number, number).ToString();
        await maker.Page.Locator("#pasted").FillAsync(whole[(whole.IndexOf('\n', StringComparison.Ordinal) + 1)..].Replace(',', '\t'));
        await maker.Page.GetByRole(AriaRole.Button, new() { Name = "核验粘贴的内容" }).ClickAsync();

        // The first visit is asked; for the others the body has said it before.
        if (new Uri(maker.Page.Url).AbsolutePath.EndsWith("/columns", StringComparison.Ordinal))
        {
            Assert.Contains("内容是统一社会信用代码", await maker.Page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
            string[] codes = [.. whole.Split("\r\n")[0].Split(',')];
            for (var i = 0; i < codes.Length; i++)
            {
                await maker.Page.Locator(string.Create(CultureInfo.InvariantCulture, $"#column-{i}")).SelectOptionAsync(codes[i]);
            }

            await maker.Page.GetByRole(AriaRole.Button, new() { Name = "就这样，开始核验" }).ClickAsync();
        }

        await Assertions.Expect(maker.Page.Locator(".badge-x").First).ToContainTextAsync("还没有送审", new() { Timeout = 30_000 });
        await maker.SeesAsync("公众将看到", $"云市监罚〔2026〕{number}号");
        maker.AssertQuiet();
    }

    [Theory, MemberData(nameof(Sizes.Both), MemberType = typeof(Sizes))]
    public async Task A_record_is_typed_and_what_is_missing_is_said_beside_the_field(int width)
    {
        await using var maker = await site.VisitAsync(width);
        await maker.SignInAsync("maker");
        await maker.GoAsync("/work/submit?item=CF_LP");
        await maker.Page.Locator(".typed > summary").ClickAsync();
        var row = PenaltyFile.Row(60_000 + width, 60_000 + width);
        foreach (var (code, value) in row.Where(cell => cell.Key is not ("CF_CFLB" or "CF_JDRQ")))
        {
            var field = maker.Page.Locator($"#v-{code}");
            if (await field.EvaluateAsync<string>("field => field.tagName") == "SELECT")
            {
                // The list says the national table's words, the file a looser one.
                var word = await field.EvaluateAsync<string>("(field, value) => [...field.options].find(o => o.text.slice(0, 2) === value.slice(0, 2))?.text ?? ''", value);
                await field.SelectOptionAsync(new SelectOptionValue { Label = word });
            }
            else if (await field.IsVisibleAsync())
            {
                await field.FillAsync(value);
            }
        }

        foreach (var kind in row["CF_CFLB"].Split(';'))
        {
            await maker.Page.Locator("#v-CF_CFLB").GetByLabel(kind).CheckAsync();
        }

        maker.AssertQuiet();
        await maker.Page.GetByRole(AriaRole.Button, new() { Name = "核验这一条" }).ClickAsync();
        await maker.Page.Locator(".error-summary a[href='#v-CF_JDRQ']").ClickAsync();
        Assert.Equal("v-CF_JDRQ", await maker.Page.EvaluateAsync<string>("document.activeElement.id"));
        await maker.Page.Locator("#v-CF_JDRQ").FillAsync("20260610");
        await maker.Page.Locator("#v-CF_NR_WFFF").FillAsync("0.01");
        await maker.Page.GetByRole(AriaRole.Button, new() { Name = "核验这一条" }).ClickAsync();

        await Assertions.Expect(maker.Page.Locator(".badge-x").First).ToContainTextAsync("还没有送审", new() { Timeout = 30_000 });
        await maker.SeesAsync("公众将看到", row["CF_WSH"]);
    }

    private static async Task PasteAsync(Visit maker, int first)
    {
        await maker.SignInAsync("maker");
        await maker.ByMenuAsync("报送数据", "/work/submit");
        await maker.GoAsync("/work/submit?item=CF_LP");
        await maker.TabToAsync(maker.Page.Locator("#pasted"));
        await maker.Page.Keyboard.InsertTextAsync(Block(first));
        await maker.PressAsync("核验粘贴的内容");
    }

    // One good row after the bad ones, so that there is something to look at from the start.
    private static string Block(int first)
    {
        var file = new PenaltyFile(chineseHeaders: true);
        for (var row = 1; row <= BadRows; row++)
        {
            var (number, field) = (first + row, FieldOf(row));
            file.Add(number, number, cells => cells[field] = field switch
            {
                "CF_JDRQ" => "去年六月",
                "CF_XDR_SHXYM" => PenaltyFile.Code(number)[..17] + (PenaltyFile.Code(number)[17] == '1' ? '2' : '1'),
                _ => "",
            });
        }

        return file.Add(first, first).ToString().Replace(',', '\t');
    }

    private static string FieldOf(int row) => (row % 3) switch { 1 => "CF_JDRQ", 2 => "CF_XDR_SHXYM", _ => "CF_FRDB" };

    private static async Task FixAsync(Visit maker, int row)
    {
        switch (FieldOf(row))
        {
            case "CF_XDR_SHXYM":
                await maker.TabToAsync(maker.Page.Locator($"#row-{row} .btn-offer"));
                break;
            case var field:
                await maker.Page.Keyboard.PressAsync("Control+A");
                await maker.Page.Keyboard.TypeAsync(field == "CF_JDRQ" ? "2026-06-10" : "张示例");
                break;
        }

        await maker.Page.Keyboard.PressAsync("Enter");
    }

    private static int Posts(Visit maker, string path) =>
        maker.Requests.Count(request => request.Method == "POST" && new Uri(request.Url).AbsolutePath == path);
}
