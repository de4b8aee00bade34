using Xinheng.Model.Foundation;
using Xinheng.Model.Subjects.Proofing;

namespace Xinheng.Platform.Subjects.Proofing;

/// <summary>
/// 网上实名核验 by the national services. They are reached by contract and key of each installation, and none is built
/// in: until one is, whoever asks is told so and sent to the counter.
/// </summary>
public sealed class NationalProofing : IIdentityProofing
{
    public ProofMethod Method => ProofMethod.NationalService;

    public bool IsConnected => false;

    public Task<Result<Done>> ProveAsync(Presented presented, CancellationToken ct) => Task.FromResult<Result<Done>>(
        Refusal.Conflict("subjects.proofing-not-connected", "本平台还没有接通网上实名核验。请带身份证件到公共信用信息服务窗口办理。"));
}
