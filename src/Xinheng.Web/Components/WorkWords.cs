using Xinheng.Model.Collection.Reviewing;
using Xinheng.Model.People;
using Xinheng.Platform.Collection;

namespace Xinheng.Web.Components;

/// <summary>The Chinese words of the workbench: roles, where a submission stands, what is unusual about it.</summary>
public static class WorkWords
{
    public static string Role(Role role) => RightsWords.Of(role);

    /// <summary>What the role may do, in a sentence that begins with the doing.</summary>
    public static string Duty(Role role) => role switch
    {
        Model.People.Role.Administrator => "登记单位、开立账户、授予角色、登记接口密钥、发布目录；不经手报送的数据。",
        Model.People.Role.Maker => "为本单位报送数据，更正被退回的行；审核由另一个人办理。",
        Model.People.Role.Reviewer => "审核本单位别人报送的数据，放行待核的行，撤下、恢复记录和确认失信程度。",
        Model.People.Role.Operator => "查看各单位的报送及其进展；不对内容作决定。",
        Model.People.Role.Auditor => "查看各单位的报送、人员和授权；不能改动任何内容。",
        Model.People.Role.CounterClerk => "凭事项核查到场的申请人，核实来人身份。",
        Model.People.Role.Inspector => "凭任务查询被检查对象。",
        Model.People.Role.BankAnalyst => "凭授权查询授权人。",
        Model.People.Role.InstitutionStaff => "凭授权查询授权人。",
        Model.People.Role.EnterpriseUser => "查看本企业的信用档案，给出和收回授权。",
        Model.People.Role.Citizen => "查看本人的信用档案，给出和收回授权。",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "A role without a duty."),
    };

    public static string State(SubmissionState state) => state switch
    {
        SubmissionState.Received => "已收到，等待核验",
        SubmissionState.Checking => "核验中",
        SubmissionState.Checked => "等待审核",
        SubmissionState.Approved => "入库中",
        SubmissionState.Entered => "已入库",
        SubmissionState.Returned => "已退回",
        _ => state.ToString(),
    };

    public static string Tone(SubmissionState state) => state switch
    {
        SubmissionState.Entered => "positive",
        SubmissionState.Returned => "adverse",
        SubmissionState.Checked => "contested",
        _ => "neutral",
    };

    /// <summary>Where it stands for its maker: a draft is nobody else's yet.</summary>
    public static string State(Submission submission) => submission switch
    {
        { Draft: true, Where: SubmissionState.Checked } => "还没有送审",
        { Draft: true, Where: SubmissionState.Returned } => "退回修改",
        _ => State(submission.Where),
    };

    public static string Unusual(string kind) => kind switch
    {
        "held" => "待核，放行后才会入库",
        "repeats" => "与本文件前面的行完全相同，只计一次",
        _ => UnusualRule.Find(kind)?.Name ?? kind,
    };

    public static string Severity(string severity) => severity switch
    {
        "error" => "退回",
        "hold" => "待核",
        _ => "提示",
    };

    public static string Record(string state) => state switch
    {
        "current" => "现行",
        "withdrawn" => "已撤下",
        "repaired" => "已修复",
        "shielded" => "重整期间屏蔽",
        "archived" => "已归档",
        _ => state,
    };

    public static string Operation(string operation) => operation switch
    {
        "enter" => "新增",
        "correct" => "变更",
        "withdraw" => "撤下",
        "restore" => "恢复",
        "archive" => "归档",
        "confirm" => "确认分类",
        "follow-law" => "依新规定缩短公示期",
        "contest" => "异议标注",
        "repair" => "准予信用修复",
        "shield" => "重整期间暂时屏蔽",
        "lift-shield" => "解除屏蔽",
        "stop" => "停止公示",
        _ => operation,
    };

    public static string Size(long bytes) => bytes switch
    {
        < 1024 => $"{bytes} 字节",
        < 1024 * 1024 => FormattableString.Invariant($"{bytes / 1024.0:0.#} KB"),
        _ => FormattableString.Invariant($"{bytes / (1024.0 * 1024):0.#} MB"),
    };

    public static DateTimeOffset Instant(DateTime utc) => new(DateTime.SpecifyKind(utc, DateTimeKind.Utc));
}
