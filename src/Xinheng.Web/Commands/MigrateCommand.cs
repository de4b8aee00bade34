using System.CommandLine;
using Xinheng.Platform.Foundation;

namespace Xinheng.Web.Commands;

internal static class MigrateCommand
{
    public static Command Create()
    {
        var command = new Command("migrate", "把数据库结构更新到本版本");
        command.Over(async (installation, _, answer, ct) =>
        {
            var ran = await installation.Get<Migrations>().RunAsync(ct);
            return answer.Say(new { ran }, ran.Count == 0 ? "数据库结构已是最新。" : $"已执行 {ran.Count} 个脚本：{string.Join("、", ran)}。");
        }, bare: true);
        return command;
    }
}

internal static class DatabaseCommand
{
    public static Command Create()
    {
        var url = new Command("url", "显示所用数据库的地址（含口令，请勿外传）");
        url.Over((installation, _, answer, _) =>
            Task.FromResult(answer.Say(new { url = installation.Database.Address }, installation.Database.Address)), bare: true);
        return new Command("database", "数据库") { url };
    }
}
