namespace Xinheng.Model.People;

/// <summary>What an endpoint, page or command asks for. Whoever has none gets nothing: default deny.</summary>
public enum Permission
{
    ManageAccounts,
    PublishCatalogue,

    /// <summary>起草目录: writes what another will publish, and sees what it would change.</summary>
    DraftCatalogue,
    Submit,
    ViewSubmissions,
    Approve,
    DecideRecords,

    /// <summary>Organisations, their people and what each may do: to read, not to change.</summary>
    ViewPeople,

    /// <summary>Asks about one subject whose number it was given: by the subject's authorisation, or (<see cref="ReadForTask"/>) for a task.</summary>
    ReadPersons,

    /// <summary>政务查询: asks for a statutory task, naming the matter. Only those who serve an organ.</summary>
    ReadForTask,

    /// <summary>窗口代办: takes down what a subject declares at the counter: authorisations, vetoes, and that they end.</summary>
    ServeSubjects,

    /// <summary>揭示号码: one number in clear, to settle whether a record is about this person or a namesake.</summary>
    RevealIdentifier,

    /// <summary>查询留痕: who looked at whom, why and with what result.</summary>
    ReadTrace,

    SeeAlarms,
    CloseAlarm,

    /// <summary>暂缓告知: keeps what is lawfully secret from its subject until a date.</summary>
    DelaySight,
    SeeDelays,

    /// <summary>核实身份: says, having seen face and paper, who stands at the counter.</summary>
    ProveIdentity,

    /// <summary>值班台: what must be done today, and whether what was due has come; sets cycles, asks for what is missing, issues bulletins.</summary>
    RunDesk,

    /// <summary>归集质量: the indices of what departments hand in, down to the rows.</summary>
    SeeQuality,

    /// <summary>通报: the month's figures of every department of a region.</summary>
    SeeBulletin,

    /// <summary>追溯台: everything that happened to one thing, from any number it bears.</summary>
    Audit,

    /// <summary>One's own file and who looked at it.</summary>
    ViewOwnFile,

    /// <summary>Who else may read one's own file, for what and how long.</summary>
    ManageOwnAuthorisations,

    /// <summary>News and policy documents: to begin and correct them, not to let them appear.</summary>
    WriteArticles,

    /// <summary>Lets what others wrote appear, returns it, withdraws it.</summary>
    ApproveArticles,

    /// <summary>信用档案: the whole file of an organisation, with what is not shown and why; each look is traced.</summary>
    ReadArchive,

    /// <summary>办自己的事: files and follows one's own objections, repairs, commitments and complaints.</summary>
    OwnCases,

    /// <summary>办件调度: receives, routes and supervises cases; never decides on another's record.</summary>
    HandleCases,

    /// <summary>办件决定: answers as the provider of a record, decides as the body that determined it.</summary>
    DecideCases,

    SeeCases,

    /// <summary>数据订阅: who receives what leaves the platform, and who has confirmed having taken it down.</summary>
    RunExchange,
}

/// <summary>Which side of the platform a permission opens; a role's capture, search and view scopes are read off by it.</summary>
public enum PermissionSide
{
    /// <summary>录入: something enters or changes.</summary>
    Capture,

    /// <summary>查找: a subject who is named may be looked up.</summary>
    Search,

    /// <summary>查看: what is not public may be read.</summary>
    View,

    /// <summary>管理: who else may do what.</summary>
    Administer,

    /// <summary>发布: what the platform itself tells the public: news, policies.</summary>
    Publish,
}

public static class Permissions
{
    public static PermissionSide SideOf(Permission permission) => permission switch
    {
        Permission.Submit or Permission.Approve or Permission.DecideRecords or Permission.OwnCases or Permission.DecideCases => PermissionSide.Capture,
        Permission.ReadPersons or Permission.ReadForTask => PermissionSide.Search,
        Permission.ViewSubmissions or Permission.ViewPeople or Permission.ReadTrace or Permission.SeeAlarms or Permission.SeeDelays
            or Permission.SeeQuality or Permission.SeeBulletin or Permission.Audit or Permission.SeeCases => PermissionSide.View,
        Permission.ServeSubjects or Permission.ProveIdentity => PermissionSide.Capture,
        Permission.RevealIdentifier or Permission.ViewOwnFile or Permission.ReadArchive => PermissionSide.View,
        Permission.WriteArticles or Permission.ApproveArticles => PermissionSide.Publish,
        _ => PermissionSide.Administer,
    };
}
