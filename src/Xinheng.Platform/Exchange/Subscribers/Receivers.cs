using System.Text;
using Xinheng.Model.Exchange;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;

namespace Xinheng.Platform.Exchange.Subscribers;

/// <summary>Who may deal with subscribers, and what the acts on them have in common.</summary>
public static class Receivers
{
    private const int LongestName = 100;

    internal static Refusal NotFound => Refusal.NotFound("exchange.no-subscriber", "没有这个接收方，或者它已经停止。请核对编号。");

    /// <summary>Why not: it concerns everybody's records, so it is for those who run the whole installation.</summary>
    public static Refusal? Refuse(Caller caller) => caller.May(Permission.RunExchange, default(Target))
        ? null
        : Refusal.Forbidden("exchange.not-operator", "登记、停止接收方以及看各家撤下了没有，由负责全平台的运行岗办理。");

    internal static IEnumerable<Refusal> NameProblems(string name) => name.Trim().Length is 0 or > LongestName || name.Any(char.IsControl)
        ? [Refusal.Invalid("exchange.subscriber-name", $"请写接收方的名称，最长 {LongestName} 个字。", "name")]
        : [];

    internal static string NameOf(SubscriberKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>What the log says of an address: it may be nobody else's business, but it must not change unnoticed.</summary>
    internal static string? DigestOf(string? address) => address is null ? null : Hash256.Of(Encoding.UTF8.GetBytes(address)).ToString();
}
