using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;

namespace Xinheng.Platform.Disclosure.Persons;

/// <summary>Takes an authorisation back: the next reading by it is refused. Basis: 个人信息保护法 15 (V).</summary>
public sealed class RevokeAuthorisation(Journal.Journal journal, SubjectOfNumber subjects)
{
    /// <param name="Subject">Whose it is, shown by a document at a counter; null: the caller's own. Nobody ends another's.</param>
    public sealed record Command(Guid Authorisation, GivenNumber? Subject);

    public async Task<Result<Done>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        if (!ActingFor.May(caller, command.Subject))
        {
            return Refusal.Forbidden("persons.not-counter-revoke", "撤回查询授权由窗口工作人员办理。");
        }

        await using var work = await journal.OpenAsync(caller.Actor, Power.RevokeAuthorisation, ct);
        var subject = await ActingFor.FindAsync(subjects, work, command.Subject, caller, ct);
        if (await work.ExecuteAsync("""
            update disclosure.authorisation set revoked_in = @entry where id = @Authorisation and subject_id = @subject and revoked_in is null
            """, new { entry = work.Entry.Value, command.Authorisation, subject = subject?.Value }, ct) == 0)
        {
            return Refusal.NotFound("persons.authorisation-unknown", "当事人名下没有这份有效的授权：编号不对、已撤回，或不是本人的。");
        }

        work.Tell(new { revoked = command.Authorisation });
        await work.CommitAsync(ct);
        return default(Done);
    }
}
