using Xinheng.Model.People;
using Xinheng.Platform.Collection;

namespace Xinheng.Web.Components;

/// <summary>The Chinese words of the workbench: roles, where a submission stands, what is unusual about it.</summary>
public static class WorkWords
{
    public static string Role(Role role) => role switch
    {
        Model.People.Role.Administrator => "平台管理员",
        Model.People.Role.Maker => "数据管理员",
        Model.People.Role.Reviewer => "审核员",
        Model.People.Role.Operator => "值班员",
        Model.People.Role.Auditor => "审计员",
        _ => role.ToString(),
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

    public static string Unusual(string kind) => kind switch
    {
        "serious" => "认定为严重失信",
        "unconfirmed" => "失信程度未经认定机关确认，入库后不公示",
        "withdraws" => "撤下已有记录",
        "restores" => "恢复已撤下的记录",
        "archives" => "归档已有记录",
        "corrects" => "更正已有记录",
        "held" => "待核，放行后才会入库",
        "repeats" => "与本文件前面的行完全相同，只计一次",
        _ => kind,
    };

    public static string Severity(string severity) => severity switch
    {
        "error" => "退回",
        "hold" => "待核",
        _ => "提示",
    };

    public static string Size(long bytes) => bytes switch
    {
        < 1024 => $"{bytes} 字节",
        < 1024 * 1024 => FormattableString.Invariant($"{bytes / 1024.0:0.#} KB"),
        _ => FormattableString.Invariant($"{bytes / (1024.0 * 1024):0.#} MB"),
    };

    public static DateTimeOffset Instant(DateTime utc) => new(DateTime.SpecifyKind(utc, DateTimeKind.Utc));
}
