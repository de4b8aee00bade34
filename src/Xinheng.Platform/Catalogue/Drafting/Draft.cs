using System.Security.Cryptography;
using System.Text;

namespace Xinheng.Platform.Catalogue.Drafting;

/// <summary>What somebody wants a file of the catalogue to say (目录草稿). It decides nothing until a second person publishes it.</summary>
public sealed record Draft
{
    public required Guid Id { get; init; }

    /// <summary>As the edition names it: <c>items/CF_LP.yaml</c>.</summary>
    public required string File { get; init; }

    /// <summary>That file in force when the draft was begun; null: a new file.</summary>
    public string? Base { get; init; }

    public required string Text { get; init; }

    public required string Note { get; init; }

    public required DateTime BegunAt { get; init; }

    public required DateTime ChangedAt { get; init; }

    /// <summary>Account names, or the actor's where it has none.</summary>
    public required string BegunBy { get; init; }

    public required string ChangedBy { get; init; }

    /// <summary>Identities of everybody who wrote in it.</summary>
    public required string[] Hands { get; init; }

    /// <summary>What a publisher saw: another text is another digest.</summary>
    public string Digest => DigestOf(Text);

    public static string DigestOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

/// <summary>A file of the catalogue with what is in force of it and what somebody drafted.</summary>
/// <param name="InForce">Null: drafted only.</param>
public sealed record CatalogueFile(string File, string? InForce, Draft? Draft)
{
    public bool IsItem => File.StartsWith("items/", StringComparison.Ordinal);

    /// <summary>How it stands in addresses: an item's code, or the file's name.</summary>
    public string Part => PartOf(File);

    /// <summary>The draft's text, else what is in force.</summary>
    public string Text => Draft?.Text ?? InForce ?? "";

    /// <summary>Another edition changed the file after the draft was begun: publishing would undo that.</summary>
    public bool IsOutdated => Draft is { } draft && draft.Base != InForce;

    public static string PartOf(string file) => Path.GetFileNameWithoutExtension(file);

    public static string FileOf(string part) => part is "pack" or "codesets" or "envelope" ? $"{part}.yaml" : $"items/{part}.yaml";
}

/// <summary>A published edition, for the list of them.</summary>
/// <param name="Origin"><c>files</c> or <c>draft</c>.</param>
/// <param name="File">Which file a draft changed.</param>
public sealed record PublishedEdition(int No, string Name, string Origin, DateTime PublishedAt, string? File, string? Note);
