using System.CommandLine;
using Xinheng.Model.Collection;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Platform.Collection;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Journal;
using Xinheng.Platform.People;

namespace Xinheng.Web.Commands;

internal static class SubmitCommand
{
    private const int RowsListed = 100;

    private static readonly Refusal[] GivenUp =
    [
        Refusal.Conflict("collection.given-up",
            "处理多次失败，已停止；没有任何一行入库，原件仍在。请按日志排除原因，再用同一命令重新报送同一文件，将从中断处继续。"),
    ];

    private static readonly Option<string> Item = new("--item") { Description = "信息项编码，如 CF_LP", Required = true };
    private static readonly Option<string> Provider = new("--provider") { Description = "报送单位统一社会信用代码", Required = true };
    private static readonly Option<string?> Format = new("--format") { Description = "csv、xlsx、json 或 ndjson；不给则按文件名判断" };
    private static readonly Option<string?> ApproveAs = new("--approve-as") { Description = "以该账户审核通过（仅限虚构省份）" };
    private static readonly Option<FileInfo?> Refused = new("--refused") { Description = "把被退回和待核的行连同原因写入该 CSV 文件" };
    private static readonly Option<FileInfo?> Signature = new("--signature") { Description = "单位对这份文件的签名（JWS）所在的文件" };
    private static readonly Argument<FileInfo> File = new("file") { Description = "报送文件" };

    public static Command Create()
    {
        var command = new Command("submit", "报送一份文件：接收、核验，审核通过后入库") { File, Item, Provider, Format, ApproveAs, Refused, Signature };
        command.Over(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(Installation installation, ParseResult parsed, Answer answer, CancellationToken ct)
    {
        var (file, signed) = (parsed.GetRequiredValue(File), parsed.GetValue(Signature));
        if ((!file.Exists ? file : signed is { Exists: false } ? signed : null) is { } missing)
        {
            return answer.Refuse([Refusal.NotFound("collection.no-file", $"没有找到文件 {missing.Name}。")]);
        }

        var format = parsed.GetValue(Format) is { } named ? SubmissionFormats.Parse(named) : SubmissionFormats.FromFileName(file.Name);
        if (format.IsRefused)
        {
            return answer.Refuse(format.Refusals);
        }

        var provider = parsed.GetRequiredValue(Provider);
        var signature = signed is null ? null : (await System.IO.File.ReadAllTextAsync(signed.FullName, ct)).Trim();
        await using var content = file.OpenRead();
        var received = await installation.Get<ReceiveSubmission>().RunAsync(
            new(parsed.GetRequiredValue(Item), provider, format.Value, content, signature), Caller.CommandLine(provider), ct);
        if (!received.TryGet(out var submission))
        {
            return answer.Refuse(received.Refusals);
        }

        if (!await WorkAsync(installation, submission.Id, ct))
        {
            return answer.Refuse(GivenUp);
        }

        if (parsed.GetValue(ApproveAs) is { } account && await ApproveAsync(installation, submission.Id, account, ct) is { Count: > 0 } refusals)
        {
            return answer.Refuse(refusals);
        }

        await installation.Get<Sealer>().SealAsync(ct);
        return await ReportAsync(installation, submission, parsed, answer, ct);
    }

    private static async Task<IReadOnlyList<Refusal>> ApproveAsync(
        Installation installation, SubmissionId id, string account, CancellationToken ct)
    {
        if (!installation.Get<Jurisdiction>().Profile.IsFictional)
        {
            return [Refusal.Forbidden("collection.approve-as-fictional", "--approve-as 只能用于虚构省份；实际报送须由另一位审核员登录审核。")];
        }

        if (await installation.Get<Accounts>().FindAsync(account, ct) is not { } reviewer)
        {
            return [Refusal.NotFound("people.no-account", $"没有账户 {account}。")];
        }

        var found = await installation.Get<Submissions>().FindAsync(id, Caller.TheProgram, ct);
        if (found.Value.Where == SubmissionState.Entered)
        {
            return []; // the same bytes again: there is nothing left to approve
        }

        var approved = await installation.Get<ApproveSubmission>().RunAsync(new(id, null), reviewer, ct);
        if (approved.IsRefused)
        {
            return approved.Refusals.All(r => r.Code == "collection.nothing-to-enter") ? [] : approved.Refusals;
        }

        return await WorkAsync(installation, id, ct) ? [] : GivenUp;
    }

    // A serving program may take the jobs before we do; then we wait for it, saying how far it is.
    // False when all attempts failed and nobody will try again by himself.
    private static async Task<bool> WorkAsync(Installation installation, SubmissionId id, CancellationToken ct)
    {
        var jobs = installation.Get<JobRunner>().DrainAsync(ct);
        long said = 0;
        while (true)
        {
            var pause = Task.Delay(TimeSpan.FromMilliseconds(500), ct);
            await Task.WhenAny(jobs, pause);
            var now = (await installation.Get<Submissions>().FindAsync(id, Caller.TheProgram, ct)).Value;
            if (now.Where is SubmissionState.Checked or SubmissionState.Entered or SubmissionState.Returned && jobs.IsCompleted)
            {
                await jobs;
                return true;
            }

            if (now.Progress > said)
            {
                said = now.Progress;
                Answer.Progress($"已处理 {said:N0} 行");
            }

            if (jobs.IsCompleted)
            {
                await jobs;
                if (await installation.Get<Submissions>().IsGivenUpAsync(id, ct))
                {
                    return false;
                }

                jobs = installation.Get<JobRunner>().DrainAsync(ct);
                await pause;
            }
        }
    }

    private static async Task<int> ReportAsync(
        Installation installation, ReceiveSubmission.Received received, ParseResult parsed, Answer answer, CancellationToken ct)
    {
        var all = installation.Get<Submissions>();
        var now = (await all.FindAsync(received.Id, Caller.TheProgram, ct)).Value;
        var problems = await all.ProblemsAsync(received.Id, ct);
        var kept = (await installation.Get<KeptRows>().PageAsync(received.Id, null, 0, Caller.TheProgram, ct)).Value;
        if (parsed.GetValue(Refused) is { } target)
        {
            var csv = await installation.Get<KeptRows>().CsvAsync(received.Id, Caller.TheProgram, ct);
            await System.IO.File.WriteAllTextAsync(target.FullName, csv.Value, ct);
        }

        answer.Say(SubmissionAnswer.Of(now, received.IsNew, problems, [.. kept.Items.Take(RowsListed)]), Words(now, received, problems));
        return now.Where == SubmissionState.Returned ? Answer.Refused : Answer.Done;
    }

    private static string Words(Submission now, ReceiveSubmission.Received received, IReadOnlyList<Submissions.ProblemGroup> problems) =>
        $"{(received.IsNew ? "" : "这份文件此前已报送，未重复入库。\n")}报送 {now.Id}：{SubmissionAnswer.StateName(now.Where)}{(now.Partial ? "（部分）" : "")}\n"
        + $"共 {now.Rows:N0} 行 = 入库 {now.Entered:N0} + 更正 {now.Corrected:N0} + 未变 {now.Unchanged:N0} + 待核 {now.Held:N0} + 退回 {now.Refused:N0}"
        + (now.Fault is null ? "" : $"\n整份退回：{now.Fault}")
        + string.Concat(problems.Select(p => $"\n  {p.Rows,8:N0} 行  {p.Number} {p.Message}（首见第 {p.FirstRow} 行）"));
}
