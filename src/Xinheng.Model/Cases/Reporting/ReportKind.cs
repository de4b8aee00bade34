namespace Xinheng.Model.Cases.Reporting;

/// <summary>What somebody comes to say: against whom serves them badly, or of what somebody else did.</summary>
public enum ReportKind
{
    /// <summary>投诉: against the platform, a department or an institution; it is about how one was treated, not about a record.</summary>
    Complaint,

    /// <summary>举报: a dishonest act of somebody.</summary>
    Dishonesty,

    /// <summary>举报修复中介: somebody takes money for repair, or promises to delete. 严禁收费承诺修复.</summary>
    Agent,
}

/// <summary>How it ended. None of the three writes a record or applies a measure: that takes a decision of the body in charge.</summary>
public enum ReportOutcome
{
    /// <summary>属实.</summary>
    Founded,

    /// <summary>不属实或查无实据.</summary>
    Unfounded,

    /// <summary>移送: another body has to look into it.</summary>
    PassedOn,
}

/// <summary>What a report is about, from a closed list, so that nobody's story has to stand in a table.</summary>
/// <param name="IsIncident">泄露、错误列入、违规使用: the register of incidents; upheld, it says who answers for it.</param>
public sealed record ReportMatter(ReportKind Kind, string Code, string Name, bool IsIncident = false)
{
    public static IReadOnlyList<ReportMatter> All { get; } =
    [
        new(ReportKind.Complaint, "slow", "推诿、超过期限不办"),
        new(ReportKind.Complaint, "refused", "应当受理不受理"),
        new(ReportKind.Complaint, "fees", "收费或者变相收费"),
        new(ReportKind.Complaint, "manner", "服务态度和办事方式"),
        new(ReportKind.Complaint, "leak", "泄露信息", IsIncident: true),
        new(ReportKind.Complaint, "wrong-listing", "错误认定、错误列入名单", IsIncident: true),
        new(ReportKind.Complaint, "misuse", "违规查询、使用信息", IsIncident: true),
        new(ReportKind.Complaint, "other", "其他"),
        new(ReportKind.Dishonesty, "fraud", "弄虚作假"),
        new(ReportKind.Dishonesty, "evasion", "有能力而不履行义务"),
        new(ReportKind.Dishonesty, "goods", "制售假冒伪劣"),
        new(ReportKind.Dishonesty, "other", "其他失信行为"),
        new(ReportKind.Agent, "paid", "收费“修复”“删除”记录"),
        new(ReportKind.Agent, "forged", "伪造材料、证明"),
        new(ReportKind.Agent, "impersonated", "冒充工作人员"),
        new(ReportKind.Agent, "other", "其他"),
    ];

    public static IEnumerable<ReportMatter> Of(ReportKind kind) => All.Where(matter => matter.Kind == kind);

    public static ReportMatter? Find(ReportKind kind, string code) => All.FirstOrDefault(matter => (matter.Kind, matter.Code) == (kind, code));
}
