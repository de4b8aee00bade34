using System.CommandLine;
using Xinheng.Model.Exchange;
using Xinheng.Model.People;
using Xinheng.Platform.Exchange.Standing;
using Xinheng.Platform.Exchange.Subscribers;
using Xinheng.Web.Components.Exchange;

namespace Xinheng.Web.Commands;

internal static class SubscriberCommand
{
    public static Command Create() => new("subscriber", "接收方：收公示信息的机构和网站，记录撤下时通知它们") { Add(), List(), Renew(), End() };

    private static Command Add()
    {
        var name = new Argument<string>("name") { Description = "名称" };
        var kind = new Option<SubscriberKind>("--kind") { Description = "是什么：Institution、Bank、Platform、Site、Other", DefaultValueFactory = _ => SubscriberKind.Other };
        var webhook = new Option<string?>("--webhook") { Description = "通知地址；不给则由它自己来取" };
        var probe = new Option<string?>("--probe") { Description = "抽查网址，记录编号处写 {record}" };
        var command = new Command("add", "登记一个接收方；密钥只显示这一次") { name, kind, webhook, probe };
        command.Over(async (installation, parsed, answer, ct) =>
        {
            var registered = await installation.Get<RegisterSubscriber>().RunAsync(
                new(parsed.GetRequiredValue(name), parsed.GetValue(kind), parsed.GetValue(webhook), parsed.GetValue(probe)), Caller.CommandLine(), ct);
            return registered.TryGet(out var issued) ? Issue(answer, issued, "已登记接收方") : answer.Refuse(registered.Refusals);
        });
        return command;
    }

    private static Command List()
    {
        var command = new Command("list", "列出接收方，各有多少没有撤下");
        command.Over(async (installation, _, answer, ct) =>
        {
            var all = await installation.Get<Propagation>().SubscribersAsync(ct);
            return answer.Say(new { subscribers = all }, all.Count == 0
                ? "还没有登记任何接收方。用 subscriber add 登记。"
                : string.Join('\n', all.Select(s =>
                    $"{s.Id}  {s.Name}（{ExchangeWords.Of(s.Kind)}）  应撤下 {s.Counts.Owed}，已确认 {s.Counts.Acknowledged}，没有确认 {s.Counts.Open}，逾期 {s.Counts.Late}{(s.EndedAt is null ? "" : "  已停止")}")));
        });
        return command;
    }

    private static Command Renew()
    {
        var id = new Argument<Guid>("id") { Description = "接收方编号" };
        var command = new Command("renew", "换发接收方的密钥；旧的还能用一天") { id };
        command.Over(async (installation, parsed, answer, ct) =>
        {
            var renewed = await installation.Get<RenewSecret>().RunAsync(parsed.GetRequiredValue(id), Caller.CommandLine(), ct);
            return renewed.TryGet(out var issued) ? Issue(answer, issued, "已换发") : answer.Refuse(renewed.Refusals);
        });
        return command;
    }

    private static Command End()
    {
        var id = new Argument<Guid>("id") { Description = "接收方编号" };
        var reason = new Option<string>("--reason") { Description = "停止的原因", Required = true };
        var command = new Command("end", "停止一个接收方：即刻生效，没有确认的照原样留存") { id, reason };
        command.Over(async (installation, parsed, answer, ct) =>
        {
            var ended = await installation.Get<EndSubscriber>().RunAsync(new(parsed.GetRequiredValue(id), parsed.GetRequiredValue(reason)), Caller.CommandLine(), ct);
            return ended.IsRefused ? answer.Refuse(ended.Refusals) : answer.Say(new { id = parsed.GetRequiredValue(id), ended = true }, "接收方已停止。");
        });
        return command;
    }

    private static int Issue(Answer answer, RegisterSubscriber.Registered issued, string done) => answer.Say(
        new { id = issued.Id, key = issued.Key, secret = issued.Secret },
        $"{done} {issued.Id}。\n密钥（它来取、来确认时用）：{issued.Key}{(issued.Secret is { } secret ? $"\n签名密钥（它用来核对通知）：{secret}" : "")}\n只显示这一次。");
}
