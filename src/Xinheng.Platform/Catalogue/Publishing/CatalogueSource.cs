using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Xinheng.Platform.Catalogue.Publishing;

/// <summary>The files of a catalogue pack as they were published: an edition is its text, so any program can read it again.</summary>
public sealed record CatalogueSource(IReadOnlyDictionary<string, string> Files)
{
    /// <summary>SHA-256 over names and texts in order.</summary>
    public byte[] Digest
    {
        get
        {
            using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            foreach (var (name, text) in Files.OrderBy(f => f.Key, StringComparer.Ordinal))
            {
                digest.AppendData(Encoding.UTF8.GetBytes($"{name}\0{text.Length}\0{text}\0"));
            }

            return digest.GetHashAndReset();
        }
    }

    public static CatalogueSource Read(string directory) => new(Directory
        .EnumerateFiles(directory, "*.yaml", SearchOption.AllDirectories)
        .ToDictionary(file => Path.GetRelativePath(directory, file).Replace('\\', '/'), File.ReadAllText, StringComparer.Ordinal));

    /// <summary>The same files but one, which says something else or is new.</summary>
    public CatalogueSource With(string file, string text) => new(new Dictionary<string, string>(Files, StringComparer.Ordinal) { [file] = text });

    public string ToJson() => JsonSerializer.Serialize(
        Files.OrderBy(f => f.Key, StringComparer.Ordinal).ToDictionary(f => f.Key, f => f.Value));

    public static CatalogueSource FromJson(string json) => new(JsonSerializer.Deserialize<Dictionary<string, string>>(json)!);
}
