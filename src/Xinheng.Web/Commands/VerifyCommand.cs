using System.CommandLine;
using Xinheng.Platform.Journal;

namespace Xinheng.Web.Commands;

internal static class VerifyCommand
{
    public static Command Create()
    {
        var witness = new Option<FileInfo?>("--witness") { Description = "他处保存的检查点文件：比它短的或与它分叉的日志都不成立" };
        var command = new Command("verify", "从内容重新计算全部承诺、日志、现状、目录与授权") { witness };
        command.Over(async (installation, parsed, answer, ct) =>
        {
            string? kept = null;
            if (parsed.GetValue(witness) is { } file)
            {
                if (!file.Exists)
                {
                    return answer.Refuse([Model.Foundation.Refusal.NotFound("verify.no-witness", $"没有找到检查点文件 {file.Name}。")]);
                }

                kept = await File.ReadAllTextAsync(file.FullName, ct);
            }

            var run = await installation.Get<Verify>().RunAsync(kept, ct);
            if (!run.TryGet(out var report))
            {
                return answer.Refuse(run.Refusals);
            }

            answer.Say(
                new { holds = report.Holds, counts = report.Counts, findingCount = report.FindingCount, findings = report.Findings },
                Words(report));
            return report.Holds ? Answer.Done : Answer.Refused;
        }, bare: true);
        return command;
    }

    private static string Words(VerificationReport report)
    {
        var counts = string.Join("，", report.Counts.Select(c => $"{c.Key} {c.Value}"));
        return report.Holds
            ? $"全部成立。（{counts}）"
            : $"有 {report.FindingCount} 处不成立：\n" + string.Join('\n', report.Findings.Select(f => $"  {f.Code}  {f.Message}"))
                + (report.FindingCount > report.Findings.Count ? $"\n  ……其余 {report.FindingCount - report.Findings.Count} 处未逐一列出" : "")
                + $"\n（{counts}）";
    }
}
