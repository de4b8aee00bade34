using System.Text;
using Xinheng.Model.Collection;

namespace Xinheng.Platform.Tests.Collection.Reading;

/// <summary>Whatever bytes come, a reader reads or refuses: it never throws.</summary>
public class AnyBytesTests
{
    [Theory]
    [InlineData(SubmissionFormat.Csv)]
    [InlineData(SubmissionFormat.Json)]
    [InlineData(SubmissionFormat.NdJson)]
    [InlineData(SubmissionFormat.Xlsx)]
    public async Task No_bytes_break_a_reader(SubmissionFormat format)
    {
        byte[][] pieces =
        [
            .. new[] { "a", ",", "\t", "\"", "\"\"", "\r", "\n", "[", "]", "{", "}", ":", "null", "1", "\\u", "d800", "\\", "某", "\0", "rows", "[{", "}]", "\"a\":1", "sep=,", "PK\u0003\u0004" }
                .Select(Encoding.UTF8.GetBytes),
            [0xFF], [0x81], [0x30], [0xE5, 0x85], [0x84, 0x31, 0x95, 0x33], [0xEF, 0xBB, 0xBF],
        ];
        var random = new Random(3);
        var (read, refused) = (0, 0);
        foreach (var _ in Enumerable.Range(0, 20_000))
        {
            var bytes = Enumerable.Range(0, random.Next(12)).SelectMany(_ => pieces[random.Next(pieces.Length)]).ToArray();
            if (await Reading.FaultAsync(bytes, format) is null)
            {
                read++;
            }
            else
            {
                refused++;
            }
        }

        Assert.True(refused > 100);
        Assert.True(read > 0 || format == SubmissionFormat.Xlsx);
    }
}
