using System.Globalization;
using Xinheng.Model.Journal;

namespace Xinheng.Model.Publication;

/// <summary>One part of the open data: the records of some of the subjects, as JSON lines and as CSV.</summary>
public sealed record SnapshotPart
{
    private const string DayForm = "yyyy-MM-dd";

    public required long Records { get; init; }

    /// <summary>The first day on which one of its records is no longer public: the files are not to be used from then on. Null: no end is set.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>
    /// SHA-256 of the JSON lines, uncompressed, in the order of the records' ids, each ended by a line feed: whoever keeps a copy gets
    /// the same from it.
    /// </summary>
    public required Hash256 Digest { get; init; }

    public required IReadOnlyList<SnapshotFile> Files { get; init; }

    internal void Write(ref CanonicalJsonWriter writer)
    {
        writer.StartObject();
        writer.Count("records", Records);
        if (Until is { } until)
        {
            writer.Text("until", until.ToString(DayForm, CultureInfo.InvariantCulture));
        }

        writer.Text("digest", Digest.ToString());
        writer.Key("files");
        writer.StartArray();
        foreach (var file in Files)
        {
            writer.StartObject();
            writer.Text("format", file.Format);
            writer.Text("name", file.Name);
            writer.Count("bytes", file.Bytes);
            writer.Text("sha256", file.Sha256.ToString());
            writer.EndObject();
        }

        writer.EndArray();
        writer.EndObject();
    }

    internal static SnapshotPart Read(StrictObject members) => new()
    {
        Records = members.Count("records"),
        Until = members.Has("until") ? Day(members, "until") : null,
        Digest = members.HexHash("digest"),
        Files = members.Objects("files", file => new SnapshotFile(
            file.Text("format"), file.Text("name"), file.Count("bytes"), file.HexHash("sha256"))),
    };

    internal static DateOnly Day(StrictObject members, string name)
    {
        if (!DateOnly.TryParseExact(members.Text(name), DayForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            members.Refuse(name, "snapshot.not-a-date", "日期应写成 2026-03-31。");
        }

        return day;
    }
}

/// <summary>A file as it is served.</summary>
/// <param name="Format"><c>jsonl</c> or <c>csv</c>; both under gzip.</param>
/// <param name="Sha256">Of the very bytes, compressed.</param>
public sealed record SnapshotFile(string Format, string Name, long Bytes, Hash256 Sha256)
{
    public const string JsonLines = "jsonl";
    public const string Csv = "csv";
}
