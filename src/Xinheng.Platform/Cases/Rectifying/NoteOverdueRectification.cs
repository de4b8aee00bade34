using Dapper;
using Xinheng.Model.Cases.Rectifying;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Law;
using Xinheng.Platform.Procedures;

namespace Xinheng.Platform.Cases.Rectifying;

/// <summary>
/// 逾期自动列出: once a day, orders whose last day has passed move on to those who have to act, who are told; days on which nothing
/// ran are made up for. The lists themselves go by the date and wait for no job.
/// </summary>
public sealed class NoteOverdueRectification(Journal.Journal journal, CaseFiles cases, Database database, Clock clock)
{
    public const string Kind = "cases.note-overdue-rectifications";

    public async Task<int> SweepAsync(CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var overdue = (await connection.QueryAsync<Guid>(new CommandDefinition("""
            select r.case_id from cases.rectification r join procedures.case_file c on c.id = r.case_id
             where c.stage = @stage and r.due_on < @today order by r.due_on, r.case_id
            """, new { stage = RectificationProcedure.Ordered.Code, today = clock.Today }, cancellationToken: ct))).AsList();
        foreach (var id in overdue)
        {
            await RunAsync(new CaseId(id), ct);
        }

        return overdue.Count;
    }

    public JobKind AsJob() => new(Kind, async (_, ct) => await SweepAsync(ct));

    private async Task RunAsync(CaseId id, CancellationToken ct)
    {
        await using var work = await journal.OpenAsync(Caller.TheProgram.Actor, Power.NoteOverdueRectification, ct);
        var taken = await cases.TakeAsync(work, RectificationProcedure.Table, RectificationProcedure.FallDue, id, Caller.TheProgram, ct);
        if (!taken.TryGet(out var hand))
        {
            return; // somebody was quicker
        }

        var row = await CorrectionTable.OrderAsync(work, id, ct);
        await hand.GoAsync(RectificationProcedure.FallDue, null, ct);
        await hand.TellAsync(hand.File.Body!, $"{hand.File.Number}：整改期限 {row.DueOn:yyyy-MM-dd} 已过，当事人没有提交证明。请核查、延长、约谈或者移交。", ct);
        await hand.TellSubjectAsync($"{row.Number}：整改期限 {row.DueOn:yyyy-MM-dd} 已过。改好了的，现在仍然可以提交证明。", ct);
        await CorrectionTable.CommitAsync(hand, row, ct);
    }
}
