using System.Text;

namespace Xinheng.Platform.Collection.Reading.Bytes;

/// <summary>
/// GB 18030 read strictly: bytes that mean nothing are found with their place, never replaced. The framework's tables are
/// those of the year 2000; the characters that the editions of 2005 and 2022 moved out of private use are put right here.
/// </summary>
internal static class Gb18030
{
    private const int FourByteBmp = 39_420;
    private const int FourByteSupplementary = 189_000;

    private static readonly char[] TwoByte = new char[126 * 190];
    private static readonly char[] FourByte = new char[FourByteBmp];

    static Gb18030()
    {
        var framework = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;
        Span<byte> pair = stackalloc byte[2];
        for (var i = 0; i < TwoByte.Length; i++)
        {
            var trail = (i % 190) + 0x40;
            (pair[0], pair[1]) = ((byte)((i / 190) + 0x81), (byte)(trail < 0x7F ? trail : trail + 1));
            framework.GetChars(pair, TwoByte.AsSpan(i, 1));
        }

        Span<byte> four = stackalloc byte[4];
        for (var i = 0; i < FourByte.Length; i++)
        {
            (four[0], four[1]) = ((byte)((i / 12_600) + 0x81), (byte)((i / 1_260 % 10) + 0x30));
            (four[2], four[3]) = ((byte)((i / 10 % 126) + 0x81), (byte)((i % 10) + 0x30));
            framework.GetChars(four, FourByte.AsSpan(i, 1));
        }

        // 2005: ḿ came to its two bytes, the private character went to four.
        Place(0xA8BC, '\u1E3F');
        FourByte[Linear(0x81, 0x35, 0xF4, 0x37)] = '\uE7C7';

        // 2022: vertical punctuation and eight ideographs.
        ReadOnlySpan<ushort> moved =
        [
            0xA6D9, 0xA6DA, 0xA6DB, 0xA6DC, 0xA6DD, 0xA6DE, 0xA6DF, 0xA6EC, 0xA6ED, 0xA6F3,
            0xFE59, 0xFE61, 0xFE66, 0xFE67, 0xFE6D, 0xFE7E, 0xFE90, 0xFEA0,
        ];
        const string To = "\uFE10\uFE12\uFE11\uFE13\uFE14\uFE15\uFE16\uFE17\uFE18\uFE19" +
            "\u9FB4\u9FB5\u9FB6\u9FB7\u9FB8\u9FB9\u9FBA\u9FBB";
        for (var i = 0; i < moved.Length; i++)
        {
            Place(moved[i], To[i]);
        }
    }

    /// <summary>
    /// Writes the text (never longer than the bytes) and answers -1, or answers where the first malformed byte stands.
    /// </summary>
    public static int Decode(ReadOnlySpan<byte> bytes, Span<char> text, out int written)
    {
        var at = 0;
        written = 0;
        while (at < bytes.Length)
        {
            var first = bytes[at];
            if (first < 0x80)
            {
                text[written++] = (char)first;
                at++;
                continue;
            }

            if (first is 0x80 or 0xFF || at + 1 >= bytes.Length)
            {
                return at;
            }

            var second = bytes[at + 1];
            if (second is >= 0x40 and not 0x7F and not 0xFF)
            {
                text[written++] = TwoByte[((first - 0x81) * 190) + second - (second < 0x7F ? 0x40 : 0x41)];
                at += 2;
                continue;
            }

            if (second is < 0x30 or > 0x39 || at + 3 >= bytes.Length ||
                bytes[at + 2] is < 0x81 or > 0xFE || bytes[at + 3] is < 0x30 or > 0x39)
            {
                return at;
            }

            var linear = Linear(first, second, bytes[at + 2], bytes[at + 3]);
            if (linear < FourByteBmp)
            {
                text[written++] = FourByte[linear];
            }
            else if (linear is >= FourByteSupplementary and < FourByteSupplementary + 0x100000)
            {
                var rest = linear - FourByteSupplementary;
                text[written++] = (char)(0xD800 + (rest >> 10));
                text[written++] = (char)(0xDC00 + (rest & 0x3FF));
            }
            else
            {
                return at;
            }

            at += 4;
        }

        return -1;
    }

    private static int Linear(int a, int b, int c, int d) =>
        ((((((a - 0x81) * 10) + b - 0x30) * 126) + c - 0x81) * 10) + d - 0x30;

    private static void Place(int bytes, char text)
    {
        var trail = bytes & 0xFF;
        TwoByte[(((bytes >> 8) - 0x81) * 190) + trail - (trail < 0x7F ? 0x40 : 0x41)] = text;
    }
}
