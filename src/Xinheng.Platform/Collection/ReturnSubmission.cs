using System.Text.Json;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Platform.Collection.Passes;
using Xinheng.Platform.Collection.Reviewing;
using Xinheng.Platform.Journal;

namespace Xinheng.Platform.Collection;

/// <summary>
/// A reviewer sends a checked submission back, with a reason and, where it is about some of its rows, their numbers: nothing of
/// it enters. It lies on its maker's table again, the reason at those rows, and may be corrected and sent anew.
/// </summary>
public sealed class ReturnSubmission(Journal.Journal journal, Submissions submissions, SubmissionPasses passes, SubmittedRows rows)
{
    /// <summary>The code of what a reviewer says, at the file or at a row.</summary>
    public const string Code = "collection.returned";

    private const int MostRows = 500;

    /// <param name="Submission">Which.</param>
    /// <param name="Reason">In words for the maker.</param>
    /// <param name="Rows">Numbers of good rows that it is about; none for the file as a whole.</param>
    public sealed record Command(SubmissionId Submission, string Reason, IReadOnlyCollection<long>? Rows = null);

    public async Task<Result<Done>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        var found = await submissions.FindAsync(command.Submission, caller, ct);
        if (!found.TryGet(out var seen))
        {
            return Result<Done>.Refuse(found.Refusals);
        }

        // Read before anything is locked: the file may be long.
        var wanted = (command.Rows ?? []).Distinct().Order().ToList();
        IReadOnlyDictionary<long, KeptRow> contents = wanted.Count is > 0 and <= MostRows && seen.Where == SubmissionState.Checked
            ? await rows.ReadAsync(seen, wanted, ct)
            : new Dictionary<long, KeptRow>();
        await using var work = await journal.OpenAsync(caller.Actor, Power.ReturnSubmission, ct);
        var submission = (await Submissions.ForUpdateAsync(work, command.Submission, ct))!;
        if (Problems(command, wanted, contents, submission, caller) is { Count: > 0 } problems)
        {
            return Result<Done>.Refuse(problems);
        }

        await work.ExecuteAsync("update collection.submission set state = 'returned', draft = true, fault = @fault::json where id = @Id", new
        {
            submission.Id,
            fault = JsonSerializer.Serialize(new[] { new { code = Code, field = (string?)null, message = command.Reason } }),
        }, ct);
        await MarkAsync(work, submission, command.Reason, contents, ct);
        work.Tell(new { submission = submission.Id });
        await work.CommitAsync(ct);
        return default(Done);
    }

    private static List<Refusal> Problems(
        Command command, List<long> wanted, IReadOnlyDictionary<long, KeptRow> contents, Submission submission, Caller caller)
    {
        List<Refusal> problems = [];
        if (!caller.May(Permission.Approve, submission.Whose))
        {
            problems.Add(Refusal.Forbidden("collection.not-reviewer", "退回需要本单位的审核员角色。"));
        }

        if (string.IsNullOrWhiteSpace(command.Reason))
        {
            problems.Add(Refusal.Invalid("collection.reason-missing", "请写明退回原因，报送人要据此更正。", "reason"));
        }

        if (submission.Where != SubmissionState.Checked || submission.Rounds > 0)
        {
            problems.Add(Refusal.Conflict("collection.not-returnable", "只有核验完成、尚未入库的报送可以退回。"));
        }
        else if (wanted.Count > MostRows)
        {
            problems.Add(Refusal.Invalid("collection.rows-too-many", $"一次最多标出 {MostRows} 行。问题遍布全文的，不标行号，整份退回即可。", "rows"));
        }
        else if (wanted.Where(row => !contents.ContainsKey(row)).ToList() is { Count: > 0 } missing)
        {
            problems.Add(Refusal.Invalid("collection.no-such-row",
                $"文件里没有第 {string.Join("、", missing.Take(5))} 行。行号从 1 起，不算表头，共 {submission.Rows} 行。", "rows"));
        }

        return problems;
    }

    // The rows stand among those to be corrected, whatever the check said of them.
    private async Task MarkAsync(
        Work work, Submission submission, string reason, IReadOnlyDictionary<long, KeptRow> contents, CancellationToken ct)
    {
        var key = await passes.KeyAsync(submission, ct);
        foreach (var (row, content) in contents)
        {
            var marked = content with { Problems = [new(Code, "E00", null, null, $"审核员退回：{reason}", KeptRow.Word(Model.Catalogue.Checking.ProblemSeverity.Error))] };
            await work.ExecuteAsync("""
                insert into collection.kept_row (submission, row, state, content) values (@Id, @row, 'refused', @content)
                    on conflict (submission, row) do update set state = 'refused', content = @content
                """, new { submission.Id, row, content = marked.Seal(key) }, ct);
        }
    }
}
