using System.Text.Json;
using System.Text.Json.Serialization;

namespace Xinheng.Platform.Foundation.Backups;

/// <summary>What a backup says of itself: who made it, from which tables, and the digest of every part of it.</summary>
internal sealed record BackupManifest
{
    public const string EntryName = "manifest.json";

    /// <summary>The format this program writes and reads; it changes only when the container does.</summary>
    public const int CurrentFormat = 1;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    public required int Format { get; init; }

    /// <summary>The version of the program that wrote it: the one to restore with when the migrations differ.</summary>
    public required string Program { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required IReadOnlyList<Migration> Migrations { get; init; }

    public required IReadOnlyList<Table> Tables { get; init; }

    public required IReadOnlyList<Sequence> Sequences { get; init; }

    /// <summary>Originals as they lie on disk, encrypted; the part's name ends in the file's id.</summary>
    public required IReadOnlyList<Part> Files { get; init; }

    /// <summary>Originals that have a row and a key but were not on disk.</summary>
    public required IReadOnlyList<Guid> MissingFiles { get; init; }

    /// <summary>The checkpoints outside the database; null while nothing was ever sealed.</summary>
    public required Part? Checkpoints { get; init; }

    /// <summary>The keys of that time by mark only: enough to recognise them, nothing to find them out by.</summary>
    public required IReadOnlyList<KeyMark> Keys { get; init; }

    [JsonIgnore]
    public IEnumerable<Part> Parts => [.. Tables.Select(t => t.Part), .. Files, .. Checkpoints is { } c ? [c] : (Part[])[]];

    public sealed record Migration(string Room, string Name, string Sha256);

    public sealed record Table(string Schema, string Name, IReadOnlyList<string> Columns, long Rows, Part Part);

    public sealed record Sequence(string Schema, string Name, long LastValue);

    /// <summary>An entry of the container: how many bytes it has unpacked, and their SHA-256.</summary>
    public sealed record Part(string Name, long Bytes, string Sha256);

    public sealed record KeyMark(KeyPurpose Purpose, int Version, string Mark);

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    /// <summary>Null for what is no manifest at all.</summary>
    public static BackupManifest? Read(byte[] bytes)
    {
        try
        {
            return JsonSerializer.Deserialize<BackupManifest>(bytes, Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Only the format number, which every format has.</summary>
    public static int FormatOf(byte[] bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            return document.RootElement.GetProperty("format").GetInt32();
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return 0;
        }
    }
}
