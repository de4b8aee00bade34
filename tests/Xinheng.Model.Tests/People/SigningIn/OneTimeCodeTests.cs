using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Xinheng.Model.People.SigningIn;

namespace Xinheng.Model.Tests.People.SigningIn;

public sealed class OneTimeCodeTests
{
    private static readonly byte[] Secret = Encoding.ASCII.GetBytes("12345678901234567890");

    // RFC 6238, appendix B, the rows for SHA-1.
    [Theory]
    [InlineData(59, "94287082")]
    [InlineData(1111111109, "07081804")]
    [InlineData(1111111111, "14050471")]
    [InlineData(1234567890, "89005924")]
    [InlineData(2000000000, "69279037")]
    [InlineData(20000000000, "65353130")]
    public void The_vectors_of_the_standard_hold(long seconds, string code)
    {
        var step = OneTimeCode.StepOf(DateTimeOffset.FromUnixTimeSeconds(seconds));

        Assert.Equal(code, OneTimeCode.At(Secret, step, digits: 8));
        Assert.Equal(code[2..], OneTimeCode.At(Secret, step));
    }

    [Fact]
    public void A_code_holds_one_step_to_either_side_and_no_further()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1111111111);
        var step = OneTimeCode.StepOf(now);

        var matched = Enumerable.Range(-3, 7).Select(off => OneTimeCode.Match(Secret, OneTimeCode.At(Secret, step + off), now, null) - step);

        Assert.Equal([null, null, -1, 0, 1, null, null], matched);
    }

    [Fact]
    public void A_code_buys_nothing_twice_nor_does_an_earlier_one_afterwards()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1111111111);
        var step = OneTimeCode.StepOf(now);

        Assert.Null(OneTimeCode.Match(Secret, OneTimeCode.At(Secret, step), now, lastUsed: step));
        Assert.Null(OneTimeCode.Match(Secret, OneTimeCode.At(Secret, step - 1), now, lastUsed: step));
        Assert.Equal(step + 1, OneTimeCode.Match(Secret, OneTimeCode.At(Secret, step + 1), now, lastUsed: step));
    }

    [Fact]
    public void Whatever_is_typed_that_is_no_code_matches_nothing() =>
        Prop.ForAll<string>(text => OneTimeCode.Match(Secret, text ?? "", DateTimeOffset.UnixEpoch, null) is null || text!.Length == OneTimeCode.Digits)
            .QuickCheckThrowOnFailure();

    // RFC 4648, section 10, without the padding.
    [Theory]
    [InlineData("", "")]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foo", "MZXW6")]
    [InlineData("foob", "MZXW6YQ")]
    [InlineData("fooba", "MZXW6YTB")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void Secrets_are_written_in_base32(string text, string written) =>
        Assert.Equal(written, OneTimeCode.Base32(Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void The_address_in_the_picture_is_what_apps_read() =>
        Assert.Equal(
            "otpauth://totp/%E4%BF%A1%E8%A1%A1:maker?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=%E4%BF%A1%E8%A1%A1&algorithm=SHA1&digits=6&period=30",
            OneTimeCode.Address("信衡", "maker", Secret));
}
