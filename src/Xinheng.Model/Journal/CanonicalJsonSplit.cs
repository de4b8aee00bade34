using System.Buffers;

namespace Xinheng.Model.Journal;

/// <summary>Whether a member belongs, by its name.</summary>
/// <param name="key">As spelled between the quotes.</param>
public delegate bool KeyMatch(ReadOnlySpan<byte> key);

/// <summary>
/// Divides a stored object into its open and closed parts by copying members byte for byte, in their order,
/// so that each part's digest can be taken again at any time from the one text that is kept.
/// </summary>
public static class CanonicalJsonSplit
{
    private static readonly SearchValues<byte> structural = SearchValues.Create("\"{}[]"u8);

    /// <summary>
    /// Writes the object of the members that match. False when the text is not an object; then discard the output.
    /// </summary>
    public static bool TrySelect(ReadOnlySpan<byte> whole, KeyMatch match, IBufferWriter<byte> selected) =>
        TrySplit(whole, match, selected, rest: null);

    /// <summary>Writes two objects: the members that match, and the others.</summary>
    public static bool TrySplit(
        ReadOnlySpan<byte> whole, KeyMatch match, IBufferWriter<byte> matching, IBufferWriter<byte>? rest)
    {
        if (whole.Length < 2 || whole[0] != '{' || whole[^1] != '}')
        {
            return false;
        }

        var (into, other) = (new Part(matching), new Part(rest));
        var (at, runStart, runMatches) = (1, 1, false);
        var more = whole.Length > 2;
        while (more)
        {
            var start = at;
            if (!TryMember(whole, ref at, out var key))
            {
                return false;
            }

            // Neighbours that go the same way are copied in one piece, commas between them included.
            var matches = match(key);
            if (matches != runMatches && start > runStart)
            {
                (runMatches ? ref into : ref other).Copy(whole[runStart..(start - 1)]);
                runStart = start;
            }

            runMatches = matches;
            more = whole[at] == ',';
            if (!more && at != whole.Length - 1)
            {
                return false;
            }

            at++;
        }

        if (whole.Length > 2)
        {
            (runMatches ? ref into : ref other).Copy(whole[runStart..^1]);
        }

        into.Close();
        other.Close();
        return true;
    }

    // Leaves the position on the comma or brace after the member.
    private static bool TryMember(ReadOnlySpan<byte> whole, ref int at, out ReadOnlySpan<byte> key)
    {
        key = default;
        var start = at + 1;
        if (whole[at] != '"' || !TrySkipString(whole, ref at))
        {
            return false;
        }

        key = whole[start..(at - 1)];
        if (at >= whole.Length || whole[at] != ':')
        {
            return false;
        }

        at++;
        return at < whole.Length && TrySkipValue(whole, ref at) && at < whole.Length;
    }

    private static bool TrySkipValue(ReadOnlySpan<byte> whole, ref int at)
    {
        switch (whole[at])
        {
            case (byte)'"':
                return TrySkipString(whole, ref at);
            case (byte)'{' or (byte)'[':
                return TrySkipNested(whole, ref at);
            default:
                var length = whole[at..].IndexOfAny((byte)',', (byte)'}');
                at += Math.Max(length, 0);
                return length > 0;
        }
    }

    private static bool TrySkipNested(ReadOnlySpan<byte> whole, ref int at)
    {
        var depth = 0;
        while (true)
        {
            var next = whole[at..].IndexOfAny(structural);
            if (next < 0)
            {
                return false;
            }

            at += next;
            switch (whole[at])
            {
                case (byte)'"':
                    if (!TrySkipString(whole, ref at))
                    {
                        return false;
                    }

                    continue;
                case (byte)'{' or (byte)'[':
                    depth++;
                    break;
                default:
                    depth--;
                    break;
            }

            at++;
            if (depth == 0)
            {
                return true;
            }
        }
    }

    // From the opening quote to behind the closing one; the brace that ends the text keeps both steps inside it.
    private static bool TrySkipString(ReadOnlySpan<byte> whole, ref int at)
    {
        at++;
        while (true)
        {
            var next = whole[at..].IndexOfAny((byte)'"', (byte)'\\');
            if (next < 0)
            {
                return false;
            }

            var quote = whole[at + next] == '"';
            at += quote ? next + 1 : next + 2;
            if (quote)
            {
                return true;
            }
        }
    }

    private struct Part(IBufferWriter<byte>? output)
    {
        private bool started;

        public void Copy(ReadOnlySpan<byte> members)
        {
            output?.Write(started ? ","u8 : "{"u8);
            output?.Write(members);
            started = true;
        }

        public readonly void Close() => output?.Write(started ? "}"u8 : "{}"u8);
    }
}
