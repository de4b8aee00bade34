using System.Buffers;
using System.Text.Unicode;

namespace Xinheng.Platform.Collection.Reading.Bytes;

/// <summary>
/// Bytes of cells to strings. Authorities, codes and dates come by the hundred thousand: each column remembers its recent
/// short texts and hands the same string out again.
/// </summary>
internal sealed class CellTexts(ReadingLimits limits)
{
    private const int Remembered = 64;

    // One over the limit in chars suffices: neither encoding makes more chars than bytes.
    private readonly char[] text = new char[limits.CellBytes];
    private readonly RecentTexts?[] columns = new RecentTexts?[limits.Columns];

    public TextEncoding Encoding { get; set; } = TextEncoding.Utf8;

    /// <summary>The text, or null and the place of the first malformed byte.</summary>
    public string? Read(int column, ReadOnlySpan<byte> bytes, out int malformedAt)
    {
        malformedAt = -1;
        if (bytes.Length > Remembered)
        {
            return Decode(bytes, out malformedAt);
        }

        var recent = columns[column] ??= new RecentTexts();
        if (!recent.IsWorthwhile)
        {
            return Decode(bytes, out malformedAt);
        }

        var hash = RecentTexts.Hash(bytes);
        return recent.Find(hash, bytes) ?? Remember(recent, hash, bytes, out malformedAt);
    }

    private string? Remember(RecentTexts recent, uint hash, ReadOnlySpan<byte> bytes, out int malformedAt)
    {
        var found = Decode(bytes, out malformedAt);
        if (found is not null)
        {
            recent.Keep(hash, bytes, found);
        }

        return found;
    }

    private string? Decode(ReadOnlySpan<byte> bytes, out int malformedAt)
    {
        int written;
        if (Encoding == TextEncoding.Utf8)
        {
            var status = Utf8.ToUtf16(bytes, text, out var read, out written, replaceInvalidSequences: false);
            malformedAt = status == OperationStatus.Done ? -1 : read;
        }
        else
        {
            malformedAt = Gb18030.Decode(bytes, text, out written);
        }

        return malformedAt < 0 ? new string(text.AsSpan(0, written)) : null;
    }
}
