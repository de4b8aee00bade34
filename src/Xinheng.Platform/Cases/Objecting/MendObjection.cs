using Xinheng.Model.Cases.Objecting;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Platform.Cases.Objecting.Comparing;
using Xinheng.Platform.Cases.Objecting.Telling;
using Xinheng.Platform.Catalogue.Publishing;
using Xinheng.Platform.Procedures;
using Xinheng.Platform.Records.Moving;

namespace Xinheng.Platform.Cases.Objecting;

/// <summary>
/// The platform's copy is not what the provider handed in: the platform's own fault, put right at once and without asking the provider. It writes
/// what the provider said and nothing else. Basis: 深圳经济特区社会信用条例 51 (V).
/// </summary>
public sealed class MendObjection(Journal.Journal journal, CaseFiles cases, Standings standings, ProvidersCopy copies, ObjectionsAtHand objections, CatalogueInForce catalogue)
{
    public const string Outcome = "mended";

    public sealed record Command(CaseId Case, string Reason);

    public async Task<Result<Done>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        var held = await objections.RecordOfAsync(command.Case, ct) is { } about ? await copies.CompareAsync(about, ct) : null;
        await using var work = await journal.OpenAsync(caller.Actor, Power.MendObjection, ct);
        var taken = await cases.TakeAsync(work, ObjectionSteps.Procedure, ObjectionSteps.Mend, command.Case, caller, ct);
        if (!taken.TryGet(out var hand) || held is null)
        {
            return Result<Done>.Refuse(taken.Refusals);
        }

        var objection = await ObjectionTable.FindAsync(work, command.Case, ct);
        var record = (await standings.TakeAsync(work, objection.About, ct))!;
        if (held is not { Verdict: CopyVerdict.Differs, Theirs: { } theirs } || held.Revision != record.Revision)
        {
            return Refusal.Conflict("cases.nothing-to-mend", "平台的副本和提供单位报送的原件一致（或者刚刚变了），不是平台的差错。请刷新后再核对；一致的，转提供单位核查。");
        }

        var moved = await hand.GoAsync(ObjectionSteps.Mend, command.Reason, ct);
        if (moved.IsRefused)
        {
            return Result<Done>.Refuse(moved.Refusals);
        }

        var since = await WhoRead.WrongSinceAsync(work, record.Id, record.Revision, ct);
        var standing = CorrectedStanding.Of(record.Standing, theirs.Standing, $"平台副本与报送原件不一致，已更正（{hand.File.Number}）") with
        {
            Contested = await Marks.StayAsync(work, record.Id, command.Case, ct),
        };
        var tree = await Standings.CorrectAsync(record, theirs, held.Edition, standing, ct);
        var item = (await catalogue.CurrentAsync(ct)).Pack.Find(record.Item);
        var told = await TellReaders.RunAsync(hand, record, new("平台已更正自己的差错",
            [.. held.Differences.Select(one => FieldsOfRecord.NameOf(item, one.Field))], since ?? work.At.UtcDateTime), ct);
        await ObjectionTable.CompareAsync(work, command.Case, held, ct);
        var answers = (await ObjectionTable.ClaimsAsync(work, command.Case, ct)).ToDictionary(claim => claim.No, _ => command.Reason.Trim());
        await ObjectionTable.EndAsync(work, hand.File, Outcome, command.Reason.Trim(), answers, record.Revision + 1, caller, ct);
        await hand.TellSubjectAsync($"您的异议 {hand.File.Number} 已办结：是平台的差错，已经更正。更正前后的内容和答复书可以在办件里查看、打印。", ct);
        await hand.CommitAsync(new
        {
            record = record.Id.Value, item = record.Item, revision = record.Revision + 1, outcome = Outcome, compared = ObjectionTable.WordOf(held.Verdict),
            answered = ObjectionTable.SealOf(Outcome, command.Reason.Trim(), answers), told,
        }, ct, tree);
        return default(Done);
    }
}
