using System.CommandLine;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Journal;
using Xinheng.Platform.Subjects.Persons;

namespace Xinheng.Web.Commands;

internal static class KeysCommand
{
    public static Command Create() => new("keys", "密钥：建立、更换、托管、销毁") { Make(), Show(), Rotate(), Escrow(), Destroy() };

    private static Command Make()
    {
        var command = new Command("create", "建立缺少的密钥");
        command.Over(async (installation, _, answer, ct) =>
        {
            var made = await installation.Get<CreateKeys>().RunAsync(Caller.CommandLine().Actor, ct);
            return answer.Say(new { made }, made.Count == 0 ? "密钥齐全，未作改动。" : $"已建立：{string.Join("、", made)}。");
        }, bare: true);
        return command;
    }

    private static Command Show()
    {
        var command = new Command("show", "各版密钥，以及换钥作业的进度");
        command.Over(async (installation, _, answer, ct) =>
        {
            var hanging = await installation.Get<RekeyNumbers>().ProgressAsync(ct);
            var versions = (from purpose in Enum.GetValues<KeyPurpose>()
                            let all = installation.Get<KeyRing>().Versions(purpose)
                            from version in all
                            let numbers = hanging.FirstOrDefault(h => h.Purpose == purpose.ToString() && h.Version == version)?.Numbers
                            select new { purpose = purpose.ToString(), version, inUse = version == all[^1], numbers }).ToList();
            return answer.Say(new { keys = versions }, string.Join('\n', versions.Select(v =>
                $"{v.purpose} 第 {v.version} 版{(v.inUse ? "（在用）" : "")}{(v.numbers is { } n ? $"：{n} 个自然人号码" : "")}")));
        });
        return command;
    }

    private static Command Rotate()
    {
        var purpose = new Argument<KeyPurpose>("purpose") { Description = "Signing、Files、Persons 或 Lookup" };
        var command = new Command("rotate", "换用新版密钥；旧版留着读旧内容") { purpose };
        command.Over(async (installation, parsed, answer, ct) =>
        {
            var version = await installation.Get<CreateKeys>().RotateAsync(parsed.GetValue(purpose), Caller.CommandLine().Actor, ct);
            return answer.Say(new { purpose = parsed.GetValue(purpose).ToString(), version }, $"已换用第 {version} 版。");
        });
        return command;
    }

    private static Command Escrow()
    {
        var file = new Argument<FileInfo>("file") { Description = "托管文件" };
        var passphrase = new Option<FileInfo>("--passphrase-file") { Description = "口令文件", Required = true };
        var open = new Option<bool>("--open") { Description = "从托管文件取回缺少的密钥" };
        var command = new Command("escrow", "把全部密钥封存为一个文件，或从中取回") { file, passphrase, open };
        command.Over(async (installation, parsed, answer, ct) =>
        {
            var words = (await File.ReadAllTextAsync(parsed.GetRequiredValue(passphrase).FullName, ct)).Trim();
            var path = parsed.GetRequiredValue(file).FullName;
            if (parsed.GetValue(open))
            {
                var opened = installation.Get<KeyEscrow>().Open(await File.ReadAllBytesAsync(path, ct), words);
                return opened.TryGet(out var number)
                    ? answer.Say(new { restored = number }, $"取回 {number} 个密钥。")
                    : answer.Refuse(opened.Refusals);
            }

            if (words.Length < 16)
            {
                return answer.Refuse([Refusal.Invalid("foundation.escrow.short", "托管口令至少 16 个字符。")]);
            }

            await File.WriteAllBytesAsync(path, installation.Get<KeyEscrow>().Seal(words), ct);
            return answer.Say(new { file = path }, $"已封存到 {path}。请与数据库备份分开保管。");
        }, bare: true);
        return command;
    }

    private static Command Destroy()
    {
        var purpose = new Argument<KeyPurpose>("purpose");
        var version = new Argument<int>("version");
        var sure = new Option<bool>("--irrevocably") { Description = "确认：用它保护的内容将永远无法读取", Required = true };
        var command = new Command("destroy", "销毁一版密钥") { purpose, version, sure };
        command.Over(async (installation, parsed, answer, ct) =>
        {
            var destroyed = await installation.Get<CreateKeys>().DestroyAsync(
                parsed.GetValue(purpose), parsed.GetValue(version), Caller.CommandLine().Actor, ct);
            return destroyed.IsRefused ? answer.Refuse(destroyed.Refusals) : answer.Say(new { destroyed = true }, "已销毁。");
        });
        return command;
    }
}
