namespace Xinheng.Platform.Records.Deciding;

/// <summary>A record as the body that answers for it sees it before it decides. A natural person's name stays closed here.</summary>
public sealed record RecordAtHand
{
    public required Guid Id { get; init; }

    public required Guid Subject { get; init; }

    public required string Item { get; init; }

    public required string ItemName { get; init; }

    public required string SubjectKind { get; init; }

    /// <summary>Null for natural persons: deciding on a class or a withdrawal needs the document, not the name.</summary>
    public string? SubjectName { get; init; }

    public string? SubjectCode { get; init; }

    public required string Nature { get; init; }

    public required string Provider { get; init; }

    public required string ProviderName { get; init; }

    /// <summary>Code of the body that decided; null where the item names none.</summary>
    public string? Authority { get; init; }

    public string? AuthorityName { get; init; }

    public DateOnly? DecidedOn { get; init; }

    /// <summary>First day no longer public.</summary>
    public DateOnly? PublicUntil { get; init; }

    /// <summary>1 轻微, 2 一般, 3 严重; while unconfirmed only a proposal, or null where nothing can be proposed.</summary>
    public short? Severity { get; init; }

    public required bool Confirmed { get; init; }

    public required string State { get; init; }

    public required int Revision { get; init; }

    /// <summary>Who says which class it is of.</summary>
    public string Classifies => Authority ?? Provider;
}

/// <summary>What one revision did to its record.</summary>
public sealed record RevisionAtHand(
    int No, DateTime At, string Operation, string State, short? Severity, DateOnly? PublicUntil, string? Reason);
