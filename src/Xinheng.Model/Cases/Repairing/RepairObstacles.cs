using Xinheng.Model.Foundation;
using Xinheng.Model.Records;

namespace Xinheng.Model.Cases.Repairing;

/// <summary>Why a record's repair cannot be applied for today, each with what to do instead.</summary>
internal static class RepairObstacles
{
    public static IEnumerable<Refusal> Of(RepairOutlook outlook)
    {
        var facts = outlook.Facts;
        if (!facts.IsAdverse)
        {
            yield return Refusal.Conflict("cases.repair-not-adverse", "这条记录不是失信信息，用不着修复。内容有误的，请提出异议。");
            yield break;
        }

        if (Of(facts.State) is { } state)
        {
            yield return state;
            yield break;
        }

        if (facts.Track.GoTo is { } goTo)
        {
            yield return Refusal.Conflict("cases.repair-other-track", goTo);
            yield break;
        }

        if (outlook.EarliestOn is not { } earliest)
        {
            yield return Refusal.Conflict("cases.repair-no-rule", "本地没有已核实的公示期规则，无法确定何时可以申请修复。请向作出决定的机关询问。");
            yield break;
        }

        if (outlook.EndsOn <= outlook.Today)
        {
            yield return Refusal.Conflict("cases.repair-expired",
                $"公示期已于{outlook.EndsOn:yyyy-MM-dd}届满，这条记录已自行停止公示，不用申请修复。");
            yield break;
        }

        if (earliest > outlook.Today)
        {
            yield return Refusal.Conflict("cases.repair-too-early",
                $"最短公示期未满：自决定日期{facts.DocumentDate:yyyy-MM-dd}起满{outlook.EarliestBy?.Period}，最早可以在{earliest:yyyy-MM-dd}申请（{outlook.EarliestBy?.Basis}）。");
        }

        if (outlook.Today < facts.BarredUntil)
        {
            yield return Refusal.Conflict("cases.repair-barred",
                $"因此前的申请提供虚假材料，{facts.BarredUntil:yyyy-MM-dd}起才能再次申请修复。对此有异议的，可以向认定机关提出。");
        }

        if (facts.HasOpenCase)
        {
            yield return Refusal.Conflict("cases.repair-already-open", "这条记录已有修复申请正在办理，不用重复提交。");
        }
    }

    private static Refusal? Of(RecordState state) => state switch
    {
        RecordState.Current or RecordState.Shielded => null,
        RecordState.Repaired => Refusal.Conflict("cases.repair-already-done", "这条记录已经完成信用修复，不再公示、不再使用，不用再申请。"),
        RecordState.Withdrawn => Refusal.Conflict("cases.repair-withdrawn", "这条记录已经撤下，不再公示、不再使用，不用申请修复。"),
        _ => Refusal.Conflict("cases.repair-archived", "这条记录已经归档，不再公示、不再使用，不用申请修复。"),
    };
}
