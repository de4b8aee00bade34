namespace Xinheng.Model.Collection;

/// <summary>
/// How persons' numbers are kept: sealed under keys the database does not hold, found by keyed hash. Both are
/// deterministic, so that the same content stays the same and the same person is found again.
/// </summary>
/// <param name="Lookup">Keyed hash of (scheme, number), with the version of the key.</param>
/// <param name="Seal">The number under encryption, as text.</param>
public sealed record PersonSeal(
    Func<string, string, (string Lookup, string Version)> Lookup, Func<string, string> Seal);
