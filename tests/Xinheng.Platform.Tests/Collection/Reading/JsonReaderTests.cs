using System.Text;
using Xinheng.Model.Collection;

namespace Xinheng.Platform.Tests.Collection.Reading;

public class JsonReaderTests
{
    [Theory]
    [InlineData("""[{"名称":"某公司","金额":0.50},{"金额":null,"公开":true}]""")]
    [InlineData("""{"rows":[{"名称":"某公司","金额":0.50},{"金额":null,"公开":true}]}""")]
    [InlineData("""  { "rows" : [ {"名称":"某公司","金额":0.50} , {"金额":null,"公开":true} ] } """)]
    public async Task An_array_of_objects_is_read_bare_or_under_rows(string json)
    {
        var read = await JsonAsync(json);

        Assert.Equal(["名称", "金额", "公开"], read.Columns);
        Assert.Equal(["某公司", "0.50"], read.Rows[0].Values.AsEnumerable());
        Assert.Equal([null, null, "true"], read.Rows[1].Values.AsEnumerable());
        Assert.Null(read.Rows[0].Value(2));
        Assert.Null(read.Fault);
    }

    [Fact]
    public async Task One_object_a_line_is_read_with_blank_lines_between()
    {
        var read = await NdJsonAsync("\uFEFF{\"a\":1}\r\n\r\n  {\"b\":\"x\",\"a\":2}  \n{\"a\":3}");

        Assert.Equal([(1L, 1L), (2L, 3L), (3L, 4L)], read.Rows.Select(row => (row.Number, row.Line)));
        Assert.Equal(["2", "x"], read.Rows[1].Values.AsEnumerable());
        Assert.Equal("3", read.Rows[2].Value(0));
    }

    [Fact]
    public async Task Numbers_stay_as_they_were_written()
    {
        var read = await JsonAsync("""[{"a":110101199001011234,"b":1.10,"c":1E400,"d":-0}]""");

        Assert.Equal(["110101199001011234", "1.10", "1E400", "-0"], read.Rows[0].Values.AsEnumerable());
    }

    [Theory]
    [InlineData("""{"a":{"b":1}}""", "row.nested-value")]
    [InlineData("""{"a":[1,2]}""", "row.nested-value")]
    [InlineData("""{"a":1,"a":1}""", "row.duplicate-key")]
    [InlineData("""{"a":1,"\u0061":2}""", "row.duplicate-key")]
    [InlineData("""{"a":"\ud800"}""", "row.lone-surrogate")]
    [InlineData("""{"a":"\udc00\ud800x"}""", "row.lone-surrogate")]
    [InlineData("""{"a":"x\u0000"}""", "row.nul")]
    [InlineData("""{"\ud800":"x"}""", "row.unreadable-key")]
    [InlineData("[1]", "row.not-an-object")]
    [InlineData("1", "row.not-an-object")]
    public async Task A_bad_row_is_told_and_the_next_one_read(string row, string code)
    {
        foreach (var read in new[]
        {
            await JsonAsync($$"""[{{row}},{"a":"后"}]"""), await NdJsonAsync($"{{\"a\":0}}\n{row}\n{{\"a\":\"后\"}}"),
        })
        {
            Assert.Null(read.Fault);
            Assert.Equal(code, read.Rows[^2].Fault!.Code);
            Assert.True(read.Rows[^1].IsReadable);
            Assert.Equal("后", read.Rows[^1].Values[read.Columns.ToList().IndexOf("a")]);
        }
    }

    [Fact]
    public async Task Malformed_UTF8_refuses_its_row_and_names_the_byte()
    {
        var read = await Reading.OfAsync(
            new MemoryStream([.. """[{"a":"x"""u8, 0xFF, .. "\"},{\"a\":\"y\"}]"u8]), SubmissionFormat.Json);

        Assert.Equal(("row.malformed-bytes", 8L), (read.Rows[0].Fault!.Code, read.Rows[0].Fault!.Offset));
        Assert.Equal("y", read.Rows[1].Values[0]);
    }

    [Theory]
    [InlineData("[{\"a\":1},\n{\"a\":}]", "file.broken-json")]
    [InlineData("[{\"a\":1},\n{\"a\":1}", "file.broken-json")]
    [InlineData("[{\"a\":1}\n] x", "file.broken-json")]
    [InlineData("", "file.broken-json")]
    [InlineData("{\"a\":1}", "file.json-shape")]
    [InlineData("{\"rows\":[],\"more\":1}", "file.json-shape")]
    [InlineData("{\"rows\":{}}", "file.json-shape")]
    [InlineData("1", "file.json-shape")]
    public async Task A_broken_document_is_refused_whole(string json, string code)
    {
        var read = await JsonAsync(json);

        Assert.Equal(code, read.Fault!.Code);
    }

