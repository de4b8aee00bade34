using Xinheng.Model.Foundation;
using Xinheng.Model.Subjects.Proofing;

namespace Xinheng.Platform.Subjects.Proofing;

/// <summary>窗口核实: a clerk answers for having seen face and paper. Works everywhere, for everybody who can come.</summary>
public sealed class CounterProofing : IIdentityProofing
{
    public ProofMethod Method => ProofMethod.Counter;

    public bool IsConnected => true;

    public Task<Result<Done>> ProveAsync(Presented presented, CancellationToken ct)
    {
        List<Refusal> missing = [];
        if (!presented.FaceSeen)
        {
            missing.Add(Refusal.Invalid("subjects.face-not-seen", "请先当面核对来人与证件照片是否一致，再勾选。", "face"));
        }

        if (!presented.PaperSeen)
        {
            missing.Add(Refusal.Invalid("subjects.paper-not-seen", "请先查验证件原件（企业还要查验营业执照和授权文件），再勾选。", "paper"));
        }

        return Task.FromResult(missing.Count > 0 ? Result<Done>.Refuse(missing) : default(Done));
    }
}
