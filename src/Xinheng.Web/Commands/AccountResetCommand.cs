using System.CommandLine;
using Xinheng.Model.People;
using Xinheng.Platform.People.SigningIn;

namespace Xinheng.Web.Commands;

internal static class AccountResetCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("name");
        var factors = new Option<bool>("--factors") { Description = "手机也丢了：同时停用全部验证码、通行密钥和恢复码" };
        var command = new Command("reset", "重设口令：得到一个 72 小时内有效、首次使用即须修改的一次性口令") { name, factors };
        command.Over(async (installation, parsed, answer, ct) =>
        {
            var reset = await installation.Get<ResetPassword>().RunAsync(new(parsed.GetRequiredValue(name)), Caller.CommandLine(), ct);
            if (!reset.TryGet(out var done))
            {
                return answer.Refuse(reset.Refusals);
            }

            // An account without any has nothing to end: that is no refusal here.
            var ended = parsed.GetValue(factors)
                && (await installation.Get<EndFactor>().RunAsync(new(parsed.GetRequiredValue(name), Factor: null), Caller.CommandLine(), ct)).TryGet(out var count) ? count : 0;
            return answer.Say(
                new { account = parsed.GetValue(name), oneTimePassword = done.OneTimePassword, lapses = done.Lapses, factorsEnded = ended },
                $"已重设，一次性口令（只显示这一次）：{done.OneTimePassword}" + (ended > 0 ? $"；停用了 {ended} 个验证方式。" : ""));
        });
        return command;
    }
}
