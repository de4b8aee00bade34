using System.Text;
using Xinheng.Model.Collection;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People.Machines;

namespace Xinheng.Verify;

/// <summary>That the holder of a department's key signed this very file, as a submission of an item by a provider.</summary>
internal static class SignedSubmission
{
    public static Result<string> Check(Evidence evidence)
    {
        var digest = Hash256.Of(evidence.Option("--bytes"));
        var read = Jws.Parse(Encoding.UTF8.GetString(evidence.File).Trim());
        if (!read.TryGet(out var jws))
        {
            return Result<string>.Refuse(read.Refusals);
        }

        var stated = Statement(evidence, jws, digest);
        if (!stated.TryGet(out var statement))
        {
            return Result<string>.Refuse(stated.Refusals);
        }

        var key = evidence.Signer.Value;
        return !jws.IsBy(key, statement.ToCanonicalJson())
                ? Refusal.Invalid("signature.wrong", $"这份签名不是密钥 {key.Id} 对所示内容作出的：内容、签名或公钥不对。")
            : statement.Digest != digest
                ? Refusal.Invalid("signature.other-bytes", $"被签名的文件（SHA-256 {statement.Digest}）不是这一份（{digest}）。")
            : evidence.Has("--item") && (evidence.Word("--item"), evidence.Word("--provider")) != (statement.Item, statement.Provider)
                ? Refusal.Invalid("signature.other-submission", $"签名所指的是单位 {statement.Provider} 报送的 {statement.Item}。")
            : $"密钥 {key.Id} 的持有者签署了这份文件（SHA-256 {statement.Digest}），作为单位 {statement.Provider} 报送的 {statement.Item}。";
    }

    /// <summary>What was signed: as it stands in the signature, or, from the detached form, as the asker says.</summary>
    private static Result<SubmissionStatement> Statement(Evidence evidence, Jws jws, Hash256 digest) =>
        jws.Payload is { } payload ? SubmissionStatement.Parse(payload)
        : evidence.Has("--item") ? new SubmissionStatement(digest, evidence.Word("--item"), evidence.Word("--provider"))
        : Refusal.Invalid("signature.detached", "这份签名不含被签名的内容（分离写法）。请用 --item 和 --provider 说明报送的信息项和单位。");
}
