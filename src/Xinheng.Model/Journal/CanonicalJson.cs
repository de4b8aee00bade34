using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Xinheng.Model.Journal;

/// <summary>
/// The one spelling of JSON over which digests and signatures are taken: UTF-8, no blanks, the caller's key order,
/// only quote, backslash and control characters escaped, numbers in plain decimal without superfluous digits.
/// </summary>
public static class CanonicalJson
{
    private const string InstantForm = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    // \u001f
    internal const int LongestEscape = 6;

    private static readonly JsonDocumentOptions strict = new() { AllowDuplicateProperties = false };

    /// <summary>False for text with half a surrogate pair, which UTF-8 cannot hold: ask before writing.</summary>
    public static bool CanHold(ReadOnlySpan<char> text)
    {
        for (var at = text.IndexOfAnyInRange('\uD800', '\uDFFF'); at >= 0;)
        {
            if (at + 1 >= text.Length || !char.IsSurrogatePair(text[at], text[at + 1]))
            {
                return false;
            }

            text = text[(at + 2)..];
            at = text.IndexOfAnyInRange('\uD800', '\uDFFF');
        }

        return true;
    }

    /// <summary>Such as 0, -12 or 3.05; not -0, 007, 1.50, 1. or 1e3.</summary>
    public static bool IsNumber(ReadOnlySpan<byte> text)
    {
        var digits = text.StartsWith("-"u8) ? text[1..] : text;
        var point = digits.IndexOf((byte)'.');
        var whole = point < 0 ? digits : digits[..point];
        var fraction = point < 0 ? default : digits[(point + 1)..];
        return whole.Length > 0
            && !whole.ContainsAnyExceptInRange((byte)'0', (byte)'9')
            && !fraction.ContainsAnyExceptInRange((byte)'0', (byte)'9')
            && (whole.Length == 1 || whole[0] != '0')
            && (point < 0 || (fraction.Length > 0 && fraction[^1] != '0'))
            && !text.SequenceEqual("-0"u8);
    }

    /// <summary>A key ready to be copied, <c>"name":</c>; prepare it once for each field of a catalogue item.</summary>
    public static byte[] PrepareKey(string name)
    {
        var prepared = new ArrayBufferWriter<byte>();
        var writer = new CanonicalJsonWriter(prepared);
        writer.Key(name);
        writer.Complete();
        return prepared.WrittenSpan.ToArray();
    }

    /// <summary>An instant in UTC to the millisecond, as signed statements write it.</summary>
    public static string Instant(DateTimeOffset time) =>
        time.UtcDateTime.ToString(InstantForm, CultureInfo.InvariantCulture);

    public static bool TryInstant(string text, out DateTimeOffset time) => DateTimeOffset.TryParseExact(
        text, InstantForm, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);

    /// <summary>
    /// The canonical spelling of a JSON text with its keys in the order they stand, so that what travelled through other
    /// software (indented, escaped otherwise) can be checked; null when it has none: not JSON, a key twice, 1.50, half a pair.
    /// </summary>
    public static byte[]? Rewrite(ReadOnlySpan<byte> json)
    {
        try
        {
            using var document = Parse(json.ToArray());
            var output = new ArrayBufferWriter<byte>(json.Length + 16);
            var writer = new CanonicalJsonWriter(output);
            var written = TryWrite(ref writer, document.RootElement);
            writer.Complete();
            return written ? output.WrittenSpan.ToArray() : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: an escaped lone surrogate, found only when the string is read.
            return null;
        }
    }

    public static bool IsCanonical(ReadOnlySpan<byte> json) => Rewrite(json) is { } rewritten && json.SequenceEqual(rewritten);

    /// <summary>Reads JSON strictly: no key twice. Throws <see cref="JsonException"/>.</summary>
    internal static JsonDocument Parse(ReadOnlyMemory<byte> json) => JsonDocument.Parse(json, strict);

    /// <summary>Spells a character that may not stand in a string as it is; returns the bytes written.</summary>
    internal static int Escape(byte character, Span<byte> destination)
    {
        var letter = character switch
        {
            (byte)'"' => (byte)'"',
            (byte)'\\' => (byte)'\\',
            (byte)'\b' => (byte)'b',
            (byte)'\t' => (byte)'t',
            (byte)'\n' => (byte)'n',
            (byte)'\f' => (byte)'f',
            (byte)'\r' => (byte)'r',
            _ => (byte)'u',
        };
        destination[0] = (byte)'\\';
        destination[1] = letter;
        if (letter != 'u')
        {
            return 2;
        }

        destination[2] = destination[3] = (byte)'0';
        destination[4] = (byte)(character < 0x10 ? '0' : '1');
        destination[5] = "0123456789abcdef"u8[character & 0xF];
        return LongestEscape;
    }

    private static bool TryWrite(ref CanonicalJsonWriter writer, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.StartObject();
                foreach (var member in value.EnumerateObject())
                {
                    writer.Key(member.Name);
                    if (!TryWrite(ref writer, member.Value))
                    {
                        return false;
                    }
                }

                writer.EndObject();
                return true;
            case JsonValueKind.Array:
                writer.StartArray();
                foreach (var item in value.EnumerateArray())
                {
                    if (!TryWrite(ref writer, item))
                    {
                        return false;
                    }
                }

                writer.EndArray();
                return true;
            case JsonValueKind.Number:
                var digits = JsonMarshal.GetRawUtf8Value(value);
                if (!IsNumber(digits))
                {
                    return false;
                }

                writer.Number(digits);
                return true;
            case JsonValueKind.String:
                writer.String(value.GetString());
                return true;
            case JsonValueKind.True or JsonValueKind.False:
                writer.Boolean(value.GetBoolean());
                return true;
            default:
                writer.Null();
                return true;
        }
    }
}
