using System.Text;
using System.Text.Json;
using Xinheng.Model.Collection;
using Xinheng.Platform.Collection;
using Xinheng.Platform.Tests.Collection.Reading;
using Xinheng.Testing;
using static Xinheng.Platform.Tests.Collection.Reading.WorkbookMaker;

namespace Xinheng.Platform.Tests.Collection;

/// <summary>Hostile and broken files handed in as any other: returned whole with the reason, or their bad rows refused, never an accident.</summary>
public sealed class FileRefusalTests(Intake intake) : IClassFixture<Intake>
{
    private readonly TestPlatform platform = intake.Platform;

    [Fact]
    public Task A_hundred_thousand_columns_are_returned() =>
        ReturnedAsync("file.too-many-columns", Utf8(string.Join(',', Enumerable.Range(0, 100_000).Select(i => $"c{i}")) + "\r\n1"));

    [Fact]
    public async Task An_unclosed_quote_returns_the_file_and_the_rows_before_it_do_not_stay()
    {
        var n = intake.Next();
        var csv = new PenaltyFile().Add(n, n).Add(n, n, row => row["CF_WSH"] = "").ToString() + "\"从此不再闭合,\r\n";

        var submission = await ReturnedAsync("file.unclosed-quote", Utf8(csv));

        Assert.Empty(await platform.KeptAsync(submission));
        Assert.Empty(await platform.Get<Submissions>().ProblemsAsync(submission.Key, default));
    }

    [Fact]
    public Task A_header_without_rows_is_returned() => ReturnedAsync("collection.no-rows", Utf8(new PenaltyFile().ToString()));

    [Fact]
    public async Task A_nul_in_a_cell_refuses_its_row_alone()
    {
        var (n, m) = (intake.Next(), intake.Next());
        var csv = new PenaltyFile().Add(n, n, row => row["CF_CFLB"] = "罚\0款").Add(m, m).ToString();

        var submission = await platform.SubmitAsync("CF_LP", csv);

        Assert.Equal((1, 0, 0, 0, 1), submission.Counts());
        Assert.Contains(await platform.ProblemsAsync(submission), p => p.Code == "row.nul");
    }

    [Fact]
    public async Task A_lone_surrogate_refuses_its_row_alone()
    {
        var (n, m) = (intake.Next(), intake.Next());
        var rows = JsonSerializer.Serialize(new[] { PenaltyFile.Row(n, n), PenaltyFile.Row(m, m) })
            .Replace(JsonSerializer.Serialize(PenaltyFile.Row(n, n)["CF_WSH"]), "\"\\ud800一号\"", StringComparison.Ordinal);

        var submission = await platform.SubmitAsync("CF_LP", Utf8(rows), SubmissionFormat.Json);

        Assert.Equal((1, 0, 0, 0, 1), submission.Counts());
        Assert.Contains(await platform.ProblemsAsync(submission), p => p.Code == "row.lone-surrogate");
    }

    [Fact]
    public async Task A_byte_order_mark_and_mixed_line_ends_are_read()
    {
        var (n, m) = (intake.Next(), intake.Next());
        var lines = new PenaltyFile().Add(n, n).Add(m, m).ToString().Split("\r\n");

        var submission = await platform.SubmitAsync("CF_LP", Utf8($"\uFEFF{lines[0]}\n{lines[1]}\r\n{lines[2]}\n\r\n"));

        Assert.Equal((2, 0, 0, 0, 0), submission.Counts());
    }

    [Fact]
    public async Task A_formula_in_a_workbook_refuses_its_row_alone()
    {
        var (n, m) = (intake.Next(), intake.Next());
        var formula = Sheet([PenaltyFile.Row(n, n), PenaltyFile.Row(m, m)],
            (row, code, place) => row == 2 && code == "CF_NR_FK" ? $"<c r=\"{place}\"><f>1/4</f><v>0.25</v></c>" : null);

        var submission = await platform.SubmitAsync("CF_LP", formula, SubmissionFormat.Xlsx);

        Assert.Equal((1, 0, 0, 0, 1), submission.Counts());
        Assert.Contains(await platform.ProblemsAsync(submission), p => p.Code == "row.formula");
    }

