using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Xinheng.Model.Collection;
using Xinheng.Platform.Collection.Reading;

namespace Xinheng.Platform.Tests.Collection.Reading;

/// <summary>What was written comes back, whatever the text, line ends, quoting, encoding or the size of the pieces.</summary>
public class CsvRoundTripTests
{
    private static readonly Gen<string?> Cell = Gen.Frequency(
        (1, Gen.Constant<string?>(null)),
        (1, Gen.Constant<string?>("")),
        (4, Gen.Elements<string?>("某某市市场监督管理局", "2026-03-31", "99", "\"", "\"\"", ",", "\r", "\n", "\r\n", "a\"b", " x ")),
        (4, ArbMap.Default.ArbFor<string?>().Generator.Select(Clean)),
        (2, Gen.Elements('㐀', '龥', 'é', '\u00A0', '\uFFFD', '\u0001').ArrayOf().Select(chars => (string?)new string(chars))),
        (1, Gen.Elements("𠮷", "💩", "，").ArrayOf().Select(parts => (string?)string.Concat(parts))));

    private static readonly Gen<Case> Cases =
        from width in Gen.Choose(1, 6)
        from rows in Cell.ArrayOf(width).Where(row => row.Any(cell => cell is not null)).ArrayOf()
        from lineEnd in Gen.Elements("\r\n", "\n", "\r")
        from delimiter in Gen.Elements(',', '\t')
        from alwaysQuote in Gen.Elements(true, false)
        from endsWithLineEnd in Gen.Elements(true, false)
        from isGb in Gen.Elements(true, false)
        from seed in Gen.Choose(0, int.MaxValue - 1)
        select new Case(width, rows, lineEnd, delimiter, alwaysQuote, endsWithLineEnd, isGb, seed);

    [Fact]
    public void What_was_written_is_read_in_pieces_of_any_size() =>
        Prop.ForAll(Cases.ToArbitrary(), ReadsBack)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public async Task A_record_is_read_wherever_the_window_ends_within_it(string lineEnd)
    {
        var tricky = $"\"a\"\"b\r\n,\",\"\",某公司,{lineEnd}\"\"\"\",2,,x{lineEnd}";
        var head = Encoding.UTF8.GetBytes($"甲,b,c,d{lineEnd}");
        for (var cut = 1; cut < Encoding.UTF8.GetByteCount(tricky) + 8; cut++)
        {
            // The window holds 256 KiB less its slack; plain rows fill it up to the cut.
            var room = (256 << 10) - 64 - head.Length - cut;
            var filler = Enumerable.Repeat($"1,2,3,4{lineEnd}", (room / (7 + lineEnd.Length)) - 1).ToList();
            var rest = room - (filler.Count * (7 + lineEnd.Length));
            filler.Add(new string('9', rest - 6 - lineEnd.Length) + ",2,3,4" + lineEnd);

            var read = await Reading.CsvAsync([.. head, .. Encoding.UTF8.GetBytes(string.Concat(filler) + tricky + "z,,,\n")]);

            Assert.Null(read.Fault);
            Assert.All(read.Rows, row => Assert.True(row.IsReadable));
            Assert.Equal(filler.Count + 3, read.Rows.Count);
            Assert.Equal(["a\"b\r\n,", "", "某公司", null], read.Rows[^3].Values.AsEnumerable());
            Assert.Equal(["\"", "2", null, "x"], read.Rows[^2].Values.AsEnumerable());
            Assert.Equal(filler.Count + 5, read.Rows[^1].Line);
        }
    }

    private static async Task<bool> ReadsBack(Case c)
    {
        string?[][] table = [Enumerable.Range(0, c.Width).Select(i => $"栏目{i}").ToArray(), .. c.Rows];
        var text = string.Join(c.LineEnd, table.Select(row => string.Join(c.Delimiter, row.Select(cell =>
            c.AlwaysQuote && cell is not null ? $"\"{cell.Replace("\"", "\"\"")}\"" : CsvText.Quote(cell)))));
        var bytes = (c.IsGb ? CodePagesEncodingProvider.Instance.GetEncoding("GB18030")! : Encoding.UTF8)
            .GetBytes(text + (c.EndsWithLineEnd ? c.LineEnd : ""));

        var read = await Reading.OfAsync(new DripStream(bytes, c.Seed), SubmissionFormat.Csv);

        return read.Fault is null && read.Rows.All(row => row.IsReadable) &&
            read.Rows.Count == c.Rows.Length &&
            read.Rows.Zip(c.Rows).All(pair => pair.First.Values.SequenceEqual(pair.Second));
    }

    /// <summary>No NUL, no half characters, nothing that the framework's older GB 18030 writes elsewhere than the standard now does.</summary>
    private static string? Clean(string? text) => text is null ? null : new string(
        text.Where(c => c != '\0' && !char.IsSurrogate(c) && c is not '\u1E3F' and not (>= '\uE000' and <= '\uF8FF')).ToArray());

    private sealed record Case(
        int Width, string?[][] Rows, string LineEnd, char Delimiter, bool AlwaysQuote, bool EndsWithLineEnd, bool IsGb, int Seed);
}
