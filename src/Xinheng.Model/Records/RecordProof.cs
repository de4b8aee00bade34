using System.Buffers;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;

namespace Xinheng.Model.Records;

/// <summary>
/// Everything a stranger needs to check that a revision, as far as it is open, stands in the log unchanged. One JSON file:
/// <c>{open, openSalt, closedDigest, submission: {index, size, path}, log: {entry, index, size, path, checkpoint}}</c>;
/// digests and salts in base64.
/// </summary>
/// <remarks>
/// The chain: open members and salt give the open digest; with the closed digest, the commitment; with the path, the root
/// of the submission's tree, which the journal entry must name (its top-level members <c>root</c> and <c>leaves</c>);
/// the entry is a leaf of the log whose checkpoint is signed. Only what <see cref="Open"/> holds is proved: a record's
/// id, revision and item are proved when they are among its members, and not otherwise.
/// </remarks>
/// <param name="Open">The open members in canonical JSON, as they were committed to.</param>
/// <param name="OpenSalt">16 bytes.</param>
/// <param name="ClosedDigest">The digest of the closed part under its own salt, which is never given out.</param>
/// <param name="Submission">The commitment's place in its submission's tree.</param>
/// <param name="Log">The journal entry's place in the log.</param>
public sealed record RecordProof(
    byte[] Open, byte[] OpenSalt, Hash256 ClosedDigest, InclusionProof Submission, LogInclusion Log)
{
    public Commitment Commitment => new(Commitment.PartDigest(OpenSalt, Open), ClosedDigest);

    /// <summary>The checkpoint under which the record stands, or each link of the chain that breaks.</summary>
    public Result<Checkpoint> Verify(VerifyingKey key)
    {
        var logged = Log.Verify(key);
        List<Refusal> problems = [.. logged.Refusals];
        if (SubmissionHead(Log.Entry) is not { } named)
        {
            problems.Add(Refusal.Invalid("proof.entry-without-root", "日志条目没有写明批次的根哈希（root）与条目数（leaves），不是入库条目。"));
        }
        else if (Submission.Size != named.Size || !Submission.Holds(Commitment.LeafHash, named.Root))
        {
            problems.Add(Refusal.Invalid(
                "proof.record-not-in-submission",
                FormattableString.Invariant($"记录的公开内容不是该批次第 {Submission.Index} 条（从 0 起）所承诺的内容：公开内容、盐值、未公开部分的摘要、位置或路径被改动过。")));
        }

        return problems.Count == 0 ? logged : Result<Checkpoint>.Refuse(problems);
    }

    public byte[] ToCanonicalJson()
    {
        var output = new ArrayBufferWriter<byte>(Open.Length + 2048);
        var writer = new CanonicalJsonWriter(output);
        Write(ref writer);
        writer.Complete();
        return output.WrittenSpan.ToArray();
    }

    internal void Write(ref CanonicalJsonWriter writer)
    {
        writer.StartObject();
        writer.Key("open");
        writer.Canonical(Open);
        writer.Text("openSalt", Convert.ToBase64String(OpenSalt));
        writer.Text("closedDigest", ClosedDigest.ToBase64());
        writer.Key("submission");
        writer.StartObject();
        writer.Count("index", Submission.Index);
        writer.Count("size", Submission.Size);
        writer.Path(Submission.Path);
        writer.EndObject();
        writer.Key("log");
        Log.Write(ref writer);
        writer.EndObject();
    }

    /// <summary>Reads the file, indented or escaped otherwise; only the order of the open members must have been kept.</summary>
    public static Result<RecordProof> Parse(ReadOnlyMemory<byte> json) => StrictObject.Read(json, Read);

    internal static RecordProof Read(StrictObject members) => new(
        members.Canonical("open"),
        members.Bytes("openSalt", Commitment.SaltLength),
        members.Hash("closedDigest"),
        members.Object("submission", place => new InclusionProof(
            place.Count("index"), place.Count("size"), place.Path("path"))),
        members.Object("log", LogInclusion.Read));

    private static TreeHead? SubmissionHead(byte[] entry) => StrictObject.ReadSome(entry, members =>
        new TreeHead(members.Count("leaves"), members.Hash("root"))).TryGet(out var head) ? head : null;
}
