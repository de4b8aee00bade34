using Xinheng.Model.Catalogue;
using Xinheng.Model.Catalogue.Checking;
using Xinheng.Model.Subjects;
using Xinheng.Model.Subjects.Identifiers;

namespace Xinheng.Model.Collection;

/// <summary>
/// Reads whom a checked row is about. Organisations: unified code, else a legacy number; persons: document type and
/// number. A name alone never matches anybody. Basis: 河南省社会信用条例 16 (V).
/// </summary>
public sealed class SubjectOfRow(CatalogueItem item, NumberTokens persons)
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
            if (row.Values[column] is { } legacy && !IsOwners(scheme, legacy))
            {
                return new SubjectReference(Kind(category), scheme, legacy, "", name);
            }
        }

        return null;
    }

    /// <summary>Of a person's document, by its code in the national table; where none is named it is the resident card.</summary>
    public static string SchemeOf(string? documentType) =>
        (IdentifierScheme.OfDocumentType(documentType ?? "01") ?? IdentifierScheme.ResidentId).Code;

    private SubjectReference Person(string? documentType, string number, string? name)
    {
        var scheme = SchemeOf(documentType);
        return new SubjectReference(SubjectKind.NaturalPerson, scheme, persons(scheme, number).ToString(), "", name);
    }

    /// <summary>An individual business was taxed under its owner's own number: that one identifies nobody in an index of organisations.</summary>
    public static bool IsOwners(string scheme, string number) =>
        scheme == IdentifierScheme.TaxRegistration.Code && TaxRegistrationNumber.IsPerson(number, DateOnly.MaxValue);

    private static SubjectKind Kind(SubjectCategory category) =>
        category == SubjectCategory.IndividualBusiness ? SubjectKind.IndividualBusiness : SubjectKind.OtherOrganisation;

    private string? Value(CheckedRow row, FieldRole role) => item.Roles[role] is >= 0 and var column ? row.Values[column] : null;
}
