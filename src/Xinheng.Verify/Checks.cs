using System.Globalization;
using System.Text;
using Xinheng.Model.Assessment;
using Xinheng.Model.Cases.Promising;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People.Machines;
using Xinheng.Model.Publication;
using Xinheng.Model.Records;

namespace Xinheng.Verify;

/// <summary>The files of one question, read when a check wants them.</summary>
internal sealed record Evidence(Func<string, byte[]> ReadFile, Arguments Asked)
{
    public byte[] File => ReadFile(Asked.File);

    public bool Has(string option) => Asked.Options.ContainsKey(option);

    /// <summary>The platform's key, and after it the one it used before, when that was given.</summary>
    public IReadOnlyList<Result<VerifyingKey>> Keys { get; } =
    [
        .. new[] { Asked.Key, Asked.Options.GetValueOrDefault("--old-key") }
            .OfType<string>().Select(file => VerifyingKey.FromPem(Encoding.UTF8.GetString(ReadFile(file)))),
    ];

    /// <summary>The department's key, where the check is of its signature: RSA keys are among them, which the platform's never are.</summary>
    public Result<ClientKey> Signer { get; } = ClientKey.FromPem(Encoding.UTF8.GetString(ReadFile(Asked.Key)));

    /// <summary>Why a file given as a key is none.</summary>
    public IReadOnlyList<Refusal> KeyFaults =>
        Asked.Check == Checks.Signature ? Signer.Refusals : Keys.FirstOrDefault(key => key.IsRefused)?.Refusals ?? [];

    public byte[] Option(string option) => ReadFile(Asked.Options[option]);

    public string Word(string option) => Asked.Options[option];
}

/// <summary>What the tool can check; each answers with the sentence that holds, or with what does not.</summary>
internal static class Checks
{
    public const string Signature = "signature";

    /// <summary>Null for an unknown check, one whose option is missing, and one given an option it would ignore.</summary>
    public static Func<Evidence, Result<string>>? Find(Arguments asked) =>
        (asked.Check, asked.Options.Keys.Order().ToList()) switch
        {
            ("checkpoint", []) => Platforms(CheckpointSigned),
            ("receipt", [] or ["--bytes"]) => Platforms(ReceiptSigned),
            ("inclusion", []) => Platforms(EntryInLog),
            ("consistency", ["--old"] or ["--old", "--old-key"]) => Platforms(LogOnlyGrew),
            ("record", []) => Platforms(RecordInLog),
            ("snapshot", [] or ["--bytes"]) => Platforms(SnapshotSigned),
            ("statement", []) => Platforms(StatementSigned),
            ("promise", []) => Platforms(PromiseSigned),
            ("copies", []) => Platforms(CopiesSigned),
            ("paper", []) => Platforms(PaperSigned),
            ("pack", []) => Platforms(PackHolds),
            (Signature, ["--bytes"] or ["--bytes", "--item", "--provider"]) => evidence => SignedSubmission.Check(evidence),
            _ => null,
        };

    private static Func<Evidence, Result<string>> Platforms(Func<Evidence, VerifyingKey, Result<string>> check) =>
        evidence => check(evidence, evidence.Keys[0].Value);

    private static Result<string> CheckpointSigned(Evidence evidence, VerifyingKey key) =>
        Then(SignedCheckpoint.Parse(Encoding.UTF8.GetString(evidence.File)), signed => signed.Verify(key)).Map(Name);

    private static Result<string> ReceiptSigned(Evidence evidence, VerifyingKey key) =>
        Then<Receipt, string>(
            Then(SignedReceipt.Parse(evidence.File), signed => signed.Verify(key)),
            receipt => evidence.Has("--bytes") && Hash256.Of(evidence.Option("--bytes")) != receipt.Digest
                ? Refusal.Invalid("receipt.other-bytes", "报送文件的 SHA-256 与回执所载不同：不是回执所指的文件。")
                : Text($"平台于 {CanonicalJson.Instant(receipt.ReceivedAt)} 收到 {receipt.Provider} 报送的 {receipt.Item}")
                    + Text($"（{receipt.Bytes} 字节，SHA-256 {receipt.Digest}）。"));

    private static Result<string> EntryInLog(Evidence evidence, VerifyingKey key) =>
        Then(
            LogInclusion.Parse(evidence.File),
            proof => proof.Verify(key).Map(checkpoint => Text($"该条目是第 {proof.Proof.Index} 条（从 0 起）。{Name(checkpoint)}")));

    private static Result<string> LogOnlyGrew(Evidence evidence, VerifyingKey key) =>
        Then(
            LogConsistency.Parse(evidence.File),
            proof => Then(
                SignedCheckpoint.Parse(Encoding.UTF8.GetString(evidence.Option("--old"))),
                old => proof.Verify(old, key, evidence.Keys[^1].Value).Map(checkpoint =>
                    Text($"日志的前 {proof.Proof.From} 条未被改动，只有新增。{Name(checkpoint)}"))));

