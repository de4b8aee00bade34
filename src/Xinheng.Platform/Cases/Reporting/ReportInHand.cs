using System.Security.Cryptography;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Model.Procedures;
using Xinheng.Platform.Journal;

namespace Xinheng.Platform.Cases.Reporting;

/// <summary>One report, locked by an act: whether a step may be taken, and what taking it does to clocks, table and log.</summary>
internal sealed class ReportInHand(Work work, ReportRow row, ReportClocks clocks, DateOnly today)
{
    /// <summary>Kind of its deadlines in <c>law.deadline</c>.</summary>
    public const string Kind = "report";

    public const string SealedDigest = """
        select sha256(coalesce(s.identity, '') || s.words ||
                      coalesce((select string_agg(m.sealed, '' order by m.no) from cases.report_message m where m.report = s.report), ''))
          from cases.report_seal s where s.report = @id
        """;

    public ReportRow Row { get; } = row;

    public static Refusal NotFound => Refusal.NotFound("cases.report.none", "没有这件投诉或举报，或者不归您办。");

    /// <summary>Whether somebody handles it: an operator of its region, and never one of the unit that is reported (回避).</summary>
    public static bool MayHandle(Caller caller, ReportRow row) =>
        caller.May(Permission.HandleCases, new Target(null, row.Region))
        && (caller.Actor.Organisation is not { } own || (own != row.Unit && own != row.Asked));

    public static bool MayAnswer(Caller caller, ReportRow row) => row.Asked is { } asked && caller.May(Permission.DecideCases, asked);

    public Refusal? Refuse(string code) => StepOf(code).From.Any(stage => stage.Code == Row.Stage) ? null
        : Refusal.Conflict("cases.report.stage", $"现在是“{Row.At.Name}”，不能{StepOf(code).Name}。请刷新页面，看现在该谁办。");

    /// <summary>Takes the step: clocks, the row as it is to be, the log.</summary>
    public async Task<Result<ReportRow>> GoAsync(string code, ReportRow changed, CancellationToken ct)
    {
        var step = StepOf(code);
        var to = step.To ?? Row.At;
        changed = changed with { Stage = to.Code, ClosedOn = to.IsClosed ? today : null };
        if (step.Pauses)
        {
            changed = changed with { PausedOn = today };
        }

        if (step.Resumes || (to.IsClosed && changed.PausedOn is not null))
        {
            changed = changed with { PausedOn = null };
        }

        var kept = await clocks.TakeAsync(work, Row, step, today, ct);
        if (kept.IsRefused)
        {
            return Result<ReportRow>.Refuse(kept.Refusals);
        }

        await ReportTable.UpdateAsync(work, changed, ct);
        await NoteAsync(work, changed, step.Code, today, ct);
        return changed;
    }

    /// <summary>Something is noted about it without a step of the procedure: a look behind the seal, a reward.</summary>
    /// <param name="reason">Why, where the log has to say so.</param>
    public async Task NoteAsync(string what, ReportRow changed, string? reason, CancellationToken ct)
    {
        await ReportTable.UpdateAsync(work, changed, ct);
        await NoteAsync(work, changed, what, today, ct, reason);
    }

    public static async Task NoteAsync(Work work, ReportRow row, string step, DateOnly today, CancellationToken ct, string? reason = null)
    {
        var salt = RandomNumberGenerator.GetBytes(16);
        var digest = row.Digest(salt, (await work.FindAsync<byte[]>(SealedDigest, new { id = row.Id }, ct))!);
        var no = await work.FindAsync<int>("select count(*)::int + 1 from cases.report_event where report = @Id", new { row.Id }, ct);
        await work.ExecuteAsync("""
            insert into cases.report_event (report, no, step, stage, on_day, salt, digest, entry)
            values (@Id, @no, @step, @Stage, @today, @salt, @digest, @entry)
            """, new { row.Id, no, step, row.Stage, today, salt, digest, entry = work.Entry.Value }, ct);
        work.Tell(new { report = row.Id, no, step, stage = row.Stage, digest = Convert.ToHexStringLower(digest), reason });
    }

    private Step StepOf(string code) => Row.Procedure.Find(code)!;
}
