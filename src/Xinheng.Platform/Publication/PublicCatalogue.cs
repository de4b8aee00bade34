using Xinheng.Model.Catalogue;
using Xinheng.Model.Subjects;

namespace Xinheng.Platform.Publication;

/// <summary>The catalogue in force as anybody may read it: what is collected, by whom, on what legal basis, shown to whom.</summary>
public class PublicCatalogue(PublicItems items)
{
    public virtual async Task<IReadOnlyList<PublicItem>> ItemsAsync(CancellationToken ct) =>
        [.. (await items.CurrentAsync(ct)).Pack.Items.Where(i => i.IsActive).Select(Show)];

    public virtual async Task<PublicItem?> FindAsync(string code, CancellationToken ct) =>
        (await items.CurrentAsync(ct)).Pack.Find(code) is { IsActive: true } item ? Show(item) : null;

    private static PublicItem Show(CatalogueItem item) => new(
        item.Code, item.Name, item.Category, CatalogueWords.Of(item.Nature),
        item.Openness switch
        {
            Openness.Public or Openness.PerField => "open",
            Openness.GovernmentSharing => "shared",
            _ => "authorised",
        },
        Kinds(item.Subjects), item.Authority, item.Update.ToString(),
        [.. item.LegalBasis.Where(b => b.IsUsable).Select(b => b.Text)],
        [.. item.Fields.Select(f => new PublicItemField(
            f.Code, f.Name, f.Type.Explain, f.Requirement.Explain, f.Openness == FieldOpenness.Open && !f.Type.IsSealed))]);

    private static List<string> Kinds(SubjectKinds kinds)
    {
        List<string> words = [];
        Add(SubjectKinds.LegalPerson, SubjectKind.LegalPerson);
        Add(SubjectKinds.OtherOrganisation, SubjectKind.OtherOrganisation);
        Add(SubjectKinds.IndividualBusiness, SubjectKind.IndividualBusiness);
        Add(SubjectKinds.NaturalPerson, SubjectKind.NaturalPerson);
        return words;

        void Add(SubjectKinds flag, SubjectKind kind)
        {
            if (kinds.HasFlag(flag))
            {
                words.Add(SubjectKindWords.NameOf(kind));
            }
        }
    }
}

/// <summary>One catalogue item in force.</summary>
/// <param name="Category">Its heading in the catalogue, in Chinese.</param>
/// <param name="Nature"><c>positive</c>, <c>neutral</c> or <c>adverse</c>.</param>
/// <param name="Openness"><c>open</c>, <c>shared</c> or <c>authorised</c>.</param>
/// <param name="SubjectKinds"><c>legal_person</c>, <c>other_org</c>, <c>individual_business</c>, <c>natural_person</c>.</param>
/// <param name="UpdateCycle">How often it is handed in, in Chinese.</param>
public sealed record PublicItem(
    string Code,
    string Name,
    string Category,
    string Nature,
    string Openness,
    IReadOnlyList<string> SubjectKinds,
    string? Authority,
    string? UpdateCycle,
    IReadOnlyList<string> Basis,
    IReadOnlyList<PublicItemField> Fields);

/// <summary>A field of an item; type and obligation are Chinese text for the reader.</summary>
public sealed record PublicItemField(string Code, string Name, string Type, string Required, bool Open);
