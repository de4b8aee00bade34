using System.Collections.Immutable;

namespace Xinheng.Model.Catalogue.Checking;

/// <summary>Tells about which category of subject a checked row speaks.</summary>
internal static class SubjectReading
{
    // GB 32100: first two characters 92 are individual businesses registered by market regulation.
    private const string IndividualBusinessPrefix = "92";

    public static SubjectCategory Of(CatalogueItem item, ImmutableArray<string?> values)
    {
        if (Value(FieldRole.SubjectCategory) is { } said)
        {
            return FromCode(said);
        }

        if (item.Subjects == SubjectKinds.NaturalPerson)
        {
            return SubjectCategory.Person;
        }

        if (Value(FieldRole.UnifiedCode) is { } code && item.Terms.Checks.UnifiedCode(code).Normalised is not null)
        {
            return code.StartsWith(IndividualBusinessPrefix, StringComparison.Ordinal)
                ? SubjectCategory.IndividualBusiness
                : SubjectCategory.Organisation;
        }

        return Value(FieldRole.PersonIdNumber) is not null ? SubjectCategory.Person
            : item.Subjects.HasFlag(SubjectKinds.NaturalPerson) ? SubjectCategory.Unknown
            : SubjectCategory.Organisation;

        string? Value(FieldRole role) => item.Roles[role] is >= 0 and var column ? values[column] : null;
    }

    public static SubjectCategory FromCode(string code) => code switch
    {
        "1" => SubjectCategory.Organisation,
        "2" => SubjectCategory.Person,
        "3" => SubjectCategory.IndividualBusiness,
        _ => SubjectCategory.Unknown,
    };

    public static bool Allows(SubjectKinds kinds, SubjectCategory category) => category switch
    {
        SubjectCategory.Organisation => (kinds & (SubjectKinds.LegalPerson | SubjectKinds.OtherOrganisation)) != 0,
        SubjectCategory.Person => kinds.HasFlag(SubjectKinds.NaturalPerson),
        SubjectCategory.IndividualBusiness => kinds.HasFlag(SubjectKinds.IndividualBusiness),
        _ => true,
    };
}
