namespace Xinheng.Model.Subjects;

/// <summary>A person's number as it is kept: under encryption, and found again by a keyed hash. Neither opens without keys that lie elsewhere.</summary>
/// <param name="Lookup">HMAC of scheme and number.</param>
/// <param name="LookupVersion">Which lookup key made it.</param>
/// <param name="Content">The number under AES-GCM, bound to its token.</param>
/// <param name="ContentVersion">Which persons key sealed it.</param>
/// <param name="IsMinor">Its bearer is under age; the date itself is told by nothing but the number.</param>
public sealed record SealedNumber(
    NumberToken Token, string Scheme, byte[] Lookup, int LookupVersion, byte[] Content, int ContentVersion, bool IsMinor);
