using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Xinheng.Model.People.SigningIn;

/// <summary>
/// One-time codes by the clock (RFC 6238, SHA-1, 30 seconds, six digits: what every authenticator app can do) from a secret
/// that the account and its owner's phone share.
/// </summary>
public static class OneTimeCode
{
    public const int Digits = 6;
    public const int Seconds = 30;
    public const int SecretBytes = 20;

    // Phones' clocks are off by some seconds, and typing takes some.
    private const int Skew = 1;

    public static long StepOf(DateTimeOffset at) => at.ToUnixTimeSeconds() / Seconds;

    public static string At(ReadOnlySpan<byte> secret, long step, int digits = Digits)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
#pragma warning disable CA5350 // SHA-1 as RFC 6238 and the apps have it; HMAC does not rest on collision resistance.
        HMACSHA1.HashData(secret, counter, hash);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadUInt32BigEndian(hash[(hash[^1] & 0xf)..]) & 0x7fff_ffff;
        var code = number % (long)Math.Pow(10, digits);
        return code.ToString($"D{digits}", CultureInfo.InvariantCulture);
    }

    /// <summary>The step whose code it is, now or one to either side, later than the last one used; null when there is none: a code buys one sign-in.</summary>
    public static long? Match(ReadOnlySpan<byte> secret, string code, DateTimeOffset now, long? lastUsed)
    {
        long? matched = null;
        var given = Encoding.UTF8.GetBytes(code);
        for (var step = StepOf(now) - Skew; step <= StepOf(now) + Skew; step++)
        {
            if (CryptographicOperations.FixedTimeEquals(given, Encoding.UTF8.GetBytes(At(secret, step))) && (lastUsed is null || step > lastUsed))
            {
                matched ??= step;
            }
        }

        return matched;
    }

    /// <summary>What the picture says that a phone takes a photograph of.</summary>
    public static string Address(string issuer, string account, ReadOnlySpan<byte> secret) =>
        $"otpauth://totp/{Uri.EscapeDataString(issuer)}:{Uri.EscapeDataString(account)}?secret={Base32(secret)}&issuer={Uri.EscapeDataString(issuer)}"
        + FormattableString.Invariant($"&algorithm=SHA1&digits={Digits}&period={Seconds}");

    /// <summary>RFC 4648, without padding.</summary>
    public static string Base32(ReadOnlySpan<byte> bytes)
    {
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var text = new StringBuilder();
        var (buffer, bits) = (0, 0);
        foreach (var one in bytes)
        {
            (buffer, bits) = (((buffer << 8) | one) & 0xfff, bits + 8);
            while (bits >= 5)
            {
                bits -= 5;
                text.Append(Alphabet[(buffer >> bits) & 31]);
            }
        }

        return bits == 0 ? text.ToString() : text.Append(Alphabet[(buffer << (5 - bits)) & 31]).ToString();
    }
}
