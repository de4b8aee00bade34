using System.Text;
using Xinheng.Model.Collection;
using Xinheng.Platform.Collection.Reading;

namespace Xinheng.Platform.Tests.Collection.Reading;

public class CsvReaderTests
{
    [Fact]
    public async Task A_file_with_a_byte_order_mark_and_Chinese_names_is_read()
    {
        var read = await Reading.CsvAsync("\uFEFF行政相对人名称,处罚金额\r\n某某商贸有限公司,0.5\r\n");

        Assert.Equal(["行政相对人名称", "处罚金额"], read.Columns);
        Assert.Equal(["某某商贸有限公司", "0.5"], Assert.Single(read.Rows).Values.AsEnumerable());
        Assert.Null(read.Fault);
    }

    [Fact]
    public async Task Rows_are_counted_as_a_clerk_counts_and_lines_as_an_editor_does()
    {
        var read = await Reading.CsvAsync("a,b\r\n1,\"two\r\nlines\"\r3,4\n\n5,6\n,\n\n");

        Assert.Equal([(1, 2), (2, 4), (3, 6)], read.Rows.Select(row => ((int)row.Number, (int)row.Line)));
        Assert.Equal("two\r\nlines", read.Rows[0].Values[1]);
    }

    [Fact]
    public async Task Tabs_separate_when_the_header_has_more_of_them()
    {
        var read = await Reading.CsvAsync("a\tb, c\td\n1\t2,3\t4\n");

        Assert.Equal(["a", "b, c", "d"], read.Columns);
        Assert.Equal(["1", "2,3", "4"], read.Rows[0].Values.AsEnumerable());
    }

    [Fact]
    public async Task The_first_line_by_which_Excel_names_its_separator_is_no_header()
    {
        var read = await Reading.CsvAsync("sep=,\r\na,b\r\n1,2\r\n");

        Assert.Equal(["a", "b"], read.Columns);
        Assert.Equal(3, read.Rows[0].Line);
    }

    [Fact]
    public async Task Nothing_written_is_null_and_an_empty_pair_of_quotes_is_an_empty_text()
    {
        var read = await Reading.CsvAsync("a,b,c\n,\"\",x\n");

        Assert.Equal([null, "", "x"], read.Rows[0].Values.AsEnumerable());
    }

    [Fact]
    public async Task Columns_without_a_name_at_the_end_are_left_out_as_long_as_they_are_empty()
    {
        var read = await Reading.CsvAsync("a,b,,\n1,2,,\n3,4,5,\n");

        Assert.Equal(["a", "b"], read.Columns);
        Assert.True(read.Rows[0].IsReadable);
        Assert.Equal("row.too-many-cells", read.Rows[1].Fault!.Code);
    }

    [Theory]
    [InlineData("1\n", "row.too-few-cells")]
    [InlineData("1,2,3\n", "row.too-many-cells")]
    [InlineData("\"1\"x,2\n", "row.text-after-quote")]
    [InlineData("1,\0\n", "row.nul")]
    public async Task A_bad_row_is_told_and_the_next_one_read(string row, string code)
    {
        var read = await Reading.CsvAsync("a,b\n" + row + "3,4\n");

        Assert.Equal(code, read.Rows[0].Fault!.Code);
        Assert.Equal(["3", "4"], read.Rows[1].Values.AsEnumerable());
        Assert.True(read.Rows[1].IsReadable);
        Assert.Null(read.Fault);
    }

    [Fact]
    public async Task Malformed_UTF8_refuses_its_row_and_names_the_byte()
    {
        byte[] bytes = [.. "名称,b\n某公司,2\n某"u8, 0xE5, 0x85, .. "司,4\n丙公司,6\n"u8];

        var read = await Reading.CsvAsync(bytes);

        var fault = read.Rows[1].Fault!;
        Assert.Equal(("row.malformed-bytes", 0, 24L), (fault.Code, fault.Column, fault.Offset));
        Assert.Equal([null, "4"], read.Rows[1].Values.AsEnumerable());
        Assert.Equal(["丙公司", "6"], read.Rows[2].Values.AsEnumerable());
    }

    [Theory]
    [InlineData("x,", 6)]
    [InlineData("x,\"", 7)]
    [InlineData("x,a\"\"", 9)]
    [InlineData("x,\"a\"\"\"\"", 12)]
    public async Task The_byte_is_named_as_it_stands_in_the_file(string before, long offset)
    {
        var end = before.Contains(",\"", StringComparison.Ordinal) ? "\"\n"u8 : "\n"u8;
        var read = await Reading.CsvAsync([.. "a,b\n"u8, .. Encoding.UTF8.GetBytes(before), 0xFF, .. end]);

        Assert.Equal(("row.malformed-bytes", offset), (read.Rows[0].Fault!.Code, read.Rows[0].Fault!.Offset));
    }

    [Fact]
    public async Task All_that_is_wrong_with_a_row_is_told()
    {
        var read = await Reading.CsvAsync([.. "甲,乙,丙\n"u8, 0xFF, .. ",\"x\"y,z,1\n"u8]);

        Assert.Equal(
            ["row.malformed-bytes", "row.text-after-quote", "row.too-many-cells"],
            read.Rows[0].Faults.Select(fault => fault.Code));
    }

