using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Xinheng.Platform.People.SigningIn;

/// <summary>
/// A password as it is kept: the algorithm's name, its rounds and the salt stand in the stored text, so that rounds can
/// be raised and another algorithm can follow while old ones still match.
/// </summary>
public static class PasswordHash
{
    private const string Today = "pbkdf2-sha512";
    private const int Rounds = 210_000;

    public static string Of(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(16);
        return string.Create(CultureInfo.InvariantCulture,
            $"{Today}${Rounds}${Convert.ToBase64String(salt)}${Convert.ToBase64String(Derive(Today, password, salt, Rounds))}");
    }

    public static bool Matches(string password, string stored)
    {
        var parts = stored.Split('$');
        var rounds = int.Parse(parts[1], CultureInfo.InvariantCulture);
        var derived = Derive(parts[0], password, Convert.FromBase64String(parts[2]), rounds);
        return CryptographicOperations.FixedTimeEquals(derived, Convert.FromBase64String(parts[3]));
    }

    /// <summary>By which the log names it: nothing can be guessed from it, because the salt stays here.</summary>
    public static string Digest(string stored) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(stored)));

    private static byte[] Derive(string algorithm, string password, byte[] salt, int rounds) => algorithm switch
    {
        Today => Rfc2898DeriveBytes.Pbkdf2(password, salt, rounds, HashAlgorithmName.SHA512, 32),
        _ => throw new NotSupportedException($"This program does not know the password algorithm {algorithm}."),
    };
}
