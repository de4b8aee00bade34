using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Xinheng.Model.Foundation;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.People.SigningIn;

/// <summary>
/// Seals authenticators' secrets with AES-GCM under a key outside the database. A secret is sealed for one account: put into
/// another's row it opens nothing.
/// </summary>
public sealed class FactorSeals(KeyRing keys)
{
    private const int Nonce = 12;
    private const int Tag = 16;

    public string Seal(AccountId account, ReadOnlySpan<byte> secret)
    {
        var key = keys.Current(KeyPurpose.Factors);
        var bytes = new byte[Nonce + Tag + secret.Length];
        RandomNumberGenerator.Fill(bytes.AsSpan(0, Nonce));
        using var cipher = new AesGcm(key.Bytes, Tag);
        cipher.Encrypt(bytes.AsSpan(0, Nonce), secret, bytes.AsSpan(Nonce + Tag), bytes.AsSpan(Nonce, Tag), For(account));
        return string.Create(CultureInfo.InvariantCulture, $"{key.Version}:{Convert.ToBase64String(bytes)}");
    }

    /// <summary>The secret again; null when it was sealed for another account, or not here.</summary>
    public byte[]? Open(AccountId account, string sealedSecret)
    {
        if (sealedSecret.Split(':') is not [var version, var text]
            || !int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || !keys.Versions(KeyPurpose.Factors).Contains(number))
        {
            return null;
        }

        try
        {
            var bytes = Convert.FromBase64String(text);
            var secret = new byte[Math.Max(0, bytes.Length - Nonce - Tag)];
            using var cipher = new AesGcm(keys.Get(KeyPurpose.Factors, number).Bytes, Tag);
            cipher.Decrypt(bytes.AsSpan(0, Nonce), bytes.AsSpan(Nonce + Tag), bytes.AsSpan(Nonce, Tag), secret, For(account));
            return secret;
        }
        catch (Exception broken) when (broken is FormatException or CryptographicException or ArgumentException)
        {
            return null;
        }
    }

    private static byte[] For(AccountId account) => Encoding.ASCII.GetBytes($"totp|{account.Value:N}");
}
