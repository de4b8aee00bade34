using System.CommandLine;
using Xinheng.Platform.Foundation.Backups;

namespace Xinheng.Web.Commands;

internal static class BackupCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("file") { Description = "备份文件" };
        var command = new Command("backup", "把数据库、原件和检查点备份为一个文件；密钥不在其中") { file };
        command.Over(async (installation, parsed, answer, ct) =>
        {
            var made = await installation.Get<Backup>().RunAsync(parsed.GetRequiredValue(file).FullName, new Said(), ct);
            return answer.Say(made, $"已备份 {made.Tables.Count} 张表、{made.Rows:N0} 行、{made.Originals} 份原件到 {made.File}。"
                + string.Concat(made.Notes.Select(note => $"\n{note}")));
        }, bare: true);
        return command;
    }
}

internal static class RestoreCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("file") { Description = "备份文件" };
        var command = new Command("restore", "把备份恢复到空的数据库；恢复前核对每一部分") { file };
        command.Over(async (installation, parsed, answer, ct) =>
        {
            var restored = await installation.Get<Restore>().RunAsync(parsed.GetRequiredValue(file).FullName, new Said(), ct);
            return restored.TryGet(out var summary)
                ? answer.Say(summary, $"已恢复 {summary.Tables.Count} 张表、{summary.Rows:N0} 行、{summary.Originals} 份原件。请接着运行 xinheng verify。"
                    + string.Concat(summary.Notes.Select(note => $"\n{note}")))
                : answer.Refuse(restored.Refusals);
        }, bare: true);
        return command;
    }
}

/// <summary>Progress on the error stream, as it comes.</summary>
internal sealed class Said : IProgress<string>
{
    public void Report(string value) => Answer.Progress(value);
}