    [Fact]
    public async Task The_line_of_the_break_is_named()
    {
        var read = await JsonAsync("[\n{\"a\":1},\n{\"a\":2},\n{\"a\":oops}]");

        Assert.Equal((4L, 2L), (read.Fault!.Line, read.Fault.RowsRead));
        Assert.Equal([2, 3], read.Rows.Select(row => row.Line));
        Assert.DoesNotContain("oops", read.Fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SubmissionFormat.Json, "[")]
    [InlineData(SubmissionFormat.Json, "{\"rows\":[{\"a\":")]
    [InlineData(SubmissionFormat.NdJson, "{\"a\":")]
    public async Task A_hundred_thousand_levels_are_refused(SubmissionFormat format, string start)
    {
        var deep = new MemoryStream(Encoding.UTF8.GetBytes(start + new string('[', 100_000) + "\n"));

        var read = await Reading.OfAsync(deep, format);

        Assert.Equal("file.too-deep", read.Fault!.Code);
    }

    [Fact]
    public async Task A_hundred_thousand_columns_are_refused()
    {
        var row = "{" + string.Join(',', Enumerable.Range(0, 100_000).Select(i => $"\"c{i}\":1")) + "}";

        Assert.Equal("file.too-many-columns", (await JsonAsync($"[{row}]")).Fault!.Code);
        Assert.Equal("row.too-long", (await NdJsonAsync(row)).Rows[0].Fault!.Code);
    }

    [Fact]
    public async Task A_text_without_end_is_refused_in_little_memory()
    {
        var text = "x"u8.ToArray();

        var json = await Reading.OfAsync(new RepeatingStream("[{\"a\":\""u8.ToArray(), text, 64 << 20), SubmissionFormat.Json);
        var lines = await Reading.OfAsync(new RepeatingStream("{\"a\":\""u8.ToArray(), text, 64 << 20), SubmissionFormat.NdJson);

        Assert.Equal("file.row-too-long", json.Fault!.Code);
        Assert.Equal("row.too-long", Assert.Single(lines.Rows).Fault!.Code);
    }

    [Fact]
    public async Task A_long_value_is_refused_and_the_rest_is_read()
    {
        var long1 = new string('x', (64 << 10) + 1);
        var read = await JsonAsync($$"""[{"a":"{{long1}}","b":1},{"a":"{{long1}}\n","b":2},{"a":"y","b":3}]""");

        Assert.Equal(["row.cell-too-long", "row.cell-too-long", null], read.Rows.Select(row => row.Fault?.Code));
        Assert.Equal(["y", "3"], read.Rows[2].Values.AsEnumerable());
    }

    [Fact]
    public async Task Lines_that_are_no_JSON_end_the_reading_before_they_cost_much()
    {
        var read = await Reading.OfAsync(new RepeatingStream("{\"a\":1}\n"u8.ToArray(), "x\n"u8.ToArray(), 1 << 20), SubmissionFormat.NdJson);

        Assert.Equal("file.not-ndjson", read.Fault!.Code);
        Assert.Equal("row.broken-json", read.Rows[1].Fault!.Code);
        Assert.Equal(1_001, read.Fault.RowsRead);
    }

    [Theory]
    [InlineData(SubmissionFormat.Json)]
    [InlineData(SubmissionFormat.NdJson)]
    public async Task Rows_are_read_wherever_a_piece_or_the_window_ends(SubmissionFormat format)
    {
        var objects = Enumerable.Range(0, 9_000).Select(i =>
            $"{{ \"编号\": {i}, \"文字\":\"{new string('某', i % 29)}\\u67d0\\\"\", \"空\" : null }}");
        var text = format == SubmissionFormat.Json
            ? "[\n" + string.Join(",\n", objects) + "\n]"
            : string.Join('\n', objects);

        foreach (var seed in Enumerable.Range(0, 3))
        {
            var read = await Reading.OfAsync(new DripStream(Encoding.UTF8.GetBytes(new string(' ', seed) + text), seed), format);

            Assert.Null(read.Fault);
            Assert.Equal(9_000, read.Rows.Count);
            Assert.All(read.Rows, (row, i) =>
            {
                Assert.Equal([$"{i}", new string('某', (i % 29) + 1) + "\"", null], row.Values.AsEnumerable());
                Assert.Equal(i + (format == SubmissionFormat.Json ? 2 : 1), row.Line);
            });
        }
    }

    private static Task<Reading> JsonAsync(string text) =>
        Reading.OfAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), SubmissionFormat.Json);

    private static Task<Reading> NdJsonAsync(string text) =>
        Reading.OfAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), SubmissionFormat.NdJson);
}
