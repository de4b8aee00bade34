namespace Xinheng.Model.People;

/// <summary>What a registered body is to the platform; which roles its people can hold follows from it.</summary>
public enum OrganisationKind
{
    /// <summary>公共信用信息提供单位: an authority that hands in, and uses within its duties.</summary>
    Provider,

    /// <summary>公共信用信息工作机构: a credit centre that runs a platform.</summary>
    PlatformOperator,

    /// <summary>信息使用单位: a body that only checks, within a statutory task.</summary>
    UserBody,

    /// <summary>金融机构: asks about whoever authorised it to.</summary>
    Bank,

    /// <summary>信用服务机构: likewise; registered and graded itself.</summary>
    CreditServiceInstitution,
}

public static class OrganisationKinds
{
    public static string NameOf(OrganisationKind kind) => kind switch
    {
        OrganisationKind.Provider => "信息提供单位",
        OrganisationKind.PlatformOperator => "信用工作机构",
        OrganisationKind.UserBody => "信息使用单位",
        OrganisationKind.Bank => "金融机构",
        OrganisationKind.CreditServiceInstitution => "信用服务机构",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "A kind without a name."),
    };

    /// <summary>Whether people of such a body can hold the role: a bank neither enters nor checks as an authority does.</summary>
    public static bool Fits(this Role role, OrganisationKind kind) => role switch
    {
        Role.BankAnalyst => kind == OrganisationKind.Bank,
        Role.InstitutionStaff => kind == OrganisationKind.CreditServiceInstitution,
        Role.Maker or Role.Reviewer => kind is OrganisationKind.Provider or OrganisationKind.PlatformOperator,
        Role.CounterClerk or Role.Inspector => kind is OrganisationKind.Provider or OrganisationKind.PlatformOperator or OrganisationKind.UserBody,
        Role.Administrator or Role.Operator or Role.Auditor => kind is OrganisationKind.Provider or OrganisationKind.PlatformOperator,
        _ => false,
    };
}
