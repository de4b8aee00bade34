using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Platform.Records;

namespace Xinheng.Platform.Disclosure.Persons;

/// <summary>The subject takes its veto back: what it had hidden is shown again as the catalogue says.</summary>
public sealed class LiftVeto(Journal.Journal journal, SubjectOfNumber subjects)
{
    /// <param name="Subject">Null: the caller's own.</param>
    public sealed record Command(GivenNumber? Subject, string Item);

    public async Task<Result<Done>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        if (!ActingFor.May(caller, command.Subject))
        {
            return Refusal.Forbidden("persons.not-counter-lift", "撤回不公示请求由本人办理，或由窗口工作人员凭本人证件办理。");
        }

        await using var work = await journal.OpenAsync(caller.Actor, Power.LiftVeto, ct);
        if (await ActingFor.FindAsync(subjects, work, command.Subject, caller, ct) is not { } subject || await work.ExecuteAsync("""
            update disclosure.veto set lifted_in = @entry where subject_id = @subject and item = @Item and lifted_in is null
            """, new { entry = work.Entry.Value, subject = subject.Value, command.Item }, ct) == 0)
        {
            return Refusal.NotFound("persons.no-veto", "本人没有要求不公示这类信息，不必撤回。");
        }

        work.Tell(new { subject = subject.Value, lifted = command.Item });
        await work.AnnounceAsync(new RecordsChanged(command.Item, [subject]), ct);
        await work.CommitAsync(ct);
        return default(Done);
    }
}
