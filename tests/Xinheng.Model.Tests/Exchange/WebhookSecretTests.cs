using System.Security.Cryptography;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Xinheng.Model.Exchange;

namespace Xinheng.Model.Tests.Exchange;

/// <summary>Signatures of Standard Webhooks, held against a computation of their own.</summary>
public sealed class WebhookSecretTests
{
    private static readonly DateTimeOffset At = new(2026, 6, 15, 2, 0, 0, 123, TimeSpan.Zero);

    [Fact]
    public void A_known_message_has_its_known_signature()
    {
        // The vector of the specification's own libraries.
        var secret = WebhookSecret.Of(Convert.FromBase64String("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));

        Assert.Equal("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
            secret.Sign("msg_p5jXN8AQM9LWM0D4loKWxJek", DateTimeOffset.FromUnixTimeSeconds(1614265330), """{"test": 2432232314}"""u8));
        Assert.Equal("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", secret.ToString());
    }

    [Fact]
    public void Every_signature_is_the_keyed_digest_of_id_seconds_and_body() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), ArbMap.Default.ArbFor<Guid>(), ArbMap.Default.ArbFor<uint>(), (body, id, seconds) =>
        {
            var key = SHA256.HashData(body);
            using var naive = new HMACSHA256(key);
            byte[] signed = [.. Encoding.ASCII.GetBytes($"{id}.{seconds}."), .. body];

            return WebhookSecret.Of(key).Sign(id.ToString(), DateTimeOffset.FromUnixTimeSeconds(seconds), body)
                == "v1," + Convert.ToBase64String(naive.ComputeHash(signed));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Another_id_time_body_or_secret_is_another_signature()
    {
        var secret = WebhookSecret.Of(new byte[32]);
        var one = secret.Sign("a", At, "body"u8);

        Assert.Equal(one, secret.Sign("a", At, "body"u8));
        Assert.DoesNotContain(one, (string[])
        [
            secret.Sign("b", At, "body"u8), secret.Sign("a", At.AddSeconds(1), "body"u8), secret.Sign("a", At, "bodz"u8),
            WebhookSecret.Of([.. new byte[31], 1]).Sign("a", At, "body"u8),
        ]);
    }

    [Fact]
    public void While_a_secret_is_changed_both_sign()
    {
        var (old, next) = (WebhookSecret.Of(new byte[24]), WebhookSecret.Of(new byte[64]));

        Assert.Equal([next.Sign("a", At, "x"u8), old.Sign("a", At, "x"u8)], WebhookSecret.SignWithAll([next, old], "a", At, "x"u8).Split(' '));
    }

    [Theory]
    [InlineData(23)]
    [InlineData(65)]
    public void A_secret_that_is_too_short_or_too_long_is_a_bug(int length) => Assert.Throws<ArgumentException>(() => WebhookSecret.Of(new byte[length]));
}
