using System.Text;
using Xinheng.Model.Exchange;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;

namespace Xinheng.Platform.Exchange.Subscribers;

/// <summary>What the acts on subscribers have in common.</summary>
internal static class Receivers
{
    private const int LongestName = 100;

    public static Refusal NotFound => Refusal.NotFound("exchange.no-subscriber", "没有这个接收方，或者它已经停止。请核对编号。");

    public static Refusal? Refuse(Caller caller) => caller.May(Permission.RunExchange, default(Target))
        ? null
        : Refusal.Forbidden("exchange.not-operator", "登记、停止接收方由公共信用信息中心（运行岗）办理。");

    public static IEnumerable<Refusal> NameProblems(string name) => name.Trim().Length is 0 or > LongestName || name.Any(char.IsControl)
        ? [Refusal.Invalid("exchange.subscriber-name", $"请写接收方的名称，最长 {LongestName} 个字。", "name")]
        : [];

    public static string NameOf(SubscriberKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>What the log says of an address: it may be nobody else's business, but it must not change unnoticed.</summary>
    public static string? DigestOf(string? address) => address is null ? null : Hash256.Of(Encoding.UTF8.GetBytes(address)).ToString();
}
