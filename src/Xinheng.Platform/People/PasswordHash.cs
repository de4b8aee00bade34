using System.Globalization;
using System.Security.Cryptography;

namespace Xinheng.Platform.People;

/// <summary>PBKDF2-HMAC-SHA-512 with its rounds and salt in the stored text, so that rounds can be raised later.</summary>
public static class PasswordHash
{
    private const int Rounds = 210_000;

    public static string Of(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(16);
        return string.Create(CultureInfo.InvariantCulture,
            $"pbkdf2-sha512${Rounds}${Convert.ToBase64String(salt)}${Convert.ToBase64String(Derive(password, salt, Rounds))}");
    }

    public static bool Matches(string password, string stored)
    {
        var parts = stored.Split('$');
        var rounds = int.Parse(parts[1], CultureInfo.InvariantCulture);
        var derived = Derive(password, Convert.FromBase64String(parts[2]), rounds);
        return CryptographicOperations.FixedTimeEquals(derived, Convert.FromBase64String(parts[3]));
    }

    private static byte[] Derive(string password, byte[] salt, int rounds) =>
        Rfc2898DeriveBytes.Pbkdf2(password, salt, rounds, HashAlgorithmName.SHA512, 32);
}
