using System.Text;
using System.Text.Json;
using Xinheng.Platform.Collection.Reading;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.Collection.Reading;

public class CsvConformanceTests
{
    [Fact]
    public async Task Csv_spectrum_is_read_as_it_expects()
    {
        var cases = Conformance.Read("csv/csv-spectrum.json").GetProperty("cases").EnumerateArray().ToList();

        foreach (var (file, bytes, expected) in cases.Select(c => (
            c.GetProperty("file").GetString(), c.Bytes(), c.GetProperty("expected"))))
        {
            // Its expectation is of another file: a header without rows cannot give these values. Pinned by itself below.
            if (expected.ValueKind != JsonValueKind.Array)
            {
                Assert.Equal("location_coordinates.csv", file);
                continue;
            }

            var read = await Reading.CsvAsync(bytes);

            Assert.True(read.Fault is null && read.Rows.All(row => row.IsReadable), file);
            Assert.Equal(
                expected.EnumerateArray().Select(row => string.Join('|', row.EnumerateObject().Select(p => $"{p.Name}={p.Value}"))),
                read.Values.Select(row => string.Join('|', read.Columns.Zip(row, (name, value) => $"{name}={value}"))));
        }

        Assert.Equal(12, cases.Count);
    }

    [Fact]
    public async Task Quotes_inside_an_unquoted_cell_are_its_text()
    {
        var read = await Reading.CsvAsync("Phone,Location\n2095257564,37\uFFFD36'37.8\"N 121\uFFFD2'17.9\"W\n");

        Assert.Equal("37\uFFFD36'37.8\"N 121\uFFFD2'17.9\"W", read.Rows[0].Values[1]);
    }

    [Fact]
    public async Task Gb18030_characters_of_the_standard_are_read()
    {
        foreach (var c in Conformance.Read("text/gb18030.json").GetProperty("encode").EnumerateArray())
        {
            var read = await Reading.CsvAsync([.. GbHeader, .. Convert.FromHexString(c.GetProperty("bytes").GetString()!), .. ",1\n"u8]);

            Assert.Equal(c.GetProperty("char").GetString(), read.Rows[0].Values[0]);
        }
    }

    [Fact]
    public async Task Gb18030_bytes_that_mean_nothing_refuse_their_row_and_name_the_byte()
    {
        foreach (var hex in Conformance.Read("text/gb18030.json").GetProperty("decodeMalformed").EnumerateArray()
            .Select(c => c.GetProperty("bytes").GetString()!))
        {
            var read = await Reading.CsvAsync([.. GbHeader, .. Convert.FromHexString(hex), .. ",1\n2,3\n"u8]);

            Assert.Equal("row.malformed-bytes", read.Rows[0].Fault!.Code);
            Assert.InRange(read.Rows[0].Fault!.Offset!.Value, GbHeader.Length, GbHeader.Length + (hex.Length / 2));
            Assert.True(read.Rows[1].IsReadable);
        }
    }

    [Fact]
    public async Task Naughty_strings_survive_as_text()
    {
        var strings = Conformance.Read("text/blns.json").GetProperty("strings").EnumerateArray().Select(s => s.GetString()!).ToList();
        var csv = new StringBuilder("编号,文字\r\n");
        for (var i = 0; i < strings.Count; i++)
        {
            csv.AppendCsvRow([$"{i}", strings[i]]);
        }

        var read = await Reading.CsvAsync(csv.ToString());

        Assert.Equal(strings, read.Rows.Select(row => CsvText.Unguard(row.Values[1])));
    }

    // 名称,b\n, twice the width of what follows, so that the encoding is beyond doubt.
    private static readonly byte[] GbHeader =
        CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetBytes("行政相对人名称,统一社会信用代码\n");
}
