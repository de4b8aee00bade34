using System.Text;
using System.Text.Json;
using Xinheng.Model.Journal;
using Xinheng.Model.Records;
using Xinheng.Model.Tests.Journal;
using Xinheng.Verify;

namespace Xinheng.Model.Tests.Verify;

/// <summary>A small platform's worth of evidence: a submission of nine records, entered by entry 4 of a log of eleven.</summary>
internal sealed class Specimen : IDisposable
{
    public const string Log = "credit.example/log";
    public const int Leaf = 5;
    public const int EntryIndex = 4;

    private static readonly JsonSerializerOptions indented = new() { WriteIndented = true };

    private static readonly DateTimeOffset now = new(2026, 3, 31, 2, 15, 0, TimeSpan.Zero);

    public Specimen()
    {
        var commitments = Enumerable.Range(0, 9).Select(CommitmentOf).ToList();
        List<Hash256> leaves = commitments.ConvertAll(commitment => commitment.LeafHash);
        var root = MerkleTree.Root(leaves);
        Entry = Encoding.UTF8.GetBytes($$"""{"what":"enter-records","leaves":9,"root":"{{root.ToBase64()}}"}""");
        Entries = [.. Trees.Leaves(EntryIndex), MerkleTree.LeafHash(Entry), .. Trees.Leaves(6)];
        Record = new(
            Open(Leaf), Salts(Leaf)[..16], commitments[Leaf].ClosedDigest, InclusionProof.Of(leaves, Leaf),
            new(Entry, InclusionProof.Of(Entries, EntryIndex), CheckpointAt(11)));
    }

    public SigningKey Key { get; } = SignatureSuite.Es256.CreateKey();

    public byte[] Entry { get; }

    public List<Hash256> Entries { get; }

    public RecordProof Record { get; }

    public SignedCheckpoint CheckpointAt(int size) =>
        Checkpoint.Of(Log, new(size, MerkleTree.Root(Entries.Take(size))), now.AddSeconds(size)).Sign(Key);

    public LogConsistency ConsistencyFrom(int size) => new(ConsistencyProof.Of(Entries, size), CheckpointAt(11));

    /// <summary>Runs the tool over files in memory; the public key stands in <c>key.pem</c>.</summary>
    public (int Exit, string Output, string Errors) Run(
        string commandLine, params ReadOnlySpan<(string Name, byte[] Content)> files)
    {
        var known = new Dictionary<string, byte[]> { ["key.pem"] = Encoding.UTF8.GetBytes(Key.Public.ToPem()) };
        foreach (var (name, content) in files)
        {
            known[name] = content;
        }

        using var output = new StringWriter();
        using var errors = new StringWriter();
        var exit = Verification.Run(
            commandLine.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            name => known.TryGetValue(name, out var content) ? content : throw new FileNotFoundException(name),
            output,
            errors);
        return (exit, output.ToString(), errors.ToString());
    }

    public void Dispose() => Key.Dispose();

    public static byte[] Open(int row) => Encoding.UTF8.GetBytes($$"""{"record":"r{{row}}","处罚决定书文号":"示例〔2026〕{{row}}号","金额":100.5}""");

    /// <summary>The same JSON as other software might pass it on: indented, and Chinese escaped.</summary>
    public static byte[] Indented(byte[] json)
    {
        using var document = JsonDocument.Parse(json);
        return JsonSerializer.SerializeToUtf8Bytes(document.RootElement, indented);
    }

    public static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Salts(int row) => [.. Enumerable.Range(row, 32).Select(i => (byte)i)];

    private static Commitment CommitmentOf(int row) => Commitment.Of(Open(row), "{\"证件号码\":\"（密文）\"}"u8, Salts(row));
}
