using System.Globalization;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People.Tracing;
using Xinheng.Model.Subjects;
using Xinheng.Platform.People.Tracing;
using Xinheng.Platform.People.Tracing.Alarms;
using Xinheng.Platform.Subjects;

namespace Xinheng.Web.Workbench.Tracing;

/// <summary>The Chinese words of the trace and its alarms.</summary>
public static class TraceWords
{
    public static string Of(LookKind kind) => kind switch
    {
        LookKind.Read => "查看",
        LookKind.Search => "检索",
        LookKind.Reveal => "显示明文",
        LookKind.Report => "出具报告",
        LookKind.Export => "导出",
        LookKind.Handle => "经办",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    public static string Of(LookResult result) => result switch
    {
        LookResult.Answered => "已答复",
        LookResult.NothingFound => "没有查到",
        LookResult.Denied => "被拒绝",
        _ => throw new ArgumentOutOfRangeException(nameof(result), result, null),
    };

    public static string Of(AlarmPattern pattern) => pattern switch
    {
        AlarmPattern.UnitSurge => "单位查询量激增",
        AlarmPattern.Elsewhere => "越区查询",
        AlarmPattern.NoMatter => "查询无事项号",
        AlarmPattern.Lapsed => "离岗仍有权限",
        AlarmPattern.ManySubjects => "短期查询大量主体",
        AlarmPattern.OffHours => "非工作时间查询",
        AlarmPattern.SignInGuessing => "试猜口令",
        _ => throw new ArgumentOutOfRangeException(nameof(pattern), pattern, null),
    };

    public static string Of(AlarmGrade grade) => grade == AlarmGrade.Grave ? "严重" : "提示";

    /// <summary>The figures in one sentence, with the threshold that made an alarm of them.</summary>
    public static string Figures(Alarm alarm) => alarm.Pattern switch
    {
        AlarmPattern.UnitSurge => $"当日查询 {N(alarm.Figure)} 次，平常每日 {N(alarm.Usual ?? 0)} 次；达到 {N(alarm.Threshold)} 次即提醒。",
        AlarmPattern.Elsewhere => $"当日查询辖区以外的主体 {N(alarm.Figure)} 次；达到 {N(alarm.Threshold)} 次即提醒。",
        AlarmPattern.NoMatter => $"当日应有而没有事项号的查询 {N(alarm.Figure)} 次（含被拒绝的）；达到 {N(alarm.Threshold)} 次即提醒。",
        AlarmPattern.Lapsed => $"已停用或已无角色的账户当日尝试 {N(alarm.Figure)} 次；达到 {N(alarm.Threshold)} 次即提醒。",
        AlarmPattern.ManySubjects => $"{AlarmRules.SubjectDays} 日内查询 {N(alarm.Figure)} 个不同的主体；达到 {N(alarm.Threshold)} 个即提醒。",
        AlarmPattern.OffHours => $"当日 {AlarmRules.DayBegins} 时以前、{AlarmRules.DayEnds} 时以后或非工作日查询 {N(alarm.Figure)} 次；达到 {N(alarm.Threshold)} 次即提醒。",
        AlarmPattern.SignInGuessing => $"连续登录失败 {N(alarm.Figure)} 次；达到 {N(alarm.Threshold)} 次即提醒。",
        _ => throw new ArgumentOutOfRangeException(nameof(alarm), alarm.Pattern, null),
    };

    public static string About(AlarmList.Raised raised) => string.Join("，", new[]
    {
        raised.OrganisationName ?? raised.Alarm.About.Organisation,
        raised.AccountName is { } account ? $"账户 {account}" : raised.Alarm.About.Machine is { } machine ? $"接口 {machine}" : null,
        raised.Alarm.About.Place is { } place ? place.Contains('.') || place.Contains(':') ? $"来自 {place}" : $"不存在的账户名（摘要 {place}）" : null,
    }.OfType<string>());

    /// <summary>Who looked: an account by its name, a system by its own.</summary>
    public static string By(Looks.Found found) => found.Traced.By switch
    {
        { Machine: { } machine, Door: ActorKind.Machine } => $"接口 {machine}",
        { Machine: { } machine } => machine == "command-line" ? "服务器命令行" : "平台程序",
        _ => found.AccountName ?? "账户已不可查",
    };

    public static string Subject(SubjectId? id, KnownSubject? known) => known switch
    {
        { Name: { Length: > 0 } name } => name,
        { Kind: SubjectKind.NaturalPerson } => $"自然人 {Short(known.Id)}",
        _ => id is { } subject ? $"主体 {Short(subject)}" : "未指明主体",
    };

    public static string Second(DateTimeOffset instant) =>
        Hosting.ShanghaiDay.Of(instant).ToString("yyyy年M月d日 HH:mm:ss", CultureInfo.InvariantCulture);

    // The end of a version-7 id: its head is the time.
    private static string Short(SubjectId id) => id.ToString()[^6..];

    private static string N(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
