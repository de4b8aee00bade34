using System.Collections.Immutable;

namespace Xinheng.Model.Catalogue;

/// <summary>Which column plays which part in an item.</summary>
public sealed class Roles
{
    private static readonly ImmutableArray<(string Scheme, Role Role)> LegacySchemes =
    [
        ("business-registration-no", Role.BusinessRegistrationNumber),
        ("org-code", Role.OrganisationCode),
        ("tax-registration-no", Role.TaxRegistrationNumber),
        ("institution-certificate-no", Role.InstitutionCertificateNumber),
        ("social-org-certificate-no", Role.SocialOrganisationNumber),
    ];

    private readonly int[] columns = new int[Enum.GetValues<Role>().Length];

    public Roles(IEnumerable<KeyValuePair<Role, FieldRef>> played)
    {
        Array.Fill(columns, -1);
        var all = ImmutableSortedDictionary.CreateBuilder<Role, FieldRef>();
        foreach (var (role, field) in played)
        {
            columns[(int)role] = field.Index;
            all[role] = field;
        }

        All = all.ToImmutable();
        Legacy = [.. LegacySchemes.Where(s => Has(s.Role)).Select(s => (s.Scheme, columns[(int)s.Role]))];
    }

    /// <summary>Index of the column that plays the part, or -1.</summary>
    public int this[Role role] => columns[(int)role];

    public ImmutableSortedDictionary<Role, FieldRef> All { get; }

    /// <summary>Columns of numbers from before 2015, by the scheme they belong to.</summary>
    public ImmutableArray<(string Scheme, int Column)> Legacy { get; }

    /// <summary>Names of the legacy schemes with the part each plays.</summary>
    public static ImmutableArray<(string Scheme, Role Role)> Schemes => LegacySchemes;

    public bool Has(Role role) => columns[(int)role] >= 0;
}
