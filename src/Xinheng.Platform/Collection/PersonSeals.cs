using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Xinheng.Model.Collection;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.Collection;

/// <summary>
/// Seals persons' numbers with AES-GCM under a key outside the database. The nonce is derived from the number by a keyed
/// hash, so that equal numbers stay equal and no nonce ever serves two numbers.
/// </summary>
public sealed class PersonSeals(KeyRing keys)
{
    private const string Prefix = "sealed:";

    public PersonSeal Open()
    {
        var lookup = keys.Current(KeyPurpose.Lookup);
        var persons = keys.Current(KeyPurpose.Persons);
        return new PersonSeal(
            (scheme, number) => (
                Convert.ToHexStringLower(HMACSHA256.HashData(lookup.Bytes, Encoding.UTF8.GetBytes($"{scheme}|{number}"))),
                string.Create(CultureInfo.InvariantCulture, $"v{lookup.Version}")),
            number => Seal(persons, lookup.Bytes, number));
    }

    /// <summary>The number again; for the few acts that may.</summary>
    public string Unseal(string sealedNumber)
    {
        var parts = sealedNumber[Prefix.Length..].Split(':');
        var key = keys.Get(KeyPurpose.Persons, int.Parse(parts[0], CultureInfo.InvariantCulture));
        return Encoding.UTF8.GetString(KeyWrap.Unwrap(key.Bytes, Convert.FromBase64String(parts[1])));
    }

    private static string Seal(KeyRing.Key key, byte[] nonceKey, string number)
    {
        var plain = Encoding.UTF8.GetBytes(number);
        var bytes = new byte[28 + plain.Length];
        HMACSHA256.HashData(nonceKey, (byte[])[.. "nonce|"u8, .. plain]).AsSpan(0, 12).CopyTo(bytes);
        using var cipher = new AesGcm(key.Bytes, 16);
        cipher.Encrypt(bytes.AsSpan(0, 12), plain, bytes.AsSpan(28), bytes.AsSpan(12, 16));
        return string.Create(CultureInfo.InvariantCulture, $"{Prefix}{key.Version}:{Convert.ToBase64String(bytes)}");
    }
}
