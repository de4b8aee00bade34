using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.Disclosure.Persons;

/// <summary>Whom a document shown at the counter belongs to, for the clerk's acts on that person's own behalf.</summary>
public sealed class SubjectAtCounter(Database database, SubjectOfNumber subjects)
{
    /// <summary>
    /// Somebody nobody keeps anything about gets an id that nothing belongs to: what is then asked answers as it does about
    /// another's record, and the counter does not learn who is on file.
    /// </summary>
    public async Task<Result<SubjectId>> FindAsync(string? scheme, string? number, Caller caller, CancellationToken ct)
    {
        if (!caller.May(Permission.ServeSubjects, caller.Actor.Organisation))
        {
            return Refusal.Forbidden("persons.not-counter-served", "代当事人办理需要窗口工作人员角色。");
        }

        var read = subjects.Read(scheme, number);
        if (!read.TryGet(out var given))
        {
            return Result<SubjectId>.Refuse(read.Refusals);
        }

        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return await subjects.FindAsync(connection, given, ct) ?? new SubjectId(Guid.Empty);
    }
}
