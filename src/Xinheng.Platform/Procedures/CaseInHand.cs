using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Model.Procedures;
using Xinheng.Platform.Journal;
using Xinheng.Platform.Law;

namespace Xinheng.Platform.Procedures;

/// <summary>One case within one act: steps taken, clocks moved, people told; all of it commits with the act or not at all.</summary>
public sealed class CaseInHand
{
    /// <summary>What deadlines of cases are about, in the law's tables.</summary>
    public const string Kind = "case";

    private readonly Deadlines deadlines;
    private readonly DeadlinePauses pauses;
    private readonly DateOnly today;
    private readonly Caller caller;
    private readonly List<string> steps = [];

    internal CaseInHand(
        Work work, Deadlines deadlines, DeadlinePauses pauses, Procedure procedure, CaseFile file, DateOnly today, Caller caller)
    {
        (Work, Procedure, File) = (work, procedure, file);
        (this.deadlines, this.pauses, this.today, this.caller) = (deadlines, pauses, today, caller);
    }

    public Work Work { get; }

    public Procedure Procedure { get; }

    public CaseFile File { get; private set; }

    /// <summary>Takes a step: the case moves, clocks start, stop and end as the procedure's table says.</summary>
    public async Task<Result<CaseFile>> GoAsync(Step step, string? reason, CancellationToken ct)
    {
        List<Refusal> problems = [.. StepReason.Problems(step, reason)];
        if (problems.Count == 0 && step.Pauses)
        {
            var stopped = await DeadlinePauses.StopAsync(Work, Kind, File.Id.Value, today, ct);
            problems.AddRange(stopped.Refusals);
            File = stopped.IsRefused ? File : File with { PausedOn = today };
        }

        if (problems.Count > 0)
        {
            return Result<CaseFile>.Refuse(problems);
        }

        if (step.Resumes)
        {
            await pauses.ResumeAsync(Work, Kind, File.Id.Value, today, ct);
            File = File with { PausedOn = null };
        }

        await RecordAsync(step, reason, ct);
        return File;
    }

    /// <summary>Hands the case to another unit (null: the platform), which owes from now on what is open.</summary>
    public async Task PassAsync(string? body, CancellationToken ct)
    {
        File = File with { Body = body };
        await Work.ExecuteAsync("""
            update procedures.case_file set body = @body, region = coalesce((select o.region from people.organisation o where o.code = @body), region)
             where id = @id;
            update procedures.clock set organisation = @body where case_id = @id and not ended and owes = 'body'
            """, new { id = File.Id.Value, body }, ct);
    }

    /// <summary>A running clock gets more time by a rule of its own, counted from its last day. Refused where the place has no such rule,
    /// or the clock has run out or is none.</summary>
    public async Task<Result<DeadlineOnRecord>> ExtendAsync(ClockOf running, string rule, CancellationToken ct)
    {
        var open = await CaseClockTable.OpenAsync(Work, File.Id, running.Code, ct);
        if (open is not { Deadline: { } id } || await CaseClockTable.DueAsync(Work, id, ct) is not { } due)
        {
            return Refusal.Conflict("procedures.nothing-to-extend", $"“{running.Name}”没有正在计算的期限，无从延长。");
        }

        if (due < today)
        {
            return Refusal.Conflict("procedures.extended-too-late", $"“{running.Name}”的期限已于{due:yyyy-MM-dd}届满，届满后不能再延长。");
        }

        var set = await deadlines.SetAsync(Work, new Deadlines.Start(Kind, File.Id.Value, rule, "原期限届满", due, File.RulesOn), ct);
        if (set.TryGet(out var longer))
        {
            await Deadlines.LapseAsync(Work, id, ct);
            await CaseClockTable.EndAsync(Work, File.Id, running.Code, ct);
            await CaseClockTable.AddAsync(Work, File, running, longer, today, ct);
        }

        return set;
    }

    /// <summary>Tells the subject.</summary>
    public Task TellSubjectAsync(string text, CancellationToken ct) => NoticeTable.AddAsync(Work, File.Id, File.Subject, null, text, ct);

    /// <summary>Tells a unit.</summary>
    public Task TellAsync(string organisation, string text, CancellationToken ct) => NoticeTable.AddAsync(Work, File.Id, null, organisation, text, ct);

    /// <summary>What the journal says of it: <c>case</c>, with what the act adds. No subject stands there, only a digest that fixes it.</summary>
    public object Facts(object? more = null) => new
    {
        @case = new
        {
            id = File.Id.Value, number = File.Number, procedure = Procedure.Code, steps, stage = File.Stage, body = File.Body, about = File.About,
            subject = CaseVerification.SealOf(File.Id, File.Subject),
        },
        act = more,
    };

    /// <summary>Tells the journal and commits the act.</summary>
    public async Task CommitAsync(object? more, CancellationToken ct, TreeHead? tree = null)
    {
        Work.Tell(Facts(more), tree);
        await Work.CommitAsync(ct);
    }

    internal async Task RecordAsync(Step step, string? reason, CancellationToken ct)
    {
        steps.Add(step.Code);
        var stage = step.To ?? Procedure.StageOf(File.Stage)!;
        File = File with { Stage = stage.Code, ClosedOn = stage.IsClosed ? today : null, PausedOn = stage.IsClosed ? null : File.PausedOn };
        await Work.ExecuteAsync("""
            update procedures.case_file set stage = @Stage, closed_on = @ClosedOn, paused_on = @PausedOn where id = @id;
            insert into procedures.step (case_id, no, step, stage, day, at, party, organisation, body, reason, entry)
            select @id, (select count(*) + 1 from procedures.step s where s.case_id = @id), @step, @Stage, @today, @At, @party, @organisation, @Body, @reason, @entry
            """, new
        {
            id = File.Id.Value, File.Stage, File.ClosedOn, File.PausedOn, File.Body, step = step.Code, today, Work.At, party = PartyWords.Code(step.By),
            organisation = caller.Actor.Organisation, reason = string.IsNullOrWhiteSpace(reason) ? null : reason.Trim(), entry = Work.Entry.Value,
        }, ct);
        await MoveClocksAsync(step, stage, ct);
    }

    private async Task MoveClocksAsync(Step step, Stage stage, CancellationToken ct)
    {
        foreach (var clock in step.Meets)
        {
            if (await CaseClockTable.OpenAsync(Work, File.Id, clock.Code, ct) is { } open)
            {
                await EndAsync(open, met: true, ct);
            }
        }

        var lapsing = stage.IsClosed
            ? await CaseClockTable.AllOpenAsync(Work, File.Id, ct)
            : (await CaseClockTable.AllOpenAsync(Work, File.Id, ct)).Where(c => step.Lapses.Any(l => l.Code == c.Clock));
        foreach (var open in lapsing)
        {
            await EndAsync(open, met: false, ct);
        }

        foreach (var clock in step.Starts)
        {
            var set = await deadlines.SetAsync(Work, new Deadlines.Start(Kind, File.Id.Value, clock.Rule, clock.Fact, today, File.RulesOn), ct);
            await CaseClockTable.AddAsync(Work, File, clock, set.TryGet(out var deadline) ? deadline : null, today, ct);
        }
    }

    private async Task EndAsync(CaseClockTable.Open open, bool met, CancellationToken ct)
    {
        if (open.Deadline is { } id)
        {
            _ = met ? await Deadlines.MeetAsync(Work, id, today, ct) : await Deadlines.LapseAsync(Work, id, ct);
        }

        await CaseClockTable.EndAsync(Work, File.Id, open.Clock, ct);
    }
}
