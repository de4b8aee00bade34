using Xinheng.Model.Cases.Objecting;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Platform.Cases.Objecting.Comparing;
using Xinheng.Platform.Procedures;

namespace Xinheng.Platform.Cases.Objecting;

/// <summary>
/// The platform's copy says what the provider handed in: whether that is right, the provider has to say. Everything the subject said and handed in goes
/// along as it is. Basis: 深圳经济特区社会信用条例 51, 河南省社会信用条例 41 (V).
/// </summary>
public sealed class RouteObjection(Journal.Journal journal, CaseFiles cases, ProvidersCopy copies, ObjectionsAtHand objections)
{
    public sealed record Command(CaseId Case);

    public async Task<Result<Done>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        var held = await objections.RecordOfAsync(command.Case, ct) is { } about ? await copies.CompareAsync(about, ct) : null;
        await using var work = await journal.OpenAsync(caller.Actor, Power.RouteObjection, ct);
        var taken = await cases.TakeAsync(work, ObjectionSteps.Procedure, ObjectionSteps.Route, command.Case, caller, ct);
        if (!taken.TryGet(out var hand) || held is null)
        {
            return Result<Done>.Refuse(taken.Refusals);
        }

        if (held.Verdict == CopyVerdict.Differs)
        {
            return Refusal.Conflict("cases.own-fault", "平台的副本和提供单位报送的原件不一致：是平台的差错，请直接更正，不用转提供单位。");
        }

        var objection = await ObjectionTable.FindAsync(work, command.Case, ct);
        var provider = (await work.FindAsync<string>("select provider from records.record where record_id = @Value", objection.About, ct))!;
        await hand.PassAsync(provider, ct);
        var moved = await hand.GoAsync(ObjectionSteps.Route, null, ct);
        if (moved.IsRefused)
        {
            return Result<Done>.Refuse(moved.Refusals);
        }

        await ObjectionTable.CompareAsync(work, command.Case, held, ct);
        await hand.TellAsync(provider, $"异议 {hand.File.Number} 转本单位核查：有主体认为本单位报送的一条记录有误。请按期核查答复，逐项说明理由。", ct);
        await hand.TellSubjectAsync($"您的异议 {hand.File.Number}：平台的副本与提供单位报送的一致，已转提供单位核查答复。", ct);
        await hand.CommitAsync(new { record = objection.Record, compared = ObjectionTable.WordOf(held.Verdict), provider }, ct);
        return default(Done);
    }
}
