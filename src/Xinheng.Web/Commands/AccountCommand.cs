using System.CommandLine;
using Xinheng.Model.People;
using Xinheng.Platform.People;

namespace Xinheng.Web.Commands;

internal static class AccountCommand
{
    public static Command Create() => new("account", "账户与角色") { Add(), Grant(), End() };

    private static Command Add()
    {
        var name = new Argument<string>("name") { Description = "账户名（英文、数字）" };
        var organisation = new Option<string?>("--organisation") { Description = "所属单位的统一社会信用代码" };
        var password = new Option<FileInfo?>("--password-file") { Description = "口令文件；不给则生成一次性口令并显示一次" };
        var roles = new Option<Role[]>("--role") { Description = "角色", AllowMultipleArgumentsPerToken = true };
        var command = new Command("add", "开立账户") { name, organisation, password, roles };
        command.Over(async (installation, parsed, answer, ct) =>
        {
            var given = parsed.GetValue(password) is { } file ? (await File.ReadAllTextAsync(file.FullName, ct)).Trim() : null;
            var appointed = await installation.Get<AppointAccount>().RunAsync(
                new(parsed.GetRequiredValue(name), parsed.GetValue(organisation), given), Caller.CommandLine(), ct);
            if (!appointed.TryGet(out var account))
            {
                return answer.Refuse(appointed.Refusals);
            }

            foreach (var role in parsed.GetValue(roles) ?? [])
            {
                var granted = await installation.Get<GrantRole>().RunAsync(new(account.Name, role), Caller.CommandLine(), ct);
                if (granted.IsRefused)
                {
                    return answer.Refuse(granted.Refusals);
                }
            }

            return answer.Say(
                new { id = account.Id.Value, name = account.Name, oneTimePassword = account.OneTimePassword },
                account.OneTimePassword is { } once ? $"已开立账户 {account.Name}，口令（只显示这一次）：{once}" : $"已开立账户 {account.Name}。");
        });
        return command;
    }

    private static Command End()
    {
        var name = new Argument<string>("name");
        var command = new Command("end", "停用离岗人员的账户，并退出它的全部登录") { name };
        command.Over(async (installation, parsed, answer, ct) =>
        {
            var ended = await installation.Get<EndAccount>().RunAsync(new(parsed.GetRequiredValue(name)), Caller.CommandLine(), ct);
            return ended.IsRefused ? answer.Refuse(ended.Refusals) : answer.Say(new { account = parsed.GetValue(name) }, "已停用。");
        });
        return command;
    }

    private static Command Grant()
    {
        var name = new Argument<string>("name");
        var role = new Argument<Role>("role") { Description = "Administrator、Maker、Reviewer、Operator 或 Auditor" };
        var command = new Command("grant", "授予角色") { name, role };
        command.Over(async (installation, parsed, answer, ct) =>
        {
            var granted = await installation.Get<GrantRole>().RunAsync(
                new(parsed.GetRequiredValue(name), parsed.GetValue(role)), Caller.CommandLine(), ct);
            return granted.IsRefused
                ? answer.Refuse(granted.Refusals)
                : answer.Say(new { account = parsed.GetValue(name), role = parsed.GetValue(role).ToString() }, "已授予。");
        });
        return command;
    }
}
