using System.Text;
using Xinheng.Model.Journal;
using Xinheng.Model.Records;
using Xinheng.Model.Tests.Journal;

namespace Xinheng.Model.Tests.Verify;

public sealed class RecordProofTests : IDisposable
{
    private readonly Specimen specimen = new();

    public void Dispose() => specimen.Dispose();

    [Fact]
    public void A_record_stands_from_its_open_members_to_the_signed_checkpoint()
    {
        var (exit, output, _) = specimen.Run("record r.json --key key.pem", ("r.json", specimen.Record.ToCanonicalJson()));

        Assert.Equal(0, exit);
        Assert.Contains("示例〔2026〕5号", output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_file_is_canonical_and_says_nothing_of_the_closed_part()
    {
        var file = specimen.Record.ToCanonicalJson();

        Assert.True(CanonicalJson.IsCanonical(file));
        Assert.DoesNotContain("证件", Encoding.UTF8.GetString(file), StringComparison.Ordinal);
    }

    [Fact]
    public void A_copy_that_other_software_indented_and_escaped_stands_too()
    {
        var copy = Specimen.Indented(specimen.Record.ToCanonicalJson());

        Assert.Contains("\\u", Encoding.UTF8.GetString(copy), StringComparison.Ordinal);
        Assert.Equal(0, specimen.Run("record r.json --key key.pem", ("r.json", copy)).Exit);
    }

    [Fact]
    public void Each_changed_link_of_the_chain_is_named()
    {
        var record = specimen.Record;
        var other = Specimen.Text("""{"what":"enter-records","leaves":9,"root":"47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="}""");

        Assert.Equal("proof.record-not-in-submission", Broken(record with { Open = Specimen.Open(6) }));
        Assert.Equal("proof.record-not-in-submission", Broken(record with { OpenSalt = new byte[16] }));
        Assert.Equal("proof.record-not-in-submission", Broken(record with { ClosedDigest = Trees.Leaf(1) }));
        Assert.Equal("proof.record-not-in-submission", Broken(record with { Submission = record.Submission with { Index = 4 } }));
        Assert.Equal("proof.record-not-in-submission", Broken(record with { Submission = record.Submission with { Size = 10 } }));
        Assert.Equal(
            "proof.entry-not-in-log proof.record-not-in-submission",
            Broken(record with { Log = record.Log with { Entry = other } }));
        Assert.Equal(
            "proof.entry-not-in-log proof.entry-without-root",
            Broken(record with { Log = record.Log with { Entry = Specimen.Text("{}") } }));
        Assert.Equal(
            "proof.other-size", Broken(record with { Log = record.Log with { Checkpoint = specimen.CheckpointAt(10) } }));
    }

    [Fact]
    public void A_checkpoint_that_another_signed_does_not_carry_the_record()
    {
        using var other = SignatureSuite.Es256.CreateKey();
        var log = specimen.Record.Log with { Checkpoint = specimen.Record.Log.Checkpoint.Checkpoint.Sign(other) };

        Assert.Equal("checkpoint.other-key", Broken(specimen.Record with { Log = log }));
    }

    [Theory]
    [InlineData("100.5", "100.50", "proof.member-wrong")]
    [InlineData("{\"open\":", "{\"masked\":true,\"open\":", "proof.member-unknown")]
    [InlineData("\"openSalt\":\"", "\"openSalt\":\"AAAA", "proof.member-wrong")]
    [InlineData("\"path\":[", "\"path\":[1,", "proof.member-wrong proof.member-wrong")]
    [InlineData("\"record\":", "\"record\":\"r1\",\"record\":", "proof.not-json")]
    public void A_file_that_is_not_a_record_proof_is_refused_with_its_reason(string part, string instead, string codes)
    {
        var file = Encoding.UTF8.GetString(specimen.Record.ToCanonicalJson()).Replace(part, instead, StringComparison.Ordinal);

        Assert.Equal(codes, string.Join(' ', RecordProof.Parse(Specimen.Text(file)).Refusals.Select(refusal => refusal.Code)));
    }

    [Fact]
    public void Bytes_have_one_spelling_or_a_file_could_be_changed_and_still_hold()
    {
        const string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        var salt = Convert.ToBase64String(specimen.Record.OpenSalt); // 16 bytes: four bits of the 22nd character are unused
        var other = $"{salt[..21]}{alphabet[alphabet.IndexOf(salt[21], StringComparison.Ordinal) + 1]}==";
        Assert.Equal(specimen.Record.OpenSalt, Convert.FromBase64String(other));

        foreach (var instead in new[] { other, salt.Insert(4, " ") })
        {
            var file = Encoding.UTF8.GetString(specimen.Record.ToCanonicalJson()).Replace(salt, instead, StringComparison.Ordinal);
            Assert.Equal("proof.member-wrong", Assert.Single(RecordProof.Parse(Specimen.Text(file)).Refusals).Code);
        }
    }

    [Fact]
    public void A_path_longer_than_any_tree_is_high_is_not_even_climbed()
    {
        var endless = specimen.Record.Submission with { Path = Trees.Leaves(65) };

        var refusals = RecordProof.Parse((specimen.Record with { Submission = endless }).ToCanonicalJson()).Refusals;

        Assert.Equal(("proof.member-wrong", "/submission/path"), (Assert.Single(refusals).Code, refusals[0].Field));
    }

    private string Broken(RecordProof proof)
    {
        var verdict = RecordProof.Parse(proof.ToCanonicalJson()).Value.Verify(specimen.Key.Public);
        return string.Join(' ', verdict.Refusals.Select(refusal => refusal.Code));
    }
}
