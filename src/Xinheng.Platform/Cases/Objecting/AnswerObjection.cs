using Xinheng.Model.Cases.Objecting;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Model.Records;
using Xinheng.Platform.Cases.Objecting.Comparing;
using Xinheng.Platform.Cases.Objecting.Telling;
using Xinheng.Platform.Catalogue.Publishing;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Journal;
using Xinheng.Platform.Law;
using Xinheng.Platform.Procedures;
using Xinheng.Platform.Records;
using Xinheng.Platform.Records.Moving;

namespace Xinheng.Platform.Cases.Objecting;

/// <summary>
/// The provider answers, claim by claim and with reasons. What is wrong goes, is put right or stops in this very act; whoever had read it is told;
/// the provider owes an account of the cause. Basis: 浙江省公共信用信息管理条例 30、31, 河南省社会信用条例 41 (V).
/// </summary>
public sealed class AnswerObjection(
    Journal.Journal journal, CaseFiles cases, Standings standings, CorrectedContents contents, CatalogueInForce catalogue, Clock clock)
{
    /// <param name="Answers">By number of the claim; where there is one claim, the reasons answer it.</param>
    /// <param name="Values">By field code, of what is put right or added.</param>
    public sealed record Command(
        CaseId Case, ObjectionOutcome Outcome, string Reasons, IReadOnlyDictionary<int, string> Answers, IReadOnlyDictionary<string, string> Values);

    private sealed record Written(TreeHead? Tree, int? Revision, IReadOnlyList<string> Fields);

    public async Task<Result<Done>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        await using var work = await journal.OpenAsync(caller.Actor, Power.AnswerObjection, ct);
        var taken = await cases.TakeAsync(work, ObjectionSteps.Procedure, command.Outcome.StepOf(), command.Case, caller, ct);
        if (!taken.TryGet(out var hand))
        {
            return Result<Done>.Refuse(taken.Refusals);
        }

        var objection = await ObjectionTable.FindAsync(work, command.Case, ct);
        var claims = await ObjectionTable.ClaimsAsync(work, command.Case, ct);
        var answers = claims.ToDictionary(claim => claim.No, claim =>
            command.Answers.GetValueOrDefault(claim.No) is { Length: > 0 } given ? given.Trim() : claims.Count == 1 ? command.Reasons.Trim() : "");
        if (await ProblemsAsync(work, command, hand, objection, answers, caller, ct) is { Count: > 0 } problems)
        {
            return Result<Done>.Refuse(problems);
        }

        var record = (await standings.TakeAsync(work, objection.About, ct))!;
        var since = await SinceAsync(work, record, command.Outcome, ct);
        var wrote = await WriteAsync(work, command, hand, record, ct);
        if (!wrote.TryGet(out var written))
        {
            return Result<Done>.Refuse(wrote.Refusals);
        }

        await hand.GoAsync(command.Outcome.StepOf(), command.Reasons, ct);
        var code = ObjectionOutcomes.CodeOf(command.Outcome);
        await ObjectionTable.EndAsync(work, hand.File, code, command.Reasons.Trim(), answers, written.Revision, caller, ct);
        var told = command.Outcome.Upholds()
            ? await TellReaders.RunAsync(hand, record, new(BecameOf(command.Outcome), written.Fields, since ?? work.At.UtcDateTime), ct)
            : [];
        var defect = command.Outcome.Upholds() ? await OpenDefectAsync(work, command, objection, record, written, ct) : (Guid?)null;
        await hand.TellSubjectAsync($"您的异议 {hand.File.Number} 已答复：{ObjectionOutcomes.NameOf(command.Outcome)}。理由、逐项答复和不服时可以找谁，都写在答复书里，可以查看、打印。", ct);
        await hand.CommitAsync(new
        {
            record = record.Id.Value, item = record.Item, revision = written.Revision, outcome = code,
            answered = ObjectionTable.SealOf(code, command.Reasons.Trim(), answers), told, defect,
        }, ct, written.Tree);
        return default(Done);
    }

    private static async Task<List<Refusal>> ProblemsAsync(
        Work work, Command command, CaseInHand hand, ObjectionTable.Row objection, Dictionary<int, string> answers, Caller caller, CancellationToken ct)
    {
        List<Refusal> problems = [.. ObjectionText.TextProblems(command.Reasons, ObjectionText.LongestWhy, "reasons", "理由")];
        problems.AddRange(answers.SelectMany(one => ObjectionText.TextProblems(one.Value, ObjectionText.LongestWhy, FormattableString.Invariant($"answer-{one.Key}"), $"第 {one.Key} 项的答复")));
        if (hand.File.PausedOn is not null)
        {
            problems.Add(Refusal.Conflict("cases.answer-paused", "时限还在中止。请先登记检验、鉴定结束，再答复。"));
        }

        if (command.Outcome.Corrects() != command.Values.Count > 0)
        {
            problems.Add(Refusal.Invalid("cases.answer-values", command.Outcome.Corrects()
                ? "请填写更正（补充）后的内容，至少一项。" : "填写了更正后的内容，结果却不是“更正”或“补充”。请改选结果，或者清空填写的内容。", "outcome"));
        }

        // 谁报的谁不复核: the second look is another person's.
        if (objection.ComparedWith is { } submission && await work.FindAsync<bool>(
            "select exists (select from collection.submission where id = @submission and @who in (received_by, sent_by))", new { submission, who = caller.Actor.Identity }, ct))
        {
            problems.Add(Refusal.Forbidden("cases.own-row", "这条记录是您自己报送的。异议由本单位另一个人核查答复。"));
        }

        return problems;
    }

    private static async Task<DateTime?> SinceAsync(Work work, RecordInHand record, ObjectionOutcome outcome, CancellationToken ct) => outcome switch
    {
        ObjectionOutcome.Stop => await WhoRead.OverdueSinceAsync(work, record.Id, ct),
        _ when outcome.Corrects() => await WhoRead.WrongSinceAsync(work, record.Id, record.Revision, ct),
        _ => await WhoRead.KeptSinceAsync(work, record.Id, ct),
    };

    private async Task<Result<Written>> WriteAsync(Work work, Command command, CaseInHand hand, RecordInHand record, CancellationToken ct)
    {
        var reason = $"异议{ObjectionOutcomes.NameOf(command.Outcome)}（{hand.File.Number}）";
        var stays = await Marks.StayAsync(work, record.Id, command.Case, ct);
        if (command.Outcome.Corrects())
        {
            var latest = (await work.FindAsync<LatestRevision>($"{LatestRevision.Select} where r.record_id = @Value", record.Id, ct))!;
            var made = await contents.MakeAsync(work, latest, command.Values, ct);
            if (!made.TryGet(out var corrected))
            {
                return Result<Written>.Refuse(made.Refusals);
            }

            var item = (await catalogue.CurrentAsync(ct)).Pack.Find(record.Item);
            var standing = CorrectedStanding.Of(record.Standing, corrected.Candidate.Standing, reason) with { Contested = stays };
            return new Written(
                await Standings.CorrectAsync(record, corrected.Candidate, corrected.Edition, standing, ct), record.Revision + 1,
                [.. command.Values.Keys.Select(code => FieldsOfRecord.NameOf(item, code))]);
        }

        // What its provider has withdrawn meanwhile is gone already.
        var isThere = record.Standing.State is RecordState.Current or RecordState.Shielded;
        Standing? next = command.Outcome switch
        {
            _ when !command.Outcome.Upholds() => record.Standing.Contested && !stays ? record.Standing.Contest(false) : null,
            _ when !isThere => null,
            ObjectionOutcome.Stop => record.Standing.Stop(clock.Today, reason) with { Contested = stays },
            _ => record.Standing.Withdraw(reason),
        };
        return next is null ? new Written(null, null, []) : new Written(await Standings.ReviseAsync(record, next, ct), record.Revision + 1, []);
    }

    private async Task<Guid> OpenDefectAsync(
        Work work, Command command, ObjectionTable.Row objection, RecordInHand record, Written written, CancellationToken ct)
    {
        var id = clock.NewId();
        await work.ExecuteAsync("""
            insert into cases.defect (id, case_id, provider, item, record, submission, "row", what, entry, opened_at)
            values (@id, @CaseId, @Provider, @Item, @Record, @ComparedWith, @ComparedRow, @what, @entry, @At)
            """, new
        {
            id, objection.CaseId, record.Standing.Provider, record.Item, objection.Record, objection.ComparedWith, objection.ComparedRow,
            what = ObjectionOutcomes.NameOf(command.Outcome) + (written.Fields.Count > 0 ? $"：{string.Join("、", written.Fields)}" : ""),
            entry = work.Entry.Value, work.At,
        }, ct);
        return id;
    }

    private static string BecameOf(ObjectionOutcome outcome) => outcome switch
    {
        ObjectionOutcome.Delete => "已删除",
        ObjectionOutcome.Correct => "已更正",
        ObjectionOutcome.Add => "已补充",
        ObjectionOutcome.Stop => "已停止公示",
        _ => "已移出",
    };
}
