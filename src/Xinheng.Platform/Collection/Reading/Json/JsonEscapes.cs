using System.Buffers.Text;

namespace Xinheng.Platform.Collection.Reading.Json;

/// <summary>What an escaped JSON string may hide: half a character, or a NUL.</summary>
internal enum EscapeFinding
{
    Sound,
    LoneSurrogate,
    Nul,
}

/// <summary>Looks through the escapes of a string whose grammar has been checked.</summary>
internal static class JsonEscapes
{
    public static EscapeFinding Check(ReadOnlySpan<byte> raw)
    {
        while (raw.IndexOf((byte)'\\') is >= 0 and var escape)
        {
            raw = raw[escape..];
            if (raw[1] != (byte)'u')
            {
                raw = raw[2..];
                continue;
            }

            var unit = Unit(raw);
            raw = raw[6..];
            if (unit == 0)
            {
                return EscapeFinding.Nul;
            }

            if (!char.IsSurrogate(unit))
            {
                continue;
            }

            if (!char.IsHighSurrogate(unit) || !raw.StartsWith("\\u"u8) || !char.IsLowSurrogate(Unit(raw)))
            {
                return EscapeFinding.LoneSurrogate;
            }

            raw = raw[6..];
        }

        return EscapeFinding.Sound;
    }

    private static char Unit(ReadOnlySpan<byte> escape) =>
        Utf8Parser.TryParse(escape.Slice(2, 4), out ushort unit, out _, 'x') ? (char)unit : '\uD800';
}
