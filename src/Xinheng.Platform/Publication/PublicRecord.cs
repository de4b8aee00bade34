namespace Xinheng.Platform.Publication;

/// <summary>A record as a stranger may read it today: open fields only, masked where the catalogue says so.</summary>
/// <param name="Id">Resolvable for ever: <c>/records/{id}</c>.</param>
/// <param name="Nature"><c>positive</c>, <c>neutral</c> or <c>adverse</c>.</param>
/// <param name="Basis">The legal basis of the catalogue item.</param>
/// <param name="DecidedOn">Date of the document, from which every period runs.</param>
/// <param name="PublicUntil">First day on which it is no longer public; null while nothing ends it.</param>
/// <param name="Severity"><c>minor</c>, <c>ordinary</c> or <c>serious</c>, as confirmed by the determining body.</param>
public sealed record PublicRecord(
    Guid Id,
    string Item,
    string ItemName,
    string Nature,
    PublicSubjectReference Subject,
    string? DocumentNumber,
    PublicBody? Authority,
    PublicBody Provider,
    IReadOnlyList<string> Basis,
    DateOnly? DecidedOn,
    DateOnly PublishedOn,
    DateOnly? PublicUntil,
    string? Severity,
    bool Contested,
    int Revision,
    DateTimeOffset RecordedAt,
    IReadOnlyList<PublicField> Fields,
    PublicEvidence? Evidence)
{
    /// <summary>本人声明: what the subject says beside it; null where it says nothing. Nobody has examined it.</summary>
    public PublicStatedView? SubjectStatement { get; init; }
}

/// <summary>A subject's own words beside a record, and since which day they stand there.</summary>
public sealed record PublicStatedView(string Text, DateOnly StatedOn);

/// <summary>A field as shown: its code and Chinese name, the stored value and, for coded values, their text.</summary>
public sealed record PublicField(string Code, string Name, string Value, string? Text);

/// <summary>Whom a record is about, as far as the public may know.</summary>
public sealed record PublicSubjectReference(string? Identifier, string Name, string Kind);

/// <summary>An authority or provider.</summary>
public sealed record PublicBody(string? Code, string Name);

/// <summary>What a stranger needs to recompute the public part of a record's commitment and find it in the log.</summary>
public sealed record PublicEvidence(string Commitment, string Salt, string ClosedDigest, Guid Entry, int Leaf);
