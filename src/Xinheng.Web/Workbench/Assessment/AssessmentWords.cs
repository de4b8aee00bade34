using System.Globalization;
using Xinheng.Model.Assessment;
using Xinheng.Platform.Assessment.Desk;
using Xinheng.Platform.Assessment.Reporting;
using Xinheng.Web.Components.Charts;

namespace Xinheng.Web.Workbench.Assessment;

/// <summary>The Chinese words of the duty desk and the scoreboard: what waits, what to press, how a month stands.</summary>
public static class AssessmentWords
{
    public static string Of(ArrivalState state) => state switch
    {
        ArrivalState.Arrived => "已到",
        ArrivalState.Nothing => "零报告",
        ArrivalState.Open => "未到期",
        ArrivalState.AwaitingCalendar => "待年历",
        ArrivalState.Late => "迟到",
        ArrivalState.Overdue => "未到",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "A state without a name."),
    };

    public static string Tone(ArrivalState? state) => state switch
    {
        ArrivalState.Arrived or ArrivalState.Nothing => "positive",
        ArrivalState.Late or ArrivalState.AwaitingCalendar => "warn",
        ArrivalState.Overdue => "adverse",
        _ => "neutral",
    };

    /// <summary>A cell of the heat table: what came, in words before colour.</summary>
    public static HeatCell Cell(CoverageCell cell, string href) => new(
        cell switch
        {
            { State: null, Rows: > 0 } => $"{cell.Rows} 行",
            { State: null } => "本月不报",
            { Arrivals.Count: > 1 } => string.Create(CultureInfo.InvariantCulture, $"{cell.InTime}/{cell.Due}"),
            { State: ArrivalState.Arrived } => $"{cell.Rows} 行",
            _ => Of(cell.State!.Value),
        },
        cell.State switch
        {
            ArrivalState.Overdue => 4,
            ArrivalState.Late or ArrivalState.Arrived => 2,
            ArrivalState.Nothing or ArrivalState.AwaitingCalendar => 1,
            _ => 0,
        }, href, Tone(cell.State), Note(cell));

    private static string Note(CoverageCell cell) => cell.Arrivals.Count > 1
        ? $"{cell.Cycle}报送：应到 {cell.Due} 次，按期 {cell.InTime} 次，迟到 {cell.Late} 次，未到 {cell.Overdue} 次"
        : cell.Arrivals is [{ DueOn: { } due } one] ? $"{cell.Cycle}报送：{Of(one.State)}，截止 {Components.Words.Date(due)}"
        : $"{cell.Cycle}报送";

    public static string Title(DeskTaskKind kind) => kind switch
    {
        DeskTaskKind.Review => "待审核的报送",
        DeskTaskKind.HeldRows => "待核的行",
        DeskTaskKind.Unconfirmed => "双公示待确认分类",
        DeskTaskKind.Reports => "该报没报的",
        DeskTaskKind.Deadlines => "办件的期限",
        DeskTaskKind.Alarms => "查询异常",
        DeskTaskKind.Grants => "授权复核",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "A task without a name."),
    };

    /// <summary>What to press, for whoever is here for the first time.</summary>
    public static string Press(DeskTaskKind kind) => kind switch
    {
        DeskTaskKind.Review => "打开标红的一份，给那个单位的审核员打电话。审核由他们办，您不能代办。",
        DeskTaskKind.HeldRows => "打开，看待核的原因；请那个单位的审核员放行，或请数据管理员更正。",
        DeskTaskKind.Unconfirmed => "没有确认分类的处罚不公示，7 个工作日的钟却在走。请认定单位的审核员在“记录”里确认。",
        DeskTaskKind.Reports => "在下面的表里点标红的格子，按“催报”；急的照着经办人打电话。",
        DeskTaskKind.Deadlines => "打开标红的一件，请承办单位今天办结；决定由他们作，您不能代办。",
        DeskTaskKind.Alarms => "打开异常，逐条核查，写明结果后办结。",
        DeskTaskKind.Grants => "请平台管理员在“单位与人员”里确认；不确认的到期失效。",
        _ => "",
    };

    public static string? Href(DeskTaskKind kind) => kind switch
    {
        DeskTaskKind.Review or DeskTaskKind.HeldRows => "/work",
        DeskTaskKind.Unconfirmed => null,
        DeskTaskKind.Reports => "#arrivals",
        DeskTaskKind.Deadlines => "/work/cases",
        DeskTaskKind.Alarms => "/work/alarms",
        DeskTaskKind.Grants => "/work/people",
        _ => null,
    };

    public static string Why(string left) => left switch
    {
        "expired" => "公示期满",
        "withdrawn" => "撤下（决定被撤销、变更或者公示有误）",
        "repaired" => "信用修复",
        "shielded" => "依法屏蔽",
        "archived" => "归档",
        _ => left,
    };

    public static string Fault(string kind) => kind switch
    {
        "returned" => "退回后没有再报",
        "refused" => "有行没改好",
        "stopped" => "程序停下了",
        _ => kind,
    };

    /// <summary>What to press about a fault.</summary>
    public static string PressFault(string kind) => kind switch
    {
        "returned" => "打开看退回的原因，请报送单位改好再报。",
        "refused" => "打开，请报送单位就地更正。",
        "stopped" => "请报送单位把同一个文件再报一次；还不行的找平台管理员。",
        _ => "",
    };
}
