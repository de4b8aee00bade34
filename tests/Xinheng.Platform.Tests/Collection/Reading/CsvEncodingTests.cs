using System.Text;

namespace Xinheng.Platform.Tests.Collection.Reading;

public class CsvEncodingTests
{
    private static readonly Encoding Gb = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;

    [Fact]
    public async Task Gb18030_is_recognised_even_when_the_first_megabyte_is_ASCII()
    {
        var ascii = string.Concat(Enumerable.Repeat("1,99XX\n", 150_000));

        var read = await Reading.CsvAsync(Gb.GetBytes("a,b\n" + ascii + "某某市市场监督管理局,镕㐀𠮷\n"));

        Assert.Equal(["某某市市场监督管理局", "镕㐀𠮷"], read.Rows[^1].Values.AsEnumerable());
    }

    [Fact]
    public async Task One_damaged_character_does_not_turn_a_UTF8_file_into_another_script()
    {
        var bytes = Encoding.UTF8.GetBytes("行政相对人名称,处罚机关\n某某商贸有限公司,某某市市场监督管理局\n乙公司,某局\n");
        bytes[^3] = (byte)'?';

        var read = await Reading.CsvAsync(bytes);

        Assert.Equal("行政相对人名称", read.Columns[0]);
        Assert.True(read.Rows[0].IsReadable);
        Assert.Equal("row.malformed-bytes", read.Rows[1].Fault!.Code);
    }

    [Fact]
    public async Task A_mark_declares_either_encoding()
    {
        var utf8 = await Reading.CsvAsync([0xEF, 0xBB, 0xBF, .. "名\n甲\n"u8]);
        var gb = await Reading.CsvAsync([0x84, 0x31, 0x95, 0x33, .. Gb.GetBytes("名\n甲\n")]);

        Assert.Equal("名甲", utf8.Columns[0] + utf8.Rows[0].Values[0]);
        Assert.Equal("名甲", gb.Columns[0] + gb.Rows[0].Values[0]);
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public async Task Utf16_is_refused_with_advice(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        var bytes = encoding.GetPreamble().Concat(encoding.GetBytes("名称\n甲\n")).ToArray();

        Assert.Equal("file.unknown-encoding", await Reading.FaultAsync(bytes, Model.Collection.SubmissionFormat.Csv));
    }

    [Fact]
    public async Task Text_in_neither_encoding_is_refused_at_the_start_or_where_it_turns_up()
    {
        var latin = Encoding.Latin1.GetBytes(string.Concat(Enumerable.Repeat("é,ü,\u00FF\n", 20)));
        var ascii = Encoding.ASCII.GetBytes("a,b,c\n" + string.Concat(Enumerable.Repeat("1,2,3\n", 100_000)));

        var late = await Reading.CsvAsync([.. ascii, .. latin]);

        Assert.Equal("file.unknown-encoding", await Reading.FaultAsync(latin, Model.Collection.SubmissionFormat.Csv));
        Assert.Equal("file.unknown-encoding", late.Fault!.Code);
        Assert.Equal(ascii.Length, late.Fault.Offset);
        Assert.True(late.Rows.Count > 0 && late.Rows.Count == late.Fault.RowsRead);
    }

    [Fact]
    public async Task Every_character_is_read_from_Gb18030_as_the_framework_writes_it()
    {
        // Where the framework still follows the edition of 2000: 18 private characters, and one that changed places.
        var known = Enumerable.Range(0x80, 0x10FFFF - 0x7F)
            .Where(c => c is not (>= 0xD800 and <= 0xDFFF) and not (>= 0xE78D and <= 0xE796) and not 0x1E3F and not 0xE7C7 and
                not (0xE81E or 0xE826 or 0xE82B or 0xE82C or 0xE832 or 0xE843 or 0xE854 or 0xE864))
            .Chunk(4_000).Select(chunk => string.Concat(chunk.Select(char.ConvertFromUtf32))).ToList();

        var read = await Reading.CsvAsync([0x84, 0x31, 0x95, 0x33, .. Gb.GetBytes("字\n" + string.Join('\n', known) + "\n")]);

        Assert.Equal(known, read.Rows.Select(row => row.Values[0]));
    }

    [Fact]
    public async Task Characters_that_later_editions_moved_are_read_as_the_standard_now_has_them()
    {
        byte[] bytes =
        [
            0x84, 0x31, 0x95, 0x33, .. "a,b\n"u8,
            0xA6, 0xD9, 0xA6, 0xF3, 0xFE, 0x59, 0xFE, 0xA0, 0xA8, 0xBC, .. ","u8, 0x81, 0x35, 0xF4, 0x37, .. "\n"u8,
        ];

        var read = await Reading.CsvAsync(bytes);

        Assert.Equal(["\uFE10\uFE19\u9FB4\u9FBB\u1E3F", "\uE7C7"], read.Rows[0].Values.AsEnumerable());
    }
}