    [Fact]
    public Task Merged_cells_return_the_workbook() => ReturnedAsync("file.merged-cells",
        new WorkbookMaker().Sheet(SheetRows([PenaltyFile.Row(1, intake.Next()), PenaltyFile.Row(1, intake.Next())]),
            "<mergeCells count=\"1\"><mergeCell ref=\"A2:A3\"/></mergeCells>").Make(), SubmissionFormat.Xlsx);

    [Theory]
    [InlineData("", "46183")]
    [InlineData("<workbookPr date1904=\"1\"/>", "44721")]
    public async Task Dates_of_1900_and_of_1904_are_the_same_day(string properties, string serial)
    {
        var n = intake.Next();
        var rows = SheetRows([PenaltyFile.Row(n, n)], (row, code, place) => row == 2 && code == "CF_JDRQ" ? Number(place, serial, 1) : null);
        var book = new WorkbookMaker { Properties = properties }.Sheet(rows).Make();

        var submission = await platform.ApproveAsync(await platform.SubmitAsync("CF_LP", book, SubmissionFormat.Xlsx));

        Assert.Equal((1, 0, 0, 0, 0), submission.Counts());
        Assert.Equal(new DateOnly(2026, 6, 10), Assert.Single(await platform.PublicAsync(n)).DecidedOn);
    }

    [Fact]
    public Task A_document_type_definition_returns_the_workbook() => ReturnedAsync("file.broken-workbook",
        WorkbookMaker.Of(SheetRows([PenaltyFile.Row(1, 1)])).Part("xl/sharedStrings.xml",
            "<!DOCTYPE x [<!ENTITY b SYSTEM \"file:///etc/hostname\">]><sst><si><t>&b;</t></si></sst>").Make(), SubmissionFormat.Xlsx);

    [Fact]
    public async Task External_links_are_not_followed()
    {
        var n = intake.Next();
        var book = WorkbookMaker.Of(SheetRows([PenaltyFile.Row(n, n)]))
            .Part("xl/externalLinks/externalLink1.xml", "<externalLink/>")
            .Part("xl/externalLinks/_rels/externalLink1.xml.rels",
                "<Relationships><Relationship Id=\"r1\" Target=\"http://127.0.0.1:1/x.xlsx\" TargetMode=\"External\"/></Relationships>").Make();

        var submission = await platform.SubmitAsync("CF_LP", book, SubmissionFormat.Xlsx);

        Assert.Equal((1, 0, 0, 0, 0), submission.Counts());
    }

    [Fact]
    public Task A_zip_bomb_is_returned_while_it_unpacks() => ReturnedAsync("file.workbook-too-large",
        WorkbookMaker.Of(SheetRows([PenaltyFile.Row(1, intake.Next())]), string.Concat(Enumerable.Range(3, 60)
            .Select(i => Row(i, Text($"A{i}", "x")) + new string(' ', 1 << 20)))).Make(), SubmissionFormat.Xlsx);

    [Fact]
    public async Task A_key_given_twice_in_a_json_row_refuses_the_row()
    {
        var n = intake.Next();
        var row = JsonSerializer.Serialize(PenaltyFile.Row(n, n));

        var submission = await platform.SubmitAsync("CF_LP", Utf8($"[{row[..^1]},\"CF_WSH\":\"另一号\"}}]"), SubmissionFormat.Json);

        Assert.Equal((0, 0, 0, 0, 1), submission.Counts());
        Assert.Contains(await platform.ProblemsAsync(submission), p => p.Code == "row.duplicate-key");
    }

    [Fact]
    public Task Json_a_hundred_thousand_levels_deep_is_returned() =>
        ReturnedAsync("file.too-deep", Utf8(new string('[', 100_000) + new string(']', 100_000)), SubmissionFormat.Json);

