using System.Collections.Immutable;
using Xinheng.Model.Catalogue.Checking;

namespace Xinheng.Model.Catalogue.Rules;

/// <summary>
/// Residents' numbers in names, titles, document numbers and remarks: published as they stand, so the row waits for a person as
/// with <see cref="PersonsInText"/>. Only a number that passes GB 11643 counts, for such values are full of other digits.
/// </summary>
/// <param name="Texts">Columns into which people write what they like.</param>
/// <param name="Serials">Columns for numbers of other things: only the 18 places with a check character tell a person's among them.</param>
public sealed record PersonsInShortText(ImmutableArray<FieldRef> Texts, ImmutableArray<FieldRef> Serials, CatalogueItem Item) : RowRule
{
    private readonly NumberCheck residentNumber = Item.Terms.Checks.ResidentNumber;

    public override ImmutableArray<FieldRef> Fields { get; } = [.. Texts, .. Serials];

    public override string Signature => $"persons-in-short-text({string.Join(',', Fields)})";

    public override string Explain => "名称、文号等各项里不得夹带公民身份号码";

    internal override void Apply(RowDraft row)
    {
        foreach (var field in Texts)
        {
            // A number of 15 places has no check character: alone in its column it is that column's number.
            if (row[field.Index] is { Length: > NumberScan.OldNumberLength } text)
            {
                Judge(row, field, text, NumberScan.OldNumberLength);
            }
        }

        foreach (var field in Serials)
        {
            if (row[field.Index] is { Length: >= NumberScan.NumberLength } number)
            {
                Judge(row, field, number, NumberScan.NumberLength);
            }
        }
    }

    private void Judge(RowDraft row, FieldRef field, string text, int shortest)
    {
        if (NumberScan.Find(text, residentNumber, shortest) == NumberScan.Found.ResidentNumber)
        {
            row.Find(field.Index, null, PersonsInText.IdIn(Item.Roles, field.Index));
        }
    }
}
