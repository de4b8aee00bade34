using System.Collections.Immutable;

namespace Xinheng.Model.Catalogue;

/// <summary>Which column plays which part in an item.</summary>
public sealed class FieldRoles
{
    private static readonly ImmutableArray<(string Scheme, FieldRole FieldRole)> LegacySchemes =
    [
        ("business-registration-no", FieldRole.BusinessRegistrationNumber),
        ("org-code", FieldRole.OrganisationCode),
        ("tax-registration-no", FieldRole.TaxRegistrationNumber),
        ("institution-certificate-no", FieldRole.InstitutionCertificateNumber),
        ("social-org-certificate-no", FieldRole.SocialOrganisationNumber),
    ];

    private readonly int[] columns = new int[Enum.GetValues<FieldRole>().Length];

    public FieldRoles(IEnumerable<KeyValuePair<FieldRole, FieldRef>> played)
    {
        Array.Fill(columns, -1);
        var all = ImmutableSortedDictionary.CreateBuilder<FieldRole, FieldRef>();
        foreach (var (role, field) in played)
        {
            columns[(int)role] = field.Index;
            all[role] = field;
        }

        All = all.ToImmutable();
        Legacy = [.. LegacySchemes.Where(s => Has(s.FieldRole)).Select(s => (s.Scheme, columns[(int)s.FieldRole]))];
    }

    /// <summary>Index of the column that plays the part, or -1.</summary>
    public int this[FieldRole role] => columns[(int)role];

    public ImmutableSortedDictionary<FieldRole, FieldRef> All { get; }

    /// <summary>Columns of numbers from before 2015, by the scheme they belong to.</summary>
    public ImmutableArray<(string Scheme, int Column)> Legacy { get; }

    /// <summary>Names of the legacy schemes with the part each plays.</summary>
    public static ImmutableArray<(string Scheme, FieldRole FieldRole)> Schemes => LegacySchemes;

    public bool Has(FieldRole role) => columns[(int)role] >= 0;
}
