namespace Xinheng.Model.People;

/// <summary>What an endpoint, page or command asks for. Whoever has none gets nothing: default deny.</summary>
public enum Permission
{
    ManageAccounts,
    PublishCatalogue,
    Submit,
    ViewSubmissions,
    Approve,
    DecideRecords,
}

/// <summary>Which roles carry which permission; the one place this is said.</summary>
public static class Permissions
{
    public static bool Carries(Role role, Permission permission) => (role, permission) switch
    {
        (Role.Administrator, Permission.ManageAccounts or Permission.PublishCatalogue) => true,
        (Role.Maker, Permission.Submit or Permission.ViewSubmissions) => true,
        (Role.Reviewer, Permission.Approve or Permission.ViewSubmissions or Permission.DecideRecords) => true,
        (Role.Operator, Permission.ViewSubmissions) => true,
        (Role.Auditor, Permission.ViewSubmissions) => true,
        _ => false,
    };

    /// <summary>Whether the role sees beyond its own organisation.</summary>
    public static bool SeesAll(Role role) => role is Role.Administrator or Role.Operator or Role.Auditor;
}
