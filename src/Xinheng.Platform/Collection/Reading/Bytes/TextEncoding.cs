using System.Buffers;
using System.Text;

namespace Xinheng.Platform.Collection.Reading.Bytes;

/// <summary>The two encodings that departments' text files come in.</summary>
internal enum TextEncoding
{
    Utf8,
    Gb18030,
}

/// <summary>
/// Decides by the first stretch that holds anything but ASCII. Text of the one is rarely well formed in the other, but a
/// single damaged byte must not turn a whole UTF-8 file into another script: the fewer breaks for its characters wins.
/// </summary>
internal static class TextEncodingGuess
{
    private const int Sample = 64 << 10;

    /// <summary>Null when neither fits.</summary>
    /// <param name="bytes">From the first byte that is not ASCII, or before it.</param>
    /// <param name="isWhole">Whether the file ends here; if not, a cut last character is no fault.</param>
    public static TextEncoding? Decide(ReadOnlySpan<byte> bytes, bool isWhole)
    {
        var start = bytes.IndexOfAnyInRange((byte)0x80, (byte)0xFF);
        if (start < 0)
        {
            return TextEncoding.Utf8;
        }

        isWhole &= bytes.Length - start <= Sample;
        bytes = bytes[start..Math.Min(bytes.Length, start + Sample)];
        var (good8, bad8) = CountUtf8(bytes, isWhole);
        if (bad8 == 0 || bad8 * 10 <= good8)
        {
            return TextEncoding.Utf8;
        }

        var (good, bad) = CountGb18030(bytes, isWhole);
        if (bad * 10 <= good)
        {
            return TextEncoding.Gb18030;
        }

        // A few broken characters and nothing else to go by: let the rows say it rather than refuse the file.
        return Math.Min(bad, bad8) >= 8 ? null : bad < bad8 ? TextEncoding.Gb18030 : TextEncoding.Utf8;
    }

    private static (int Good, int Bad) CountUtf8(ReadOnlySpan<byte> bytes, bool isWhole)
    {
        var (good, bad) = (0, 0);
        while (bytes.Length > 0)
        {
            var status = Rune.DecodeFromUtf8(bytes, out var rune, out var taken);
            if (status == OperationStatus.Done)
            {
                good += rune.IsAscii ? 0 : 1;
            }
            else if (status != OperationStatus.NeedMoreData || isWhole)
            {
                bad++;
            }

            bytes = bytes[taken..];
        }

        return (good, bad);
    }

    private static (int Good, int Bad) CountGb18030(ReadOnlySpan<byte> bytes, bool isWhole)
    {
        var (good, bad) = (0, 0);
        Span<char> text = stackalloc char[4];
        while (bytes.Length > 0)
        {
            var length = bytes[0] < 0x80 ? 1 : bytes.Length > 1 && bytes[1] is >= 0x30 and <= 0x39 ? 4 : 2;
            if (length > bytes.Length)
            {
                return (good, isWhole ? bad + 1 : bad);
            }

            var isGood = Gb18030.Decode(bytes[..length], text, out _) < 0;
            good += isGood && length > 1 ? 1 : 0;
            bad += isGood ? 0 : 1;
            bytes = bytes[(isGood ? length : 1)..];
        }

        return (good, bad);
    }
}
