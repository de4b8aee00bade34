using Xinheng.Model.Cases.Stating;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Platform.Procedures;
using Xinheng.Platform.Records;

namespace Xinheng.Platform.Cases.Stating;

/// <summary>
/// The platform takes down words that may not stand in public: another's secrets, insults, advertising. Why is told to the
/// subject, which may write anew. What the subject thinks of the decision is no reason.
/// </summary>
public sealed class TakeDownStatement(Journal.Journal journal)
{
    public sealed record Command(RecordId Record, string Reason);

    private sealed record Found(string Item, Guid Subject, string? Region);

    public async Task<Result<Done>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        if (!caller.MayEnter(Permission.HandleCases))
        {
            return Refusal.Forbidden("cases.statement-not-operator", "撤下他人的说明需要信用中心值班员角色。");
        }

        await using var work = await journal.OpenAsync(caller.Actor, Power.TakeDownStatement, ct);
        var found = await work.FindAsync<Found>("""
            select r.item, r.subject_id as Subject, p.region
              from records.record r left join people.organisation p on p.code = r.provider
             where r.record_id = @Value
            """, command.Record, ct);
        if (found is null || !caller.May(Permission.HandleCases, new Target(Region: found.Region, Subject: new SubjectId(found.Subject)))
            || await StatementTable.TakeAsync(work, command.Record, ct) is not { } statement)
        {
            return Refusal.NotFound("cases.statement-not-found", "没有找到这条记录旁边的说明，或者它不在您的地区。");
        }

        // The reason is read by the subject and kept: it follows the rules of the statement itself.
        if (!OwnView.Read(command.Reason).TryGet(out var reason))
        {
            return Refusal.Invalid("cases.statement-reason", $"请写明撤下的理由，本人会看到：1 至 {OwnView.Longest} 个字，不写个人号码。", "reason");
        }

        await StatementTable.EndAsync(work, statement.Id, "taken-down", reason.Text, ct);
        await Notices.TellSubjectAsync(
            work, new SubjectId(found.Subject), $"您写在一条记录旁边的说明已由平台撤下，理由：{reason.Text}。您可以在“我的信用”里改写后再登。", ct);
        work.Tell(new { statement = statement.Id, ended = "taken-down" });
        await work.AnnounceAsync(new RecordsChanged(found.Item, [new SubjectId(found.Subject)]), ct);
        await work.CommitAsync(ct);
        return default(Done);
    }
}
