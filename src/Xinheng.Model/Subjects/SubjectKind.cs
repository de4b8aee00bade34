namespace Xinheng.Model.Subjects;

/// <summary>The five kinds of subject; the three databases of the plans (三库) are views over them.</summary>
public enum SubjectKind
{
    /// <summary>企业等法人.</summary>
    LegalPerson,

    /// <summary>机关、事业单位.</summary>
    Government,

    /// <summary>社会组织及其他非法人组织.</summary>
    OtherOrganisation,

    /// <summary>个体工商户.</summary>
    IndividualBusiness,

    /// <summary>自然人.</summary>
    NaturalPerson,
}

/// <summary>How kinds are written, and how a unified code tells them.</summary>
public static class SubjectKindWords
{
    public static string NameOf(SubjectKind kind) => kind switch
    {
        SubjectKind.LegalPerson => "legal_person",
        SubjectKind.Government => "government",
        SubjectKind.OtherOrganisation => "other_org",
        SubjectKind.IndividualBusiness => "individual_business",
        SubjectKind.NaturalPerson => "natural_person",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>From positions 1 and 2 of a unified social credit code (GB 32100): who registered it, as what.</summary>
    public static SubjectKind OfUnifiedCode(ReadOnlySpan<char> code) => (code[0], code[1]) switch
    {
        ('9', '2') => SubjectKind.IndividualBusiness,
        ('9', _) => SubjectKind.LegalPerson,
        ('1' or 'A', _) => SubjectKind.Government,
        _ => SubjectKind.OtherOrganisation,
    };
}
