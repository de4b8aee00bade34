using Xinheng.Model.Exchange;

namespace Xinheng.Web.Components.Exchange;

/// <summary>The Chinese words of what left and who has taken it down.</summary>
public static class ExchangeWords
{
    public static string Of(SubscriberKind kind) => kind switch
    {
        SubscriberKind.Institution => "信用服务机构",
        SubscriberKind.Bank => "银行",
        SubscriberKind.Platform => "其他平台",
        SubscriberKind.Site => "第三方网站",
        _ => "其他",
    };

    public static string Of(StandingState state) => state switch
    {
        StandingState.Unsent => "还没有通知到",
        StandingState.Unanswered => "已通知，没有确认",
        StandingState.Acknowledged => "已确认撤下",
        StandingState.Showing => "确认过，但仍在展示",
        _ => "不用再撤",
    };

    public static string Tone(StandingState state, bool late) => state switch
    {
        StandingState.Acknowledged => "positive",
        StandingState.Showing => "adverse",
        StandingState.Void => "plain",
        _ => late ? "adverse" : "contested",
    };

    /// <summary>For the subject and for those who run the platform; nobody else is told.</summary>
    public static string Of(Departure why) => why switch
    {
        Departure.Repaired => "已准予信用修复",
        Departure.Withdrawn => "所依据的决定被撤销、变更或确认违法",
        Departure.Shielded => "重整期间暂时屏蔽",
        Departure.Archived => "已归档",
        Departure.Stopped => "决定停止公示",
        Departure.Expired => "公示期满",
        _ => "不再符合公示的条件",
    };

    /// <summary>What happened at the last try.</summary>
    public static string Error(string error) => error switch
    {
        "timeout" => "等了 15 秒没有答复",
        "no-such-host" => "找不到对方的主机",
        "no-connection" => "连接不上",
        "tls" => "对方的证书有问题",
        "broken-answer" => "答复不完整",
        "redirect" => "对方要求转到别的地址，平台不跟随",
        "status" => "对方答复出错",
        "410" => "对方答复该地址已停用（410）",
        "no-ids" => "答复了收到，没有按编号确认",
        "partly" => "只确认了一部分编号",
        "foreign-ids" => "确认了从未发给它的编号，这些不算",
        "replaced" => "通知有变，已另发",
        _ => error,
    };
}