    [Theory]
    [InlineData("1e999999999")]
    [InlineData("99999999999999999999999999999999999999")]
    public async Task A_huge_number_in_json_is_refused_as_an_amount(string number)
    {
        var n = intake.Next();
        var row = JsonSerializer.Serialize(PenaltyFile.Row(n, n)).Replace("\"CF_NR_FK\":\"0.25\"", "\"CF_NR_FK\":" + number, StringComparison.Ordinal);

        var submission = await platform.SubmitAsync("CF_LP", Utf8($"[{row}]"), SubmissionFormat.Json);

        Assert.Equal((0, 0, 0, 0, 1), submission.Counts());
        Assert.Contains(await platform.ProblemsAsync(submission), p => p.Field == "CF_NR_FK");
    }

    [Fact]
    public async Task A_file_with_the_headers_of_the_old_edition_is_read_and_its_rows_say_what_they_lack()
    {
        var n = intake.Next();
        var good = PenaltyFile.Row(n, n);
        var file = new TableFile().Add(new Dictionary<string, string>
        {
            ["CF_WSH"] = good["CF_WSH"], ["CF_CFMC"] = "经营超过保质期的食品", ["CF_CFLB1"] = "罚款", ["CF_SY"] = good["CF_SY"],
            ["CF_YJ"] = good["CF_YJ"], ["CF_XDR_MC"] = good["CF_XDR_MC"], ["CF_XDR_SHXYM"] = good["CF_XDR_SHXYM"],
            ["CF_XDR_ZDM"] = "", ["CF_XDR_GSDJ"] = "", ["CF_XDR_SWDJ"] = "", ["CF_FR"] = "张示例", ["CF_JG"] = good["CF_NR"],
            ["CF_JDRQ"] = "20260610", ["CF_XZJG"] = good["CF_CFJG"], ["CF_ZT"] = "0", ["DFBM"] = "990100", ["SJC"] = "2026-06-10 08:00:00",
            ["BZ"] = "", ["CF_SYFW"] = "0", ["CF_SXYZCD"] = "1", ["CF_GSJZQ"] = "2027-06-10",
        });

        var submission = await platform.SubmitAsync("CF_LP", file.Csv());

        Assert.Equal((0, 0, 0, 0, 1), submission.Counts());
        var missing = (await platform.ProblemsAsync(submission)).Where(p => p.Code == "field.missing").Select(p => p.Field);
        Assert.Superset(
            new HashSet<string?> { "CF_CXLB", "CF_SXFL", "CF_SHYX", "CF_CFJGDM", "CF_XDR_LB", "CF_NR_FK" }, missing.ToHashSet());
        Assert.DoesNotContain("CF_CFLB", missing);
    }

    private async Task<Submission> ReturnedAsync(string code, byte[] bytes, SubmissionFormat format = SubmissionFormat.Csv)
    {
        var submission = await platform.SubmitAsync("CF_LP", bytes, format);

        Assert.Equal(SubmissionState.Returned, submission.Where);
        Assert.Contains($"\"{code}\"", submission.Fault, StringComparison.Ordinal);
        Assert.Equal((0, 0, 0, 0, 0), submission.Counts());
        return submission;
    }

    private static byte[] Sheet(IReadOnlyList<Dictionary<string, string>> rows, Func<int, string, string, string?>? other = null) =>
        WorkbookMaker.Of(SheetRows(rows, other)).Make();

    private static string SheetRows(IReadOnlyList<Dictionary<string, string>> rows, Func<int, string, string, string?>? other = null)
    {
        var columns = rows[0].Keys.ToList();
        var sheet = new StringBuilder(Row(1, [.. columns.Select((c, i) => Text(Place(i, 1), c))]));
        for (var r = 0; r < rows.Count; r++)
        {
            var line = r + 2;
            sheet.Append(Row(line, [.. columns.Select((c, i) => other?.Invoke(line, c, Place(i, line)) ?? Text(Place(i, line), rows[r][c]))]));
        }

        return sheet.ToString();
    }

    private static string Place(int column, int row) =>
        $"{(column < 26 ? "" : "A")}{(char)('A' + (column % 26))}{row}";

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
