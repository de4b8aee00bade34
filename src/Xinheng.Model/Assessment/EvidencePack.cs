using System.Buffers;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.Records;

namespace Xinheng.Model.Assessment;

/// <summary>
/// 证据包: journal entries about one thing, each with the proof that it stands in the log, and the proofs of its public record. One JSON
/// file: <c>{kind, about, madeAt, entries: [inclusion], records: [record proof]}</c>. No personal data is in it.
/// </summary>
/// <param name="About">What it is about, and its id; said, not proved: what is proved stands in the entries.</param>
public sealed record EvidencePack(string About, DateTimeOffset MadeAt, IReadOnlyList<LogInclusion> Entries, IReadOnlyList<RecordProof> Records)
{
    public const string Kind = "xinheng.evidence-pack/1";

    /// <summary>How many entries and records hold, or every link that breaks, with its place.</summary>
    public Result<Done> Verify(VerifyingKey key)
    {
        List<Refusal> problems =
        [
            .. Entries.SelectMany((entry, n) => entry.Verify(key).Refusals.Select(r => r with { Field = $"/entries/{n}" })),
            .. Records.SelectMany((record, n) => record.Verify(key).Refusals.Select(r => r with { Field = $"/records/{n}" })),
        ];
        return problems.Count == 0 ? default(Done) : Result<Done>.Refuse(problems);
    }

    public byte[] ToCanonicalJson()
    {
        var output = new ArrayBufferWriter<byte>(4096);
        var writer = new CanonicalJsonWriter(output);
        writer.StartObject();
        writer.Text("kind", Kind);
        writer.Text("about", About);
        writer.Text("madeAt", CanonicalJson.Instant(MadeAt));
        writer.Key("entries");
        writer.StartArray();
        foreach (var entry in Entries)
        {
            entry.Write(ref writer);
        }

        writer.EndArray();
        writer.Key("records");
        writer.StartArray();
        foreach (var record in Records)
        {
            record.Write(ref writer);
        }

        writer.EndArray();
        writer.EndObject();
        writer.Complete();
        return output.WrittenSpan.ToArray();
    }

    public static Result<EvidencePack> Parse(ReadOnlyMemory<byte> json) => StrictObject.Read(json, members =>
    {
        if (members.Text("kind") != Kind)
        {
            members.Refuse("kind", "pack.other-kind", $"这不是证据包（kind 应为 {Kind}）。请使用平台给出的原文件。");
        }

        return new EvidencePack(
            members.Text("about"), members.Instant("madeAt"), members.Objects("entries", LogInclusion.Read), members.Objects("records", RecordProof.Read));
    });
}
