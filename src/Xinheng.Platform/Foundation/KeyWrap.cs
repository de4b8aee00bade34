using System.Security.Cryptography;

namespace Xinheng.Platform.Foundation;

/// <summary>AES-GCM over a few bytes: nonce, tag, ciphertext.</summary>
public static class KeyWrap
{
    public static byte[] Wrap(byte[] master, ReadOnlySpan<byte> plain)
    {
        var wrapped = new byte[28 + plain.Length];
        RandomNumberGenerator.Fill(wrapped.AsSpan(0, 12));
        using var cipher = new AesGcm(master, 16);
        cipher.Encrypt(wrapped.AsSpan(0, 12), plain, wrapped.AsSpan(28), wrapped.AsSpan(12, 16));
        return wrapped;
    }

    public static byte[] Unwrap(byte[] master, ReadOnlySpan<byte> wrapped)
    {
        var plain = new byte[wrapped.Length - 28];
        using var cipher = new AesGcm(master, 16);
        cipher.Decrypt(wrapped[..12], wrapped[28..], wrapped[12..28], plain);
        return plain;
    }
}
