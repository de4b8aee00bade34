namespace Xinheng.Model.People;

/// <summary>What people are told of a decision about rights: by which rule, and whom to ask for what.</summary>
public static class RightsWords
{
    public static string Of(Role role) => role switch
    {
        Role.Administrator => "平台管理员",
        Role.Maker => "数据管理员",
        Role.Reviewer => "审核员",
        Role.Operator => "值班员",
        Role.Auditor => "审计员",
        Role.CounterClerk => "窗口工作人员",
        Role.Inspector => "执法检查人员",
        Role.BankAnalyst => "金融机构查询员",
        Role.InstitutionStaff => "信用服务机构查询员",
        Role.EnterpriseUser => "企业用户",
        Role.Citizen => "公民",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "A role without a name."),
    };

    public static string Of(Permission permission) => permission switch
    {
        Permission.ManageAccounts => "管理单位、账户和授权",
        Permission.PublishCatalogue => "发布信用目录",
        Permission.DraftCatalogue => "起草信用目录",
        Permission.Submit => "报送数据",
        Permission.ViewSubmissions => "查看报送",
        Permission.Approve => "审核报送",
        Permission.DecideRecords => "对记录作决定",
        Permission.ViewPeople => "查看单位、人员和授权",
        Permission.ReadPersons => "查询他人的非公开信用信息",
        Permission.ReadForTask => "为法定事项查询",
        Permission.ServeSubjects => "窗口代办授权和不公示请求",
        Permission.RevealIdentifier => "揭示证件号码",
        Permission.ReadTrace => "查看查询留痕",
        Permission.SeeAlarms => "查看查询异常",
        Permission.CloseAlarm => "办结查询异常",
        Permission.DelaySight => "决定暂缓告知",
        Permission.SeeDelays => "查看暂缓告知",
        Permission.ProveIdentity => "核实来人身份",
        Permission.RunDesk => "值班办理",
        Permission.SeeQuality => "查看归集质量",
        Permission.SeeBulletin => "查看月度通报",
        Permission.Audit => "追溯",
        Permission.ViewOwnFile => "查看自己的信用档案",
        Permission.ManageOwnAuthorisations => "给出和收回自己的授权",
        Permission.WriteArticles => "起草新闻和政策文件",
        Permission.ApproveArticles => "发布和撤下新闻、政策文件",
        Permission.ReadArchive => "查看单位信用档案",
        Permission.OwnCases => "办理自己的异议、修复、承诺和投诉",
        Permission.HandleCases => "接收和转送办件",
        Permission.DecideCases => "决定本单位负责的办件",
        Permission.SeeCases => "查看办件",
        Permission.RunExchange => "管理数据订阅",
        _ => throw new ArgumentOutOfRangeException(nameof(permission), permission, "A permission without a name."),
    };

    public static string Of(Reach reach) => reach switch
    {
        Reach.Self => "本人",
        Reach.Organisation => "本单位",
        Reach.Region => "本区域",
        Reach.Installation => "全平台",
        _ => "无",
    };

    /// <summary>One sentence for why, one for what would change it.</summary>
    public static string Of(RightsDecision decision) => decision.Denial switch
    {
        DenialRule.None => $"可以{Of(decision.Permission)}：依据{Of(decision.Role!.Value)}角色，范围为{Of(Rights.ReachOf(decision.Role.Value, decision.Permission))}。",
        DenialRule.NoRole => $"{Of(decision.Permission)}需要{RolesFor(decision.Permission)}角色，您的账户没有。确需办理的，请平台管理员授予。",
        DenialRule.Lapsed => $"您的{Of(decision.Role!.Value)}角色没有按季确认，已经失效，不能{Of(decision.Permission)}。请平台管理员确认后再办。",
        DenialRule.OtherOrganisation => $"您的{Of(decision.Role!.Value)}角色只限本单位，这里是别的单位的内容。请由那个单位的人员办理。",
        DenialRule.OtherRegion => $"您的{Of(decision.Role!.Value)}角色不包括这个区域。请由管辖它的人员办理，或请上级平台管理员扩大授权。",
        DenialRule.OtherSubject => "只能查看本人或者本企业的内容。",
        DenialRule.OutOfScope => $"令牌的授权范围不包括{Of(decision.Permission)}。请用包括它的 scope 重新换取令牌，或请平台管理员用 client scope 登记。",
        _ => throw new ArgumentOutOfRangeException(nameof(decision), decision.Denial, "A denial without words."),
    };

    private static string RolesFor(Permission permission) => string.Join("或", Rights.Carrying(permission).Select(Of));
}
