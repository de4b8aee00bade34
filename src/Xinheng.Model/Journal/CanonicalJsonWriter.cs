using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Unicode;

namespace Xinheng.Model.Journal;

/// <summary>
/// Writes canonical JSON (see <see cref="CanonicalJson"/>) straight into a buffer: millions of rows pass here.
/// The caller gives keys in the catalogue's order, each once, and ends with <see cref="Complete"/>. Pass it by reference.
/// </summary>
public ref struct CanonicalJsonWriter
{
    private static readonly SearchValues<char> escaped = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(c => (char)c), '"', '\\']);

    private static readonly SearchValues<byte> escapedBytes = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(c => (byte)c), (byte)'"', (byte)'\\']);

    private readonly IBufferWriter<byte> output;
    private Span<byte> room;
    private int used;
    private int depth;
    private bool follows;

    public CanonicalJsonWriter(IBufferWriter<byte> output) => this.output = output;

    public void StartObject() => Open((byte)'{');

    public void EndObject() => Close((byte)'}');

    public void StartArray() => Open((byte)'[');

    public void EndArray() => Close((byte)']');

    public void Key(string name)
    {
        String(name);
        Put((byte)':');
        follows = false;
    }

    /// <summary>A key from <see cref="CanonicalJson.PrepareKey"/>.</summary>
    public void Key(scoped ReadOnlySpan<byte> prepared)
    {
        Value(prepared);
        follows = false;
    }

    /// <summary>Text; half a surrogate pair is a bug here, see <see cref="CanonicalJson.CanHold"/>.</summary>
    public void String(scoped ReadOnlySpan<char> text)
    {
        Separate();
        Reserve((3 * text.Length) + 2);
        room[used++] = (byte)'"';
        while (true)
        {
            var at = text.IndexOfAny(escaped);
            var run = at < 0 ? text : text[..at];
            if (Utf8.FromUtf16(run, room[used..], out _, out var written, replaceInvalidSequences: false)
                != OperationStatus.Done)
            {
                throw new ArgumentException("Half a surrogate pair has no canonical spelling.", nameof(text));
            }

            used += written;
            if (at < 0)
            {
                break;
            }

            var special = (byte)text[at];
            text = text[(at + 1)..];
            Reserve(CanonicalJson.LongestEscape + (3 * text.Length) + 1);
            used += CanonicalJson.Escape(special, room[used..]);
        }

        room[used++] = (byte)'"';
    }

    /// <summary>Text that is UTF-8 already; malformed bytes are a bug here.</summary>
    public void String(scoped ReadOnlySpan<byte> utf8)
    {
        if (!Utf8.IsValid(utf8))
        {
            throw new ArgumentException("Malformed UTF-8 has no canonical spelling.", nameof(utf8));
        }

        Separate();
        Reserve(utf8.Length + 2);
        room[used++] = (byte)'"';
        while (true)
        {
            var at = utf8.IndexOfAny(escapedBytes);
            var run = at < 0 ? utf8 : utf8[..at];
            run.CopyTo(room[used..]);
            used += run.Length;
            if (at < 0)
            {
                break;
            }

            var special = utf8[at];
            utf8 = utf8[(at + 1)..];
            Reserve(CanonicalJson.LongestEscape + utf8.Length + 1);
            used += CanonicalJson.Escape(special, room[used..]);
        }

        room[used++] = (byte)'"';
    }

    /// <summary>Canonical decimal text; another spelling is a bug here, see <see cref="CanonicalJson.IsNumber"/>.</summary>
    public void Number(scoped ReadOnlySpan<byte> text)
    {
        if (!CanonicalJson.IsNumber(text))
        {
            throw new ArgumentException($"“{Encoding.UTF8.GetString(text)}” is not a canonical number.", nameof(text));
        }

        Value(text);
    }

    public void Number(long value)
    {
        Span<byte> text = stackalloc byte[20];
        Utf8Formatter.TryFormat(value, text, out var written);
        Value(text[..written]);
    }

    /// <summary>A value that is canonical JSON already.</summary>
    public void Canonical(scoped ReadOnlySpan<byte> value) => Value(value);

    public void Boolean(bool value) => Value(value ? "true"u8 : "false"u8);

    public void Null() => Value("null"u8);

    /// <summary>Hands the last bytes to the buffer; an object left open is a bug.</summary>
    public void Complete()
    {
        if (depth != 0)
        {
            throw new InvalidOperationException($"{depth} objects or arrays are still open.");
        }

        output.Advance(used);
        room = default;
        used = 0;
    }

    private void Open(byte bracket)
    {
        Separate();
        Put(bracket);
        follows = false;
        depth++;
    }

    private void Close(byte bracket)
    {
        Put(bracket);
        follows = true;
        depth--;
    }

    private void Value(scoped ReadOnlySpan<byte> text)
    {
        Separate();
        Reserve(text.Length);
        text.CopyTo(room[used..]);
        used += text.Length;
    }

    // Every value but the first of its object or array, and none after a key, follows a comma.
    private void Separate()
    {
        if (follows)
        {
            Put((byte)',');
        }

        follows = true;
    }

    private void Put(byte character)
    {
        Reserve(1);
        room[used++] = character;
    }

    private void Reserve(int length)
    {
        if (room.Length - used < length)
        {
            output.Advance(used);
            room = output.GetSpan(Math.Max(length, 256));
            used = 0;
        }
    }
}
