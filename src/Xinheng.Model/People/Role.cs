namespace Xinheng.Model.People;

/// <summary>What somebody may be asked to do, for an organisation or for oneself. What a role carries is said in <see cref="Rights"/>.</summary>
public enum Role
{
    /// <summary>平台管理员: accounts, organisations, keys, catalogue; of a region or of the whole installation.</summary>
    Administrator,

    /// <summary>数据管理员: hands in and corrects, never approves.</summary>
    Maker,

    /// <summary>审核员: approves what others handed in.</summary>
    Reviewer,

    /// <summary>信用中心值班员: sees the submissions of the departments of a region, decides nothing about their content.</summary>
    Operator,

    /// <summary>审计员: reads, never writes.</summary>
    Auditor,

    /// <summary>窗口工作人员: asks about one applicant for one matter; establishes who stands at the counter.</summary>
    CounterClerk,

    /// <summary>执法检查人员: asks about one inspected for one task.</summary>
    Inspector,

    /// <summary>金融机构查询员: asks about whoever authorised the bank to.</summary>
    BankAnalyst,

    /// <summary>信用服务机构查询员: asks about whoever authorised the institution to.</summary>
    InstitutionStaff,

    /// <summary>企业用户: acts for one organisation in its own file.</summary>
    EnterpriseUser,

    /// <summary>公民: acts for oneself in one's own file.</summary>
    Citizen,
}

/// <summary>How roles are given.</summary>
public static class RoleRules
{
    /// <summary>Held by the platform's staff or a region's, over the organisations of a region; not for one's own organisation only.</summary>
    public static bool IsOverRegion(this Role role) => role is Role.Administrator or Role.Operator or Role.Auditor;

    /// <summary>Held for one organisation: without one there is nothing the role could be for.</summary>
    public static bool NeedsOrganisation(this Role role) =>
        role is Role.Maker or Role.Reviewer or Role.CounterClerk or Role.Inspector or Role.BankAnalyst or Role.InstitutionStaff;

    /// <summary>Entry and approval are two people's, and nobody proves themselves: who holds it must be known as a person, whatever account it is.</summary>
    public static bool NeedsHolder(this Role role) => role is Role.Maker or Role.Reviewer or Role.CounterClerk;

    /// <summary>Held by whoever proved to be the one the file is about; granted by that proof and by nobody's favour.</summary>
    public static bool IsOfSubject(this Role role) => role is Role.EnterpriseUser or Role.Citizen;

    /// <summary>Whether nobody may hold both, in whatever accounts: 数据管理员 and 审核员 are two people.</summary>
    public static bool Excludes(this Role role, Role other) =>
        (role, other) is (Role.Maker, Role.Reviewer) or (Role.Reviewer, Role.Maker);
}
