using System.Text;
using Xinheng.Model.Journal;
using Xinheng.Model.Tests.Journal;

namespace Xinheng.Model.Tests.Verify;

public sealed class VerificationTests : IDisposable
{
    private readonly Specimen specimen = new();

    public void Dispose() => specimen.Dispose();

    [Fact]
    public void A_checkpoint_of_the_platform_holds_and_says_which_log_it_is()
    {
        var (exit, output, _) = specimen.Run(
            "checkpoint c.txt --key key.pem", ("c.txt", Specimen.Text(specimen.CheckpointAt(11).Text)));

        Assert.Equal(0, exit);
        Assert.Contains("credit.example/log", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_checkpoint_with_another_size_does_not_hold() => DoesNotHold(
        "checkpoint.signature-wrong",
        "checkpoint c.txt --key key.pem",
        ("c.txt", Specimen.Text(specimen.CheckpointAt(11).Text.Replace("\n11\n", "\n12\n", StringComparison.Ordinal))));

    [Fact]
    public void A_receipt_holds_for_the_file_it_is_about_and_for_no_other()
    {
        var receipt = ReceiptTests.Received.Sign(specimen.Key).ToCanonicalJson();

        Assert.Equal(0, specimen.Run("receipt r.json --key key.pem", ("r.json", receipt)).Exit);
        Assert.Equal(0, specimen.Run(
            "receipt r.json --key key.pem --bytes f.csv", ("r.json", receipt), ("f.csv", Specimen.Text("文件"))).Exit);
        DoesNotHold(
            "receipt.other-bytes",
            "receipt r.json --bytes f.csv --key key.pem", ("r.json", receipt), ("f.csv", Specimen.Text("另一个文件")));
    }

    [Fact]
    public void An_entry_in_the_log_holds() =>
        Assert.Equal(0, specimen.Run("inclusion p.json --key key.pem", ("p.json", specimen.Record.Log.ToCanonicalJson())).Exit);

    [Fact]
    public void An_entry_that_the_log_does_not_hold_is_named()
    {
        var proof = specimen.Record.Log with { Entry = Specimen.Text("{}") };

        DoesNotHold("proof.entry-not-in-log", "inclusion p.json --key key.pem", ("p.json", proof.ToCanonicalJson()));
    }

    [Fact]
    public void An_inclusion_proof_for_another_size_than_the_checkpoints_does_not_hold()
    {
        var proof = specimen.Record.Log with { Checkpoint = specimen.CheckpointAt(10) };

        DoesNotHold("proof.other-size", "inclusion p.json --key key.pem", ("p.json", proof.ToCanonicalJson()));
    }

    [Fact]
    public void A_log_that_only_grew_holds_against_the_checkpoint_kept() => Assert.All(Enumerable.Range(1, 11), size =>
        Assert.Equal(0, specimen.Run(
            "consistency p.json --old old.txt --key key.pem",
            ("p.json", specimen.ConsistencyFrom(size).ToCanonicalJson()),
            ("old.txt", Specimen.Text(specimen.CheckpointAt(size).Text))).Exit));

    [Fact]
    public void A_forked_log_does_not_hold_against_the_checkpoint_kept()
    {
        var kept = Checkpoint.Of(Specimen.Log, new(6, Trees.Leaf(1)), DateTimeOffset.UnixEpoch).Sign(specimen.Key);

        DoesNotHold(
            "proof.log-forked",
            "consistency p.json --old old.txt --key key.pem",
            ("p.json", specimen.ConsistencyFrom(6).ToCanonicalJson()),
            ("old.txt", Specimen.Text(kept.Text)));
    }

    [Fact]
    public void A_checkpoint_kept_of_another_log_does_not_hold()
    {
        var kept = Checkpoint.Of("other.example/log", specimen.CheckpointAt(6).Checkpoint.Head, DateTimeOffset.UnixEpoch);

        DoesNotHold(
            "proof.other-log",
            "consistency p.json --old old.txt --key key.pem",
            ("p.json", specimen.ConsistencyFrom(6).ToCanonicalJson()),
            ("old.txt", Specimen.Text(kept.Sign(specimen.Key).Text)));
    }

    [Fact]
    public void A_checkpoint_kept_from_before_the_key_changed_holds_with_the_old_key_only()
    {
        using var old = SignatureSuite.Es256.CreateKey();
        (string, byte[])[] files =
        [
            ("p.json", specimen.ConsistencyFrom(6).ToCanonicalJson()),
            ("old.txt", Specimen.Text(specimen.CheckpointAt(6).Checkpoint.Sign(old).Text)),
            ("old.pem", Specimen.Text(old.Public.ToPem())),
        ];

        Assert.Equal(0, specimen.Run("consistency p.json --old old.txt --old-key old.pem --key key.pem", files).Exit);
        DoesNotHold("checkpoint.other-key", "consistency p.json --old old.txt --key key.pem", files);
    }

    [Theory]
    [InlineData("")]
    [InlineData("checkpoint")]
    [InlineData("checkpoint c.txt")]
    [InlineData("checkpoint --key key.pem")]
    [InlineData("checkpoint c.txt --key")]
    [InlineData("checkpoint c.txt --key key.pem --key key.pem")]
    [InlineData("checkpoint c.txt --key key.pem --old c.txt")]
    [InlineData("consistency p.json --key key.pem")]
    [InlineData("consistency p.json --key key.pem --old-key key.pem")]
    [InlineData("everything c.txt --key key.pem")]
    public void A_question_that_is_not_understood_is_answered_with_the_usage(string commandLine)
    {
        var (exit, output, errors) = specimen.Run(commandLine);

        Assert.Equal(2, exit);
        Assert.Empty(output);
        Assert.Contains("xinheng-verify record", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_or_a_file_that_is_no_key_is_not_a_verdict()
    {
        Assert.Equal(2, specimen.Run("checkpoint missing.txt --key key.pem").Exit);
        Assert.Equal(2, specimen.Run("checkpoint c.txt --key c.txt", ("c.txt", Encoding.UTF8.GetBytes("x"))).Exit);
    }

    private void DoesNotHold(string code, string commandLine, params ReadOnlySpan<(string, byte[])> files)
    {
        var (exit, output, _) = specimen.Run(commandLine, files);

        Assert.Equal(1, exit);
        Assert.Equal($"[{code}]", output.Trim().Split(' ')[^1]);
    }
}