    [Fact]
    public async Task A_long_cell_and_a_long_row_are_refused_and_the_rest_is_read()
    {
        var cell = new string('x', (64 << 10) + 1);
        var row = string.Concat(Enumerable.Repeat("\"" + new string('y', 60_000) + "\n\"\"\",", 100));

        var read = await Reading.CsvAsync($"a,b\n{cell},1\n{row}\n5,6\n");

        Assert.Equal(["row.cell-too-long", "row.too-long", null], read.Rows.Select(r => r.Fault?.Code));
        Assert.Equal(["5", "6"], read.Rows[2].Values.AsEnumerable());
        Assert.Equal(104, read.Rows[2].Line);
    }

    [Fact]
    public async Task A_quote_that_never_closes_refuses_the_file_and_names_the_line()
    {
        var read = await Reading.CsvAsync("a,b\n1,2\n3,\"4\n5,6\n");

        Assert.Equal("file.unclosed-quote", read.Fault!.Code);
        Assert.Equal((1L, 3L, 10L), (read.Fault.RowsRead, read.Fault.Line, read.Fault.Offset));
    }

    [Fact]
    public async Task A_quote_that_stays_open_for_megabytes_is_held_in_little_memory()
    {
        var stream = new RepeatingStream("a,b\n1,\""u8.ToArray(), "text,\r\n"u8.ToArray(), 40 << 20);

        var read = await Reading.OfAsync(stream, SubmissionFormat.Csv);

        Assert.Equal("file.unclosed-quote", read.Fault!.Code);
        Assert.Equal(2, read.Fault.Line);
        Assert.Empty(read.Rows);
    }

    [Theory]
    [InlineData("", "file.no-header")]
    [InlineData("\uFEFF\r\n\r\n", "file.no-header")]
    [InlineData("a,a\n1,2\n", "file.duplicate-column")]
    [InlineData("a,,b\n1,2,3\n", "file.blank-column")]
    [InlineData("某某,13900000000\n1,2\n", "file.no-header")]
    [InlineData("a;b\n1;2\n", "file.wrong-delimiter")]
    [InlineData("sep=;\na;b\n", "file.wrong-delimiter")]
    [InlineData("a,\"b\n1,2", "file.unclosed-quote")]
    [InlineData("a,\"b\"x\n1,2", "file.header-unreadable")]
    [InlineData("PK\u0003\u0004", "file.wrong-format")]
    public async Task A_file_without_a_usable_header_is_refused(string text, string code)
    {
        var refusal = await Reading.RefusedAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), SubmissionFormat.Csv);

        Assert.Equal(code, refusal.Code);
        Assert.DoesNotContain("13900000000", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hundred_thousand_columns_are_refused_before_the_line_has_ended()
    {
        var stream = new RepeatingStream([], "c,"u8.ToArray(), long.MaxValue);

        var refusal = await Reading.RefusedAsync(stream, SubmissionFormat.Csv);

        Assert.Equal("file.too-many-columns", refusal.Code);
    }

    [Fact]
    public async Task A_header_that_never_ends_is_refused()
    {
        var stream = new RepeatingStream([], "c"u8.ToArray(), long.MaxValue);

        Assert.Equal("file.header-too-long", (await Reading.RefusedAsync(stream, SubmissionFormat.Csv)).Code);
    }

    [Fact]
    public async Task Rows_far_wider_than_the_header_are_refused_one_by_one()
    {
        var read = await Reading.CsvAsync("a,b\n" + new string(',', 100_000) + "x\n1,2\n");

        Assert.Equal("row.too-many-cells", read.Rows[0].Fault!.Code);
        Assert.Equal(2, read.Rows[0].Values.Length);
        Assert.Equal(["1", "2"], read.Rows[1].Values.AsEnumerable());
    }

    [Fact]
    public async Task Asking_for_the_verdict_before_the_end_is_a_bug()
    {
        var opened = await RowReaders.OpenAsync(
            new MemoryStream("a\n1\n"u8.ToArray()), SubmissionFormat.Csv, ReadingLimits.Default, default);
        await using var reader = opened.Value;

        Assert.Throws<InvalidOperationException>(() => reader.Fault);
    }

    [Fact]
    public async Task Equal_texts_of_a_column_are_one_string()
    {
        var read = await Reading.CsvAsync("a,b\n某某局,1\n某某局,1\n");

        Assert.Same(read.Rows[0].Values[0], read.Rows[1].Values[0]);
    }

    [Fact]
    public async Task Rows_handed_on_are_not_held_however_long_the_file()
    {
        var stream = new RepeatingStream(
            "name,code,text\n"u8.ToArray(), "某某商贸有限公司,99XX,\"a, b\"\n乙公司,,\"y\n\"\n"u8.ToArray(), 64 << 20);
        var opened = await RowReaders.OpenAsync(stream, SubmissionFormat.Csv, ReadingLimits.Default, default);
        await using var reader = opened.Value;

        // Looked at by what is still held, not by the heap: other tests run beside this one.
        var (rows, samples) = (0L, new List<WeakReference>());
        await foreach (var row in reader.ReadAsync(default))
        {
            if (++rows % 1_000 == 0)
            {
                samples.Add(new WeakReference(row.Values));
            }
        }

        GC.Collect();
        Assert.True(rows > 1_000_000);
        Assert.InRange(samples.Count(sample => sample.IsAlive), 0, samples.Count / 100);
    }
}
