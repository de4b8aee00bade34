using System.Text;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.Tests.Verify;

namespace Xinheng.Model.Tests.Journal;

public sealed class ReceiptTests
{
    internal static readonly Receipt Received = new()
    {
        Submission = new(Guid.Parse("01890a5d-ac96-774b-bcce-b302099a8057")),
        Digest = Hash256.Of("文件"u8),
        Bytes = 6,
        Item = "administrative-penalty",
        Provider = "XY0000000001",
        ReceivedAt = new(2026, 3, 31, 2, 15, 0, TimeSpan.Zero),
    };

    private static readonly Receipt entered = Received with
    {
        Outcome = new(new(10, 5, 1, 2, 1, 1), new EntryId(Guid.Parse("01890a5d-ac96-774b-bcce-b302099a8058")), new(6, Trees.Leaf(1))),
        Checkpoint = "任何文本\n",
    };

    [Fact]
    public void The_statement_is_canonical_json_in_a_fixed_order() => Assert.Equal(
        $$"""
        {"kind":"xinheng.receipt.received/1","submission":"01890a5d-ac96-774b-bcce-b302099a8057","digest":"{{Received.Digest}}","bytes":6,"item":"administrative-penalty","provider":"XY0000000001","receivedAt":"2026-03-31T02:15:00.000Z"}
        """,
        Encoding.UTF8.GetString(Received.ToCanonicalJson()));

    [Fact]
    public void A_receipt_survives_its_file_and_verifies()
    {
        using var key = SignatureSuite.Es256.CreateKey();

        Assert.All([Received, entered], receipt =>
        {
            var file = receipt.Sign(key).ToCanonicalJson();
            Assert.True(CanonicalJson.IsCanonical(file));
            Assert.Equal(receipt, SignedReceipt.Parse(file).Value.Verify(key.Public).Value);
        });
    }

    [Fact]
    public void An_indented_copy_verifies_too()
    {
        using var key = SignatureSuite.Es256.CreateKey();
        var indented = Specimen.Indented(entered.Sign(key).ToCanonicalJson());

        Assert.Equal(entered, SignedReceipt.Parse(indented).Value.Verify(key.Public).Value);
    }

    [Theory]
    [InlineData("\"bytes\":6", "\"bytes\":7")]
    [InlineData("XY0000000001", "XY0000000002")]
    [InlineData("02:15", "02:16")]
    [InlineData("\"entered\":5,\"corrected\":1", "\"entered\":4,\"corrected\":2")]
    public void A_changed_content_no_longer_fits_the_signature(string part, string instead)
    {
        using var key = SignatureSuite.Es256.CreateKey();
        var file = entered.Sign(key).ToString().Replace(part, instead, StringComparison.Ordinal);

        Assert.Equal("receipt.signature-wrong", Code(SignedReceipt.Parse(Encoding.UTF8.GetBytes(file)).Value.Verify(key.Public)));
    }

    [Theory]
    [InlineData("\"rows\":10", "\"rows\":11", "receipt.counts-do-not-add-up")]
    [InlineData("\"bytes\":6", "\"bytes\":6,\"note\":\"平台认可\"", "proof.member-unknown")]
    [InlineData("\"bytes\":6", "\"bytes\":6,\"bytes\":6", "proof.not-json")]
    [InlineData("\"bytes\":6,", "", "proof.member-wrong")]
    [InlineData("entered/1", "received/1", "receipt.kind-unknown")]
    public void What_is_not_a_receipt_is_refused_with_its_reason(string part, string instead, string code)
    {
        using var key = SignatureSuite.Es256.CreateKey();
        var file = entered.Sign(key).ToString().Replace(part, instead, StringComparison.Ordinal);

        Assert.Equal(code, Code(SignedReceipt.Parse(Encoding.UTF8.GetBytes(file))));
    }

    [Fact]
    public void Another_key_did_not_sign_it()
    {
        using var key = SignatureSuite.Es256.CreateKey();
        using var other = SignatureSuite.Es256.CreateKey();

        Assert.Equal("receipt.other-key", Code(Received.Sign(key).Verify(other.Public)));
    }

    private static string Code<T>(Result<T> result) => Assert.Single(result.Refusals).Code;
}
