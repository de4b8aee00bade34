using Xinheng.Platform.Publication.Outcomes;

namespace Xinheng.Web.Tests;

/// <summary>One complaint that was upheld, one reward, one body to complain of.</summary>
internal sealed class FakeOutcomes() : PublicOutcomes(null!)
{
    public override Task<IReadOnlyList<UpheldComplaint>> UpheldAsync(CancellationToken ct) =>
        Later.Of<IReadOnlyList<UpheldComplaint>>([new(new DateOnly(2026, 11, 2), "云汀市交通运输局", "一件申请超期未答复，属实，已补办")]);

    public override Task<IReadOnlyList<GivenReward>> RewardsAsync(CancellationToken ct) =>
        Later.Of<IReadOnlyList<GivenReward>>([new(new DateOnly(2026, 11, 2), "举报奖励办法（示例）第五条", 500m, null)]);

    public override Task<IReadOnlyList<RegisteredUnit>> UnitsAsync(CancellationToken ct) =>
        Later.Of<IReadOnlyList<RegisteredUnit>>([new("11990100XY9000011K", "云汀市交通运输局")]);
}
