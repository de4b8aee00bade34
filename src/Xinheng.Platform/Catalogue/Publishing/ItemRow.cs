using System.Text;
using Xinheng.Model.Catalogue;

namespace Xinheng.Platform.Catalogue.Publishing;

/// <summary>A row of <c>catalogue.item</c>: the item's document and what SQL needs of it, all following from the pack.</summary>
internal sealed record ItemRow
{
    public const string Columns = """
        edition, code, name, document::text as Document, active, nature, openness, persons_public as PersonsPublic,
        has_impact as HasImpact, open_fields as OpenFields, basis
        """;

    public required int Edition { get; init; }

    public required string Code { get; init; }

    public required string Name { get; init; }

    public required string Document { get; init; }

    public required bool Active { get; init; }

    public required string Nature { get; init; }

    public required string Openness { get; init; }

    public required bool PersonsPublic { get; init; }

    public required bool HasImpact { get; init; }

    public required string[] OpenFields { get; init; }

    public required string[] Basis { get; init; }

    public static ItemRow Of(int edition, CatalogueItem item) => new()
    {
        Edition = edition,
        Code = item.Code,
        Name = item.Name,
        Document = Encoding.UTF8.GetString(ItemDocument.Write(item)),
        Active = item.IsActive,
        Nature = CatalogueWords.Of(item.Nature),
        Openness = CatalogueWords.Of(item.Openness),
        PersonsPublic = item.PublicAboutPersons is { IsUsable: true },
        HasImpact = item.Roles.Has(FieldRole.SocialImpact),
        OpenFields = [.. item.Columns.Where(f => f.Openness == FieldOpenness.Open && !f.Type.IsSealed).Select(f => f.Code)],
        Basis = [.. item.LegalBasis.Where(b => b.IsUsable).Select(b => b.Text)],
    };

    // Arrays compare by what is in them.
    public bool Equals(ItemRow? other) => other is not null
        && (Edition, Code, Name, Document, Active, Nature, Openness, PersonsPublic, HasImpact)
            == (other.Edition, other.Code, other.Name, other.Document, other.Active, other.Nature, other.Openness, other.PersonsPublic, other.HasImpact)
        && OpenFields.AsSpan().SequenceEqual(other.OpenFields) && Basis.AsSpan().SequenceEqual(other.Basis);

    public override int GetHashCode() => HashCode.Combine(Edition, Code);
}
