using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Xinheng.Platform.Foundation;

/// <summary>
/// A secret that the program must read again, sealed with AES-GCM under a key outside the database, for one holder: put into
/// another's row it opens nothing.
/// </summary>
public static class SealedSecret
{
    private const int Nonce = 12;
    private const int Tag = 16;

    /// <param name="holder">Whose it is, and what for.</param>
    public static string Seal(KeyRing keys, KeyPurpose purpose, string holder, ReadOnlySpan<byte> secret)
    {
        var key = keys.Current(purpose);
        var bytes = new byte[Nonce + Tag + secret.Length];
        RandomNumberGenerator.Fill(bytes.AsSpan(0, Nonce));
        using var cipher = new AesGcm(key.Bytes, Tag);
        cipher.Encrypt(bytes.AsSpan(0, Nonce), secret, bytes.AsSpan(Nonce + Tag), bytes.AsSpan(Nonce, Tag), Encoding.ASCII.GetBytes(holder));
        return string.Create(CultureInfo.InvariantCulture, $"{key.Version}:{Convert.ToBase64String(bytes)}");
    }

    /// <summary>The secret again; null when it was sealed for another, or not here.</summary>
    public static byte[]? Open(KeyRing keys, KeyPurpose purpose, string holder, string sealedSecret)
    {
        if (sealedSecret.Split(':') is not [var version, var text]
            || !int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || !keys.Versions(purpose).Contains(number))
        {
            return null;
        }

        try
        {
            var bytes = Convert.FromBase64String(text);
            var secret = new byte[Math.Max(0, bytes.Length - Nonce - Tag)];
            using var cipher = new AesGcm(keys.Get(purpose, number).Bytes, Tag);
            cipher.Decrypt(bytes.AsSpan(0, Nonce), bytes.AsSpan(Nonce + Tag), bytes.AsSpan(Nonce, Tag), secret, Encoding.ASCII.GetBytes(holder));
            return secret;
        }
        catch (Exception broken) when (broken is FormatException or CryptographicException or ArgumentException)
        {
            return null;
        }
    }
}