    private static Result<string> RecordInLog(Evidence evidence, VerifyingKey key) =>
        Then(
            RecordProof.Parse(evidence.File),
            proof => proof.Verify(key).Map(checkpoint =>
                Text($"下列公开内容与日志所载一致。{Name(checkpoint)}\n{Encoding.UTF8.GetString(proof.Open)}")));

    private static Result<string> PackHolds(Evidence evidence, VerifyingKey key) =>
        Then(
            EvidencePack.Parse(evidence.File),
            pack => pack.Verify(key).Map(_ =>
                Text($"证据包（{pack.About}）的 {pack.Entries.Count} 个日志条目和 {pack.Records.Count} 条记录都在日志中，未被改动。\n")
                + string.Join('\n', pack.Entries.Select(entry => Text($"第 {entry.Proof.Index} 条：{Encoding.UTF8.GetString(entry.Entry)}")))));

    private static Result<string> SnapshotSigned(Evidence evidence, VerifyingKey key) =>
        Then<SnapshotManifest, string>(
            Then(SignedSnapshot.Parse(evidence.File), signed => signed.Verify([key])),
            manifest => evidence.Has("--bytes") && Hash256.Of(evidence.Option("--bytes")) is var digest
                    && !manifest.Parts.SelectMany(part => part.Files).Any(file => file.Sha256 == digest)
                ? Refusal.Invalid("snapshot.other-bytes", "这个文件的 SHA-256 不在清单里：不是这份快照的分卷，或者被改动过。")
                : Text($"“{manifest.Origin}”{manifest.Day:yyyy-MM-dd} 的开放数据，{manifest.Records} 条，{manifest.Parts.Count} 卷，摘要 {manifest.Digest}。"));

    private static Result<string> StatementSigned(Evidence evidence, VerifyingKey key) =>
        Then<PublicStatement, string>(
            Then(SignedStatement.Parse(evidence.File), signed => signed.Verify(key)),
            said => Text($"“{said.Origin}”在 {CanonicalJson.Instant(said.At)} 就 {said.Asked} 答复：")
                + said.Answer switch
                {
                    Authenticity.Current => Text($"是本平台发布，{said.PublishedOn:yyyy-MM-dd} 起的内容，当时仍是最新。"),
                    Authenticity.NoLongerCurrent => Text($"{said.PublishedOn:yyyy-MM-dd} 曾经发布，当时已不是最新。"),
                    Authenticity.OfThatDay => Text($"由本平台在 {said.PublishedOn:yyyy-MM-dd} 生成，没有被改动。"),
                    _ => "不是本平台发布。",
                });

    private static Result<string> CopiesSigned(Evidence evidence, VerifyingKey key) =>
        Then<CopiesStatement, string>(
            Then(SignedCopies.Parse(evidence.File), signed => signed.Verify(key)),
            said => Text($"“{said.Origin}”在 {CanonicalJson.Instant(said.At)} 答复：{said.Copies.Count} 条中现行 {said.CurrentCount} 条。")
                + string.Concat(said.Copies.Select(copy => Text($"\n{copy.Asked}：{(copy.IsCurrent ? "现行" : "不是现行信息，请移除")}"))));

    private static Result<string> PaperSigned(Evidence evidence, VerifyingKey key) =>
        Then<Paper, string>(
            Then(SignedPaper.Parse(evidence.File), signed => signed.Verify(key)),
            paper => Text($"“{paper.Origin}”于 {paper.Day:yyyy-MM-dd} 开具：{paper.Title}。{paper.Sentence}")
                + string.Concat(paper.Lines.Select(line => Text($"\n{line.Name}：{line.Value}"))));

    private static Result<string> PromiseSigned(Evidence evidence, VerifyingKey key) =>
        Then(SignedPromise.Parse(evidence.File), signed => signed.Verify(key)).Map(promise =>
            Text($"承诺 {promise.Number} 在 {CanonicalJson.Instant(promise.SignedAt)} 签署，日志条目 {promise.Entry}，全文如下，没有被改动。\n{promise.Text}"));

    private static string Name(Checkpoint checkpoint) =>
        Text($"检查点：日志“{checkpoint.Origin}”在 {CanonicalJson.Instant(checkpoint.Time)} 有 {checkpoint.Head.Size} 条，")
        + Text($"根哈希 {checkpoint.Head.Root.ToBase64()}。");

    private static Result<TNext> Then<T, TNext>(Result<T> first, Func<T, Result<TNext>> next) =>
        first.TryGet(out var value) ? next(value) : Result<TNext>.Refuse(first.Refusals);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
