namespace Xinheng.Model.Cases.Repairing;

/// <summary>A paper an application needs, and one that speeds it up. Basis: Order 36 of 2025 (V-): proof of performance and a commitment, nothing more.</summary>
/// <param name="IsGivenHere">It comes into being in the form itself.</param>
public sealed record RepairPaper(string Name, string What, bool IsGivenHere)
{
    public static IReadOnlyList<RepairPaper> All { get; } =
    [
        new("履行义务、纠正行为的证明", "例如罚款缴款凭证、整改验收意见、复查合格的文书；拍照上传即可，原件自己留着。", false),
        new("信用承诺书", "在申请的同一页上签署，不用另写、不用盖章邮寄。", true),
    ];

    /// <summary>What somebody else needs who files for the subject.</summary>
    public static RepairPaper OfProxy { get; } = new("授权委托书", "由别人代办的，附写明代办人姓名和权限的委托书。", false);
}
