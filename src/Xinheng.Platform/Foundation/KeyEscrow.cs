using System.Security.Cryptography;
using System.Text.Json;
using Xinheng.Model.Foundation;

namespace Xinheng.Platform.Foundation;

/// <summary>All keys in one file under a passphrase, to be kept where neither the database nor its backups are.</summary>
public sealed class KeyEscrow(KeyRing keys)
{
    private const int Rounds = 600_000;

    private sealed record Kept(KeyPurpose Purpose, int Version, byte[] Bytes);

    public byte[] Seal(string passphrase)
    {
        var all = Enum.GetValues<KeyPurpose>()
            .SelectMany(p => keys.Versions(p).Select(v => keys.Get(p, v)))
            .Select(k => new Kept(k.Purpose, k.Version, k.Bytes));
        var plain = JsonSerializer.SerializeToUtf8Bytes(all);
        var salt = RandomNumberGenerator.GetBytes(16);
        var nonce = RandomNumberGenerator.GetBytes(12);
        var tag = new byte[16];
        var sealedBytes = new byte[plain.Length];
        using var cipher = new AesGcm(KeyFrom(passphrase, salt), 16);
        cipher.Encrypt(nonce, plain, sealedBytes, tag);
        return [.. salt, .. nonce, .. tag, .. sealedBytes];
    }

    /// <summary>Puts back every key that is missing; returns how many.</summary>
    public Result<int> Open(byte[] escrow, string passphrase)
    {
        if (escrow.Length < 44)
        {
            return Refusal.Invalid("foundation.escrow.unreadable", "这不是密钥托管文件。");
        }

        var plain = new byte[escrow.Length - 44];
        try
        {
            using var cipher = new AesGcm(KeyFrom(passphrase, escrow[..16]), 16);
            cipher.Decrypt(escrow.AsSpan(16, 12), escrow.AsSpan(44), escrow.AsSpan(28, 16), plain);
        }
        catch (AuthenticationTagMismatchException)
        {
            return Refusal.Invalid("foundation.escrow.wrong-passphrase", "口令不对，或托管文件已损坏。");
        }

        var kept = JsonSerializer.Deserialize<List<Kept>>(plain)!;
        if (kept.FirstOrDefault(k => keys.Versions(k.Purpose).Contains(k.Version)
            && !keys.Get(k.Purpose, k.Version).Bytes.AsSpan().SequenceEqual(k.Bytes)) is { } other)
        {
            return Refusal.Conflict("foundation.escrow.other-keys",
                $"这里的密钥 {other.Purpose} 第 {other.Version} 版与托管文件中的不同。请把密钥目录中现有的密钥移到别处，再从托管文件放回。");
        }

        var missing = kept.Where(k => !keys.Versions(k.Purpose).Contains(k.Version)).ToList();
        missing.ForEach(k => keys.Store(k.Purpose, k.Version, k.Bytes));
        return missing.Count;
    }

    private static byte[] KeyFrom(string passphrase, byte[] salt) =>
        Rfc2898DeriveBytes.Pbkdf2(passphrase, salt, Rounds, HashAlgorithmName.SHA512, 32);
}
