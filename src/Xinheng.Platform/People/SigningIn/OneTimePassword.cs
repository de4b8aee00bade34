using System.Security.Cryptography;

namespace Xinheng.Platform.People.SigningIn;

/// <summary>A password that somebody else handed over: good for three days, and for nothing but choosing one's own.</summary>
public static class OneTimePassword
{
    /// <summary>Long enough for a weekend in between.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(72);

    public static string Make() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(9));
}
