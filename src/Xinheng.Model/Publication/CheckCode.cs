using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;

namespace Xinheng.Model.Publication;

/// <summary>What a code stands on.</summary>
public enum CodedThing
{
    /// <summary>The public page of a subject.</summary>
    Subject,

    /// <summary>The public page of a record.</summary>
    Record,

    /// <summary>A file made on request, with the code in its name.</summary>
    File,

    /// <summary>A proof handed to a subject, to be shown on paper.</summary>
    Paper,
}

/// <summary>
/// The code at the foot of a page or in the name of a file: which page, on which day, with what content, sealed by a key only the
/// platform has. Typed from paper, in groups of four; the last character finds a slip of the finger.
/// </summary>
/// <param name="Place">Sixty bits that find the page: of a version-7 id its time and the twelve bits after it. 0 for a file.</param>
/// <param name="Content">Twenty bits of the content's digest. 0 for a file, whose whole digest is sealed.</param>
public sealed record CheckCode(CodedThing Thing, long Place, DateOnly Day, int Content)
{
    private const string Digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; // Crockford: no I, L, O, U to be misread
    private const string Heads = "SRFP";
    private const int SealBits = 35;
    private const int BitsEach = 5;
    private const int DayBits = 15;
    private const int ContentBits = 20;
    private const int PlaceBits = 60;

    private static readonly DateOnly First = new(2020, 1, 1);

    private static readonly Refusal Unreadable = Refusal.Invalid("verify.code-unreadable",
        "核验码的写法不对：网页和证明上的有 28 位，文件名里的有 12 位，由数字和字母组成，每 4 位一组。请对照原件再输入。", "code");

    private static readonly Refusal Mistyped = Refusal.Invalid("verify.code-mistyped",
        "核验码最后一位校验不符，多半是抄错了一位。请对照原件再输入；仍然不符的，这个码不是本平台给出的。", "code");

    public static long PlaceOf(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        var head = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        return (long)(((head >> 16) << 12) | (head & 0xFFF));
    }

    /// <summary>The first and last version-7 id that a place stands for.</summary>
    public (Guid From, Guid To) Ids
    {
        get
        {
            var head = (((ulong)Place >> 12) << 16) | 0x7000 | ((ulong)Place & 0xFFF);
            return (Of(head, 0), Of(head, ulong.MaxValue));
        }
    }

    public static int ContentOf(Hash256 digest) => BinaryPrimitives.ReadInt32BigEndian(digest.ToArray()) >>> (32 - ContentBits);

    /// <summary>The code in groups of four, sealed with the key.</summary>
    /// <param name="file">The digest of the file, where it is one.</param>
    public string Write(ReadOnlySpan<byte> key, Hash256 file = default)
    {
        var text = new StringBuilder().Append(Heads[(int)Thing]);
        if (Thing != CodedThing.File)
        {
            Append(text, Place, PlaceBits);
        }

        Append(text, Day.DayNumber - First.DayNumber, DayBits);
        if (Thing != CodedThing.File)
        {
            Append(text, Content, ContentBits);
        }

        Append(text, Seal(key, file), SealBits);
        text.Append(CheckCharacter(text.ToString()));
        return string.Join('-', text.ToString().Chunk(4).Select(group => new string(group)));
    }

    /// <summary>Whether a code says this, under the key.</summary>
    public bool IsSealedIn(string code, ReadOnlySpan<byte> key, Hash256 file = default) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Write(key, file)), Encoding.ASCII.GetBytes(Normal(code)));

    /// <summary>Reads what was typed: blanks and hyphens as one likes, letters large or small, I and L as 1, O as 0. The seal is not yet checked.</summary>
    public static Result<CheckCode> Parse(string typed)
    {
        var code = Plain(typed);
        if (code.Length is not (28 or 12) || !code.All(c => Digits.Contains(c, StringComparison.Ordinal))
            || Heads.IndexOf(code[0], StringComparison.Ordinal) is not (>= 0 and var head) || (head == (int)CodedThing.File) != (code.Length == 12))
        {
            return Unreadable;
        }

        if (CheckCharacter(code[..^1]) != code[^1])
        {
            return Mistyped;
        }

        var isFile = head == (int)CodedThing.File;
        var at = isFile ? 1 : 1 + (PlaceBits / BitsEach);
        return new CheckCode(
            (CodedThing)head, isFile ? 0 : Read(code.AsSpan(1, PlaceBits / BitsEach)),
            First.AddDays((int)Read(code.AsSpan(at, DayBits / BitsEach))),
            isFile ? 0 : (int)Read(code.AsSpan(at + (DayBits / BitsEach), ContentBits / BitsEach)));
    }

    /// <summary>The code inside a file's name, if one is there.</summary>
    public static string? InName(string name)
    {
        var at = name.LastIndexOf('F');
        for (; at >= 0; at = at == 0 ? -1 : name.LastIndexOf('F', at - 1))
        {
            if (at + 14 <= name.Length && name[at + 4] == '-' && name[at + 9] == '-' && Parse(name.Substring(at, 14)).TryGet(out _))
            {
                return name.Substring(at, 14);
            }
        }

        return null;
    }

    private static string Plain(string typed) => new([.. Text.HalfWidth(typed).ToUpperInvariant()
        .Where(c => !char.IsWhiteSpace(c) && c is not ('-' or '—' or '–')).Select(c => c switch { 'I' or 'L' => '1', 'O' => '0', _ => c })]);

    private static string Normal(string typed) => string.Join('-', Plain(typed).Chunk(4).Select(group => new string(group)));

    private long Seal(ReadOnlySpan<byte> key, Hash256 file)
    {
        Span<byte> sealedText = stackalloc byte[1 + 8 + 4 + 4 + Hash256.Length];
        sealedText[0] = (byte)Thing;
        BinaryPrimitives.WriteInt64BigEndian(sealedText[1..], Place);
        BinaryPrimitives.WriteInt32BigEndian(sealedText[9..], Day.DayNumber);
        BinaryPrimitives.WriteInt32BigEndian(sealedText[13..], Content);
        file.CopyTo(sealedText[17..]);
        return BinaryPrimitives.ReadInt64BigEndian(HMACSHA256.HashData(key, sealedText)) >>> (64 - SealBits);
    }

    private static void Append(StringBuilder text, long value, int bits)
    {
        for (var shift = bits - BitsEach; shift >= 0; shift -= BitsEach)
        {
            text.Append(Digits[(int)(value >> shift) & 31]);
        }
    }

    private static long Read(ReadOnlySpan<char> digits)
    {
        var value = 0L;
        foreach (var digit in digits)
        {
            value = (value << BitsEach) | (uint)Digits.IndexOf(digit, StringComparison.Ordinal);
        }

        return value;
    }

    // Odd weights: any one wrong character is found, and two neighbours exchanged nearly always.
    private static char CheckCharacter(string text) =>
        Digits[text.Select((c, at) => Digits.IndexOf(c, StringComparison.Ordinal) * ((2 * at) + 3)).Sum() & 31];

    private static Guid Of(ulong head, ulong tail)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, head);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], tail);
        return new Guid(bytes, bigEndian: true);
    }
}
