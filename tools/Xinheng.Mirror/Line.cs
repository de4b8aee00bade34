using System.Globalization;
using System.Text.Json;
using Xinheng.Model.Publication;

namespace Xinheng.Mirror;

/// <summary>One record of the copy: its line word for word, and what a consumer must know of it.</summary>
/// <param name="Until">The first day on which the copy must be gone.</param>
public sealed record Line(Guid Id, int Bucket, DateOnly? Until, byte[] Json)
{
    /// <summary>Throws where it is no record: a source that sends such things is not to be followed.</summary>
    public static Line Parse(ReadOnlyMemory<byte> json)
    {
        using var record = JsonDocument.Parse(json);
        var id = record.RootElement.GetProperty("id").GetGuid();
        var until = record.RootElement.GetProperty("publicUntil").GetString();
        return new Line(
            id, SubjectPart.BucketOf(record.RootElement.GetProperty("subject").GetProperty("identifier").GetString(), id),
            until is null ? null : DateOnly.ParseExact(until, "yyyy-MM-dd", CultureInfo.InvariantCulture), json.ToArray());
    }

    /// <summary>Every line of a file, each ended by a line feed.</summary>
    public static IEnumerable<Line> ParseAll(byte[] lines)
    {
        for (var from = 0; from < lines.Length;)
        {
            var end = Array.IndexOf(lines, (byte)'\n', from);
            if (end < 0)
            {
                throw new MirrorException("文件的最后一行不完整。");
            }

            yield return Parse(lines.AsMemory(from, end - from));
            from = end + 1;
        }
    }
}

/// <summary>What the source sent cannot be relied on; the copy stays as it was.</summary>
public sealed class MirrorException : Exception
{
    public MirrorException()
    {
    }

    public MirrorException(string message)
        : base(message)
    {
    }

    public MirrorException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
