using System.Buffers;
using Xinheng.Model.Foundation;

namespace Xinheng.Model.Journal;

/// <summary>
/// Shows that the log holds an entry: its bytes, its place, and a signed checkpoint. What
/// <c>/transparency/inclusion</c> answers.
/// </summary>
/// <param name="Entry">The entry's canonical JSON as it stands in the log.</param>
/// <param name="Proof">Of a tree as large as the checkpoint says.</param>
/// <param name="Checkpoint">The log's head, signed.</param>
public sealed record LogInclusion(byte[] Entry, InclusionProof Proof, SignedCheckpoint Checkpoint)
{
    public Result<Checkpoint> Verify(VerifyingKey key)
    {
        var signed = Checkpoint.Verify(key);
        List<Refusal> problems = [.. signed.Refusals];
        var head = Checkpoint.Checkpoint.Head;
        if (Proof.Size != head.Size)
        {
            problems.Add(Refusal.Invalid(
                "proof.other-size", FormattableString.Invariant($"证明针对 {Proof.Size} 条的日志，检查点是 {head.Size} 条。请取同一时刻的证明与检查点。")));
        }
        else if (!Proof.Holds(MerkleTree.LeafHash(Entry), head.Root))
        {
            problems.Add(Refusal.Invalid(
                "proof.entry-not-in-log", FormattableString.Invariant($"检查点所指的日志第 {Proof.Index} 条（从 0 起）不是这个条目：条目、位置或路径被改动过。")));
        }

        return problems.Count == 0 ? signed : Result<Checkpoint>.Refuse(problems);
    }

    public byte[] ToCanonicalJson()
    {
        var output = new ArrayBufferWriter<byte>(1024);
        var writer = new CanonicalJsonWriter(output);
        Write(ref writer);
        writer.Complete();
        return output.WrittenSpan.ToArray();
    }

    public static Result<LogInclusion> Parse(ReadOnlyMemory<byte> json) => StrictObject.Read(json, Read);

    internal void Write(ref CanonicalJsonWriter writer)
    {
        writer.StartObject();
        writer.Text("entry", Convert.ToBase64String(Entry));
        writer.Count("index", Proof.Index);
        writer.Count("size", Proof.Size);
        writer.Path(Proof.Path);
        writer.Text("checkpoint", Checkpoint.Text);
        writer.EndObject();
    }

    internal static LogInclusion Read(StrictObject members) => new(
        members.Bytes("entry"),
        new(members.Count("index"), members.Count("size"), members.Path("path")),
        members.Parsed("checkpoint", SignedCheckpoint.Parse)!);
}

/// <summary>
/// Shows that today's log begins with the one a stranger saw before. What <c>/transparency/consistency</c> answers;
/// the earlier checkpoint is the stranger's own.
/// </summary>
public sealed record LogConsistency(ConsistencyProof Proof, SignedCheckpoint Checkpoint)
{
    /// <param name="earlier">The stranger's own checkpoint.</param>
    /// <param name="key">With which today's checkpoint is signed.</param>
    /// <param name="earlierKey">With which the earlier one was, when the platform has changed its key since.</param>
    public Result<Checkpoint> Verify(SignedCheckpoint earlier, VerifyingKey key, VerifyingKey? earlierKey = null)
    {
        var (then, now) = (earlier.Checkpoint, Checkpoint.Checkpoint);
        var signed = Checkpoint.Verify(key);
        List<Refusal> problems = [.. signed.Refusals, .. earlier.Verify(earlierKey ?? key).Refusals];
        if (then.Origin != now.Origin)
        {
            problems.Add(Refusal.Invalid("proof.other-log", $"两个检查点属于不同的日志：“{then.Origin}”与“{now.Origin}”。"));
        }

        if (Proof.From != then.Head.Size || Proof.To != now.Head.Size)
        {
            problems.Add(Refusal.Invalid(
                "proof.other-size",
                FormattableString.Invariant($"证明针对 {Proof.From} 条到 {Proof.To} 条，检查点是 {then.Head.Size} 条与 {now.Head.Size} 条。")
                + "请按检查点的条目数索取证明。"));
        }
        else if (!Proof.Holds(then.Head.Root, now.Head.Root))
        {
            problems.Add(Refusal.Conflict("proof.log-forked", "无法证明新的日志以旧的日志开头：日志被改动、分叉，或者证明被改动过。"));
        }

        return problems.Count == 0 ? signed : Result<Checkpoint>.Refuse(problems);
    }

    public byte[] ToCanonicalJson()
    {
        var output = new ArrayBufferWriter<byte>(1024);
        var writer = new CanonicalJsonWriter(output);
        writer.StartObject();
        writer.Count("from", Proof.From);
        writer.Count("to", Proof.To);
        writer.Path(Proof.Path);
        writer.Text("checkpoint", Checkpoint.Text);
        writer.EndObject();
        writer.Complete();
        return output.WrittenSpan.ToArray();
    }

    public static Result<LogConsistency> Parse(ReadOnlyMemory<byte> json) => StrictObject.Read(json, members =>
        new LogConsistency(
            new(members.Count("from"), members.Count("to"), members.Path("path")),
            members.Parsed("checkpoint", SignedCheckpoint.Parse)!));
}

/// <summary>The members that proofs and receipts are made of.</summary>
internal static class ProofMembers
{
    public static void Text(this ref CanonicalJsonWriter writer, string name, string value)
    {
        writer.Key(name);
        writer.String(value);
    }

    public static void Count(this ref CanonicalJsonWriter writer, string name, long value)
    {
        writer.Key(name);
        writer.Number(value);
    }

    public static void Path(this ref CanonicalJsonWriter writer, IReadOnlyList<Hash256> path)
    {
        writer.Key("path");
        writer.StartArray();
        foreach (var hash in path)
        {
            writer.String(hash.ToBase64());
        }

        writer.EndArray();
    }
}
