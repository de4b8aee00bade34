using Xinheng.Model.Catalogue;
using Xinheng.Model.Catalogue.Checking;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;

namespace Xinheng.Platform.Collection.Columns;

/// <summary>
/// Says which of the item's columns those of a file are, where their names do not say it. The file stays as it is; what was
/// said is part of what is checked and approved, and is remembered for the body's next file.
/// </summary>
public sealed class ChooseColumns(Journal.Journal journal, Submissions submissions, SubmissionPasses passes)
{
    /// <param name="Submission">Which.</param>
    /// <param name="Names">Name in the file → field code; empty leaves a column out.</param>
    public sealed record Command(SubmissionId Submission, IReadOnlyDictionary<string, string> Names);

    public async Task<Result<Done>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        var found = await submissions.FindAsync(command.Submission, caller, ct);
        if (!found.TryGet(out var seen))
        {
            return Result<Done>.Refuse(found.Refusals);
        }

        var looked = await passes.TermsAsync(seen, null, ct);
        if (!looked.TryGet(out var terms))
        {
            return Result<Done>.Refuse(looked.Refusals);
        }

        await using var work = await journal.OpenAsync(caller.Actor, Power.ChooseColumns, ct);
        var submission = (await Submissions.ForUpdateAsync(work, command.Submission, ct))!;
        if (Problems(command, caller, submission, terms.Item) is { Count: > 0 } problems)
        {
            return Result<Done>.Refuse(problems);
        }

        await work.ExecuteAsync("""
            delete from collection.column_choice where submission = @Id;
            insert into collection.column_choice (submission, given, field, chosen_by, chosen_at)
            select @Id, given, field, @by, @At from unnest(@given, @field) as t (given, field);
            insert into collection.column_memory (provider, item, given, field, chosen_at)
            select @Provider, @Item, given, field, @At from unnest(@given, @field) as t (given, field)
                on conflict (provider, item, given) do update set field = excluded.field, chosen_at = @At;
            update collection.submission set state = 'checking', draft = true, fault = null where id = @Id
            """, new
        {
            submission.Id, submission.Provider, submission.Item, work.At, by = caller.Actor.Identity,
            given = command.Names.Keys.ToArray(), field = command.Names.Values.ToArray(),
        }, ct);
        await passes.EnqueueCheckAsync(work.Transaction, submission, ct);
        work.Tell(new { submission = submission.Id, columns = command.Names.Count, leftOut = command.Names.Count(name => name.Value.Length == 0) });
        await work.CommitAsync(ct);
        return default(Done);
    }

    private static List<Refusal> Problems(Command command, Caller caller, Submission submission, CatalogueItem item)
    {
        List<Refusal> problems = [];
        if (!caller.May(Permission.Submit, submission.Whose with { Item = submission.Item }))
        {
            problems.Add(Refusal.Forbidden("collection.not-maker", "认定文件的列需要本单位的数据管理员角色。"));
        }

        var isOpen = submission.Where is SubmissionState.Received or SubmissionState.Checking or SubmissionState.Checked or SubmissionState.Returned;
        if (submission.Rounds > 0 || !isOpen)
        {
            problems.Add(Refusal.Conflict("collection.columns-settled", "这份报送已经审核通过，列的对应不能再改。"));
        }

        problems.AddRange(command.Names.Values.Where(code => code.Length > 0).GroupBy(code => code).Where(code => code.Count() > 1)
            .Select(code => Refusal.Invalid("collection.column-twice",
                $"有 {code.Count()} 列都对应到“{NameOf(item, code.Key)}”。每一项只能有一列。")));
        foreach (var (given, code) in command.Names)
        {
            if (code.Length > 0 && item.IndexOf(code) < 0)
            {
                problems.Add(Refusal.Invalid("collection.unknown-field", $"E10 信息项 {item.Code} 没有字段“{code}”。", code));
            }
            else if (code.Length == 0 && ColumnMap.Match(item, [given]) is { IsRefused: true } map
                && map.Refusals.FirstOrDefault(refusal => refusal.Code == "header.forbidden-personal-data") is { } forbidden)
            {
                problems.Add(forbidden);
            }
        }

        return problems;
    }

    private static string NameOf(CatalogueItem item, string code) => item.IndexOf(code) is >= 0 and var column ? item.Columns[column].Name : code;
}
