using Xinheng.Model.Catalogue;
using Xinheng.Platform.Catalogue.Publishing;

namespace Xinheng.Platform.Publication;

/// <summary>A row of the view <c>publication.record</c>, and how it becomes what a reader gets.</summary>
internal sealed record PublicRow
{
    public const string Columns = """
        r.record_id as Id, r.item, r.item_name as ItemName, r.nature, r.basis, r.subject_code as SubjectCode, r.subject_name as SubjectName,
        r.subject_kind as SubjectKind, r.provider, r.provider_name as ProviderName, r.authority, r.authority_name as AuthorityName,
        r.decided_on as DecidedOn, r.public_until as PublicUntil, r.severity, r.contested, r.revision, r.entered_at as EnteredAt,
        r.changed_at as ChangedAt, r.fields::text as Fields, r.entry, r.leaf, r.commitment, r.open_salt as OpenSalt, r.closed_digest as ClosedDigest,
        r.statement, r.stated_at as StatedAt
        """;

    public Guid Id { get; init; }

    public required string Item { get; init; }

    public required string ItemName { get; init; }

    public required string Nature { get; init; }

    public required string[] Basis { get; init; }

    public string? SubjectCode { get; init; }

    public required string SubjectName { get; init; }

    public required string SubjectKind { get; init; }

    public required string Provider { get; init; }

    public required string ProviderName { get; init; }

    public string? Authority { get; init; }

    public string? AuthorityName { get; init; }

    public DateOnly? DecidedOn { get; init; }

    public DateOnly? PublicUntil { get; init; }

    public short? Severity { get; init; }

    public bool Contested { get; init; }

    public int Revision { get; init; }

    public DateTime EnteredAt { get; init; }

    public DateTime ChangedAt { get; init; }

    public required string Fields { get; init; }

    public Guid Entry { get; init; }

    public int Leaf { get; init; }

    public required byte[] Commitment { get; init; }

    public required byte[] OpenSalt { get; init; }

    public required byte[] ClosedDigest { get; init; }

    public string? Statement { get; init; }

    public DateTime? StatedAt { get; init; }

    public PublicRecord ToRecord(InForce catalogue, PublicItems items)
    {
        var item = catalogue.Pack.Find(Item);
        var fields = item is null ? [] : items.Fields(item, Fields);
        var authorityName = AuthorityName ?? (item is null ? null : PublicItems.Part(item, fields, FieldRole.AuthorityName));
        return new PublicRecord(
            Id, Item, ItemName, Nature,
            new PublicSubjectReference(SubjectCode, SubjectName, SubjectKind),
            item is null ? null : PublicItems.Part(item, fields, FieldRole.DocumentNumber),
            authorityName is null ? null : new PublicBody(Authority, authorityName),
            new PublicBody(Provider, ProviderName),
            Basis, DecidedOn,
            Model.Law.LegalTime.DateOf(new DateTimeOffset(EnteredAt, TimeSpan.Zero)),
            PublicUntil,
            Severity switch { 1 => "minor", 2 => "ordinary", 3 => "serious", _ => null },
            Contested, Revision, new DateTimeOffset(ChangedAt, TimeSpan.Zero), fields,
            new PublicEvidence(
                Convert.ToBase64String(Commitment), Convert.ToBase64String(OpenSalt), Convert.ToBase64String(ClosedDigest), Entry, Leaf))
        {
            SubjectStatement = Statement is { } text
                ? new PublicStatedView(text, Model.Law.LegalTime.DateOf(new DateTimeOffset(StatedAt!.Value, TimeSpan.Zero)))
                : null,
        };
    }
}
