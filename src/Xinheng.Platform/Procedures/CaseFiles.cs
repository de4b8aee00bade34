using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Model.Procedures;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Journal;
using Xinheng.Platform.Law;

namespace Xinheng.Platform.Procedures;

/// <summary>
/// The kernel: opens the case of a procedure and takes it in hand for a step. It asks whose step it is and whether it is its turn;
/// what the step does is its act's business.
/// </summary>
public sealed class CaseFiles(Deadlines deadlines, DeadlinePauses pauses, Clock clock)
{
    /// <param name="Step">The step that opens it.</param>
    /// <param name="Key">What there is to be only one open case of: a record's id, as a rule.</param>
    public sealed record Opening(Procedure Procedure, Step Step, SubjectId Subject, string Key)
    {
        public Guid? About { get; init; }

        /// <summary>Code of the unit that has it in hand from the beginning; null: the platform.</summary>
        public string? Body { get; init; }

        /// <summary>Division whose operators supervise it; null: that of the unit.</summary>
        public string? Region { get; init; }

        public FiledBy FiledBy { get; init; } = FiledBy.Web;

        public string? Reason { get; init; }
    }

    /// <summary>Opens a case and takes its first step. Two at the same moment make one: the second hears the first one's number.</summary>
    public async Task<Result<CaseInHand>> OpenAsync(Work work, Opening opening, Caller caller, CancellationToken ct)
    {
        var today = clock.Today;
        var file = new CaseFile
        {
            Id = new CaseId(clock.NewId()), Number = "", Procedure = opening.Procedure.Code, Subject = opening.Subject, About = opening.About,
            Body = opening.Body, Region = opening.Region, Stage = opening.Step.To!.Code, FiledBy = opening.FiledBy, RulesOn = today, OpenedOn = today,
        };
        List<Refusal> problems = [.. StepReason.Problems(opening.Step, opening.Reason)];
        if (MayNot(opening.Procedure, opening.Step, file, caller) is { } refusal)
        {
            problems.Add(refusal);
        }

        if (problems.Count > 0)
        {
            return Result<CaseInHand>.Refuse(problems);
        }

        file = file with { Number = await CaseTable.NextNumberAsync(work, opening.Procedure, today, ct) };
        if (!await CaseTable.InsertAsync(work, file, opening.Key, ct))
        {
            var number = await CaseTable.OpenNumberAsync(work, opening.Procedure.Code, opening.Key, ct);
            return Refusal.Conflict("procedures.already-open", $"同一事项已经在办理（{opening.Procedure.Name}，编号 {number}），不必重复提交，可以在办件进度里查看。");
        }

        var hand = new CaseInHand(work, deadlines, pauses, opening.Procedure, file, today, caller);
        await hand.RecordAsync(opening.Step, opening.Reason, ct);
        return hand;
    }

    /// <summary>Takes a case in hand for a step: its row is locked until the act ends.</summary>
    public async Task<Result<CaseInHand>> TakeAsync(Work work, Procedure procedure, Step step, CaseId id, Caller caller, CancellationToken ct)
    {
        var file = await CaseTable.FindAsync(work, id, ct);
        if (file is null || file.Procedure != procedure.Code || !CaseSight.MaySee(file, caller))
        {
            return CaseSight.NotFound;
        }

        if (MayNot(procedure, step, file, caller) is { } refusal)
        {
            return refusal;
        }

        if (!step.From.Any(stage => stage.Code == file.Stage))
        {
            return Refusal.Conflict("procedures.wrong-stage",
                $"{file.Number} 现在是“{procedure.StageOf(file.Stage)?.Name}”，不能办理“{step.Name}”。请刷新后按当前环节办理。");
        }

        return new CaseInHand(work, deadlines, pauses, procedure, file, clock.Today, caller);
    }

    private static Refusal? MayNot(Procedure procedure, Step step, CaseFile file, Caller caller) =>
        step.By switch
        {
            Party.Subject => caller.May(Permission.OwnCases, new Target(Subject: file.Subject)) || caller.MayEnter(Permission.ServeSubjects),
            Party.Platform => caller.May(Permission.HandleCases, new Target(file.Body, file.Region)),
            Party.Body => file.Body is { } body && caller.May(Permission.DecideCases, body),
            _ => caller.Actor.Kind == ActorKind.Program,
        }
            ? null
            : Refusal.Forbidden("procedures.not-your-step", $"{procedure.Name}的“{step.Name}”由{PartyWords.Of(step.By)}办理，您的账户不能代办。");
}
