using Xinheng.Model.Catalogue;
using Xinheng.Model.Catalogue.Checking;
using Xinheng.Model.Subjects;
using Xinheng.Model.Subjects.Identifiers;

namespace Xinheng.Model.Collection;

/// <summary>
/// Reads whom a checked row is about. Organisations: unified code, else a legacy number; persons: document type and
/// number. A name alone never matches anybody. Basis: 河南省社会信用条例 16 (V).
/// </summary>
public sealed class SubjectOfRow(CatalogueItem item, PersonSeal persons)
{
    /// <summary>Null when the row names nobody in a way that can be matched.</summary>
    public SubjectReference? Read(CheckedRow row)
    {
        var category = item.CategoryOf(row);
        var name = Value(row, FieldRole.SubjectName);
        if (category != SubjectCategory.Person && Value(row, FieldRole.UnifiedCode) is { } code && Uscc.Length == code.Length)
        {
            return new SubjectReference(SubjectKindWords.OfUnifiedCode(code), IdentifierScheme.Uscc.Code, code, "", name);
        }

        if ((Value(row, FieldRole.PersonIdNumber) ?? (category == SubjectCategory.Person ? Value(row, FieldRole.UnifiedCode) : null)) is { } number)
        {
            return Person(Value(row, FieldRole.PersonIdType), number, name);
        }

        foreach (var (scheme, column) in item.Roles.Legacy)
        {
            if (row.Values[column] is { } legacy && !IsOwners(category, scheme, legacy))
            {
                return new SubjectReference(Kind(category), scheme, legacy, "", name);
            }
        }

        return null;
    }

    private SubjectReference Person(string? documentType, string number, string? name)
    {
        var scheme = IdentifierScheme.OfDocumentType(documentType ?? "01") ?? IdentifierScheme.ResidentId;
        var (lookup, version) = persons.Lookup(scheme.Code, number);
        return new SubjectReference(SubjectKind.NaturalPerson, scheme.Code, lookup, version, name);
    }

    // An individual business was taxed under its owner's own number: that one identifies nobody in an index of organisations.
    private static bool IsOwners(SubjectCategory category, string scheme, string number) =>
        category == SubjectCategory.IndividualBusiness && scheme == "tax-registration-no"
        && TaxRegistrationNumber.IsPerson(number, DateOnly.MaxValue);

    private static SubjectKind Kind(SubjectCategory category) =>
        category == SubjectCategory.IndividualBusiness ? SubjectKind.IndividualBusiness : SubjectKind.OtherOrganisation;

    private string? Value(CheckedRow row, FieldRole role) => item.Roles[role] is >= 0 and var column ? row.Values[column] : null;
}
