using Xinheng.Model.Foundation;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.People.SigningIn;

/// <summary>Seals authenticators' secrets under a key outside the database, each for one account.</summary>
public sealed class FactorSeals(KeyRing keys)
{
    public string Seal(AccountId account, ReadOnlySpan<byte> secret) => SealedSecret.Seal(keys, KeyPurpose.Factors, For(account), secret);

    /// <summary>The secret again; null when it was sealed for another account, or not here.</summary>
    public byte[]? Open(AccountId account, string sealedSecret) => SealedSecret.Open(keys, KeyPurpose.Factors, For(account), sealedSecret);

    private static string For(AccountId account) => $"totp|{account.Value:N}";
}
