namespace Xinheng.Platform.Publication;

/// <summary>The catalogue in force as anybody may read it: what is collected, by whom, on what legal basis, shown to whom.</summary>
public class PublicCatalogue
{
    public virtual Task<IReadOnlyList<PublicItem>> ItemsAsync(CancellationToken ct) =>
        throw new NotSupportedException();

    public virtual Task<PublicItem?> FindAsync(string code, CancellationToken ct) =>
        throw new NotSupportedException();
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
