using System.Security.Cryptography;
using System.Text;
using Xinheng.Model.Subjects;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.Subjects.Persons;

/// <summary>How one number is hashed, sealed and read: HMAC-SHA-256 and AES-256-GCM under keys outside the database.</summary>
internal static class NumberKeys
{
    private const int Nonce = 12;
    private const int Tag = 16;

    public static byte[] Hash(KeyRing.Key key, string scheme, string number) =>
        HMACSHA256.HashData(key.Bytes, Encoding.UTF8.GetBytes($"{scheme}|{number}"));

    /// <summary>Bound to token and scheme: moved into another row, it does not open.</summary>
    public static byte[] Seal(KeyRing.Key key, NumberToken token, string scheme, string number)
    {
        var plain = Encoding.UTF8.GetBytes(number);
        var content = new byte[Nonce + Tag + plain.Length];
        RandomNumberGenerator.Fill(content.AsSpan(0, Nonce));
        using var cipher = new AesGcm(key.Bytes, Tag);
        cipher.Encrypt(content.AsSpan(0, Nonce), plain, content.AsSpan(Nonce + Tag), content.AsSpan(Nonce, Tag), Bound(token, scheme));
        return content;
    }

    public static string Open(KeyRing.Key key, NumberToken token, string scheme, ReadOnlySpan<byte> content)
    {
        var plain = new byte[content.Length - Nonce - Tag];
        using var cipher = new AesGcm(key.Bytes, Tag);
        cipher.Decrypt(content[..Nonce], content[(Nonce + Tag)..], content[Nonce..(Nonce + Tag)], plain, Bound(token, scheme));
        return Encoding.UTF8.GetString(plain);
    }

    private static byte[] Bound(NumberToken token, string scheme) => Encoding.UTF8.GetBytes($"{token}|{scheme}");
}
