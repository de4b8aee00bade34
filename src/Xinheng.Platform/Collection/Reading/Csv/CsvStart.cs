using Xinheng.Model.Collection;
using Xinheng.Model.Foundation;
using Xinheng.Platform.Collection.Reading.Bytes;

namespace Xinheng.Platform.Collection.Reading.Csv;

/// <summary>What stands before the header: a mark, Excel's <c>sep=</c> line, blank lines; and what separates columns.</summary>
/// <param name="Length">Bytes before the header.</param>
/// <param name="Encoding">As declared by a mark; null when it has to be found out.</param>
/// <param name="Line">On which the header begins.</param>
internal readonly record struct CsvStart(int Length, TextEncoding? Encoding, byte Delimiter, long Line, Refusal? Refusal)
{
    public static CsvStart Read(ReadOnlySpan<byte> bytes)
    {
        if (SubmissionFormats.Container(bytes) is { } container)
        {
            return Refuse(container.IsRefused
                ? container.Refusals[0]
                : FileFaults.WrongFormat("这个文件声明为 CSV，内容却是 Excel 工作簿。请按 xlsx 格式提交，或另存为“CSV UTF-8”。").ToRefusal());
        }

        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            return Refuse(FileFaults.NotUnicode.ToRefusal());
        }

        var (length, encoding) = bytes.StartsWith("\uFEFF"u8) ? (3, TextEncoding.Utf8)
            : bytes.StartsWith((ReadOnlySpan<byte>)[0x84, 0x31, 0x95, 0x33]) ? (4, TextEncoding.Gb18030)
            : (0, (TextEncoding?)null);
        var rest = bytes[length..];
        byte delimiter = 0;
        var line = 1L;
        if (rest.Length > 5 && rest.StartsWith("sep="u8) && rest[5] is (byte)'\r' or (byte)'\n')
        {
            delimiter = rest[4];
            if (delimiter is not ((byte)',' or (byte)'\t'))
            {
                return Refuse(FileFaults.WrongDelimiter.ToRefusal());
            }

            length += 5;
            rest = rest[5..];
        }

        var blank = Math.Max(rest.IndexOfAnyExcept("\r\n"u8), 0);
        line += LineBreaks(rest[..blank]);
        return new(length + blank, encoding, delimiter != 0 ? delimiter : FindDelimiter(rest[blank..]), line, null);
    }

    /// <summary>Tab where the header line has more tabs than commas outside quotes.</summary>
    private static byte FindDelimiter(ReadOnlySpan<byte> header)
    {
        var (commas, tabs, isQuoted) = (0, 0, false);
        foreach (var mark in header)
        {
            isQuoted ^= mark == (byte)'"';
            if (!isQuoted && mark is (byte)'\r' or (byte)'\n')
            {
                break;
            }

            commas += !isQuoted && mark == (byte)',' ? 1 : 0;
            tabs += !isQuoted && mark == (byte)'\t' ? 1 : 0;
        }

        return tabs > commas ? (byte)'\t' : (byte)',';
    }

    private static int LineBreaks(ReadOnlySpan<byte> blank)
    {
        var pairs = blank.Count("\r\n"u8);
        return blank.Count((byte)'\r') + blank.Count((byte)'\n') - pairs;
    }

    private static CsvStart Refuse(Refusal refusal) => new(0, null, 0, 0, refusal);
}
