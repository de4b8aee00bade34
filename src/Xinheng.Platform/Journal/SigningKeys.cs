using System.Security.Cryptography;
using Xinheng.Model.Journal;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.Journal;

/// <summary>The keys that sign checkpoints and receipts: the newest signs, all verify.</summary>
public sealed class SigningKeys(KeyRing keys)
{
    private readonly Lock gate = new();
    private SigningKey? current;
    private int version;

    public SigningKey Current
    {
        get
        {
            lock (gate)
            {
                var newest = keys.Current(KeyPurpose.Signing);
                if (current is null || version != newest.Version)
                {
                    (current, version) = (Read(newest), newest.Version);
                }

                return current;
            }
        }
    }

    /// <summary>The public halves of every version that still exists, oldest first.</summary>
    public IReadOnlyList<VerifyingKey> Public =>
        [.. keys.Versions(KeyPurpose.Signing).Select(v => Read(keys.Get(KeyPurpose.Signing, v)).Public)];

    public static SigningKey Read(KeyRing.Key key) =>
        SigningKey.FromPem(PemEncoding.WriteString("PRIVATE KEY", key.Bytes)).Value;
}
