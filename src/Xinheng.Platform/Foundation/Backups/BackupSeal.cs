using System.Security.Cryptography;
using System.Text;

namespace Xinheng.Platform.Foundation.Backups;

/// <summary>
/// The manifest's seal under a key of the installation, so that whoever can write where backups lie cannot make one
/// of their own (with another administrator in it, say) and have it restored.
/// </summary>
internal sealed class BackupSeal(KeyRing keys)
{
    public const string EntryName = "manifest.seal";

    /// <summary>Every key there is, by mark.</summary>
    public IReadOnlyList<BackupManifest.KeyMark> Marks() =>
    [
        .. from purpose in Enum.GetValues<KeyPurpose>()
           from version in keys.Versions(purpose)
           select new BackupManifest.KeyMark(purpose, version, MarkOf(keys.Get(purpose, version))),
    ];

    /// <summary>Null where there is no key yet to seal with.</summary>
    public string? Seal(byte[] manifest)
    {
        if (keys.Versions(KeyPurpose.Files).Count == 0)
        {
            return null;
        }

        var key = keys.Current(KeyPurpose.Files);
        return $"{MarkOf(key)} {Convert.ToHexStringLower(CodeOf(key, manifest))}";
    }

    /// <summary>True or false as the seal fits; null when it was made with a key that is not here, or not at all.</summary>
    public bool? Fits(byte[] manifest, string? seal)
    {
        var words = seal?.Trim().Split(' ') ?? [];
        var key = words.Length == 2
            ? keys.Versions(KeyPurpose.Files).Select(v => keys.Get(KeyPurpose.Files, v)).FirstOrDefault(k => MarkOf(k) == words[0])
            : null;
        return key is null ? null : CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(Convert.ToHexStringLower(CodeOf(key, manifest))), Encoding.ASCII.GetBytes(words[1]));
    }

    private static byte[] CodeOf(KeyRing.Key key, byte[] manifest) =>
        HMACSHA256.HashData(HKDF.DeriveKey(HashAlgorithmName.SHA256, key.Bytes, 32, info: "xinheng backup seal"u8.ToArray()), manifest);

    private static string MarkOf(KeyRing.Key key) => Convert.ToHexStringLower(
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key.Bytes, 8, info: "xinheng key mark"u8.ToArray()));
}
