using System.CommandLine;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Platform.People;

namespace Xinheng.Web.Commands;

internal static class ClientCommand
{
    public static Command Create() => new("client", "接口账户：单位的系统凭密钥访问接口") { Add() };

    private static Command Add()
    {
        var id = new Argument<string>("id") { Description = "接口账户名（英文、数字）" };
        var organisation = new Option<string>("--organisation") { Description = "所属单位的统一社会信用代码", Required = true };
        var key = new Option<FileInfo>("--key") { Description = "公钥文件（PEM，BEGIN PUBLIC KEY）；私钥留在单位自己的系统里", Required = true };
        var command = new Command("add", "登记一个接口账户的公钥") { id, organisation, key };
        command.Over(async (installation, parsed, answer, ct) =>
        {
            var file = parsed.GetRequiredValue(key);
            if (!file.Exists)
            {
                return answer.Refuse([Refusal.NotFound("people.no-key-file", $"没有找到公钥文件 {file.Name}。")]);
            }

            var (name, owner) = (parsed.GetRequiredValue(id), parsed.GetRequiredValue(organisation));
            var registered = await installation.Get<RegisterClient>().RunAsync(
                new(name, owner, await File.ReadAllTextAsync(file.FullName, ct)), Caller.CommandLine(), ct);
            return registered.TryGet(out var isNew)
                ? answer.Say(new { id = name, organisation = owner, isNew }, isNew
                    ? $"已登记接口账户 {name}。系统用配对的私钥签名，在 /api/v1/token 换取令牌。"
                    : $"接口账户 {name} 此前已登记，未作改动。")
                : answer.Refuse(registered.Refusals);
        });
        return command;
    }
}
