namespace Xinheng.Model.Catalogue;

/// <summary>About whom an item speaks (主体类型).</summary>
[Flags]
public enum SubjectKinds
{
    None = 0,
    LegalPerson = 1,
    OtherOrganisation = 2,
    IndividualBusiness = 4,
    NaturalPerson = 8,
}

/// <summary>The three categories (行政相对人类别) that the national tables tell apart in a row.</summary>
public enum SubjectCategory
{
    Unknown = 0,

    /// <summary>法人及非法人组织</summary>
    Organisation = 1,

    /// <summary>自然人</summary>
    Person = 2,

    /// <summary>个体工商户</summary>
    IndividualBusiness = 3,
}
