using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Xinheng.Model.Foundation;

namespace Xinheng.Platform.Foundation;

/// <summary>What a key is for; each kind has its own versions.</summary>
public enum KeyPurpose
{
    /// <summary>Signs checkpoints and receipts (ECDSA P-256).</summary>
    Signing,

    /// <summary>Wraps the keys of single files (AES-256).</summary>
    Files,

    /// <summary>Seals persons' numbers (AES-256).</summary>
    Persons,

    /// <summary>Finds persons by keyed hash (HMAC-SHA-256).</summary>
    Lookup,

    /// <summary>Tells members of staff apart by keyed hash (HMAC-SHA-256); no use is made of it for those on record.</summary>
    Staff,

    /// <summary>Seals what second factors are made of (AES-256).</summary>
    Factors,

    /// <summary>Wraps the keys of single reports, under which it stands who reported and what they said (AES-256).</summary>
    Reporters,

    /// <summary>Seals what webhooks are signed with (AES-256).</summary>
    Exchange,
}

/// <summary>
/// The installation's keys, outside the database: one file a version, readable by the owner only. The highest version
/// is used for new things; older ones stay for what they made until they are destroyed.
/// </summary>
public sealed class KeyRing(XinhengOptions options)
{
    private readonly Lock gate = new();
    private readonly Dictionary<(KeyPurpose, int), byte[]> loaded = [];

    /// <summary>A key and its version.</summary>
    public sealed record Key(KeyPurpose Purpose, int Version, byte[] Bytes);

    /// <summary>Makes the first version of every purpose that has none; returns those made.</summary>
    public IReadOnlyList<Key> CreateMissing() =>
        [.. Enum.GetValues<KeyPurpose>().Where(p => Versions(p).Count == 0).Select(Rotate)];

    /// <summary>Makes the next version of a purpose.</summary>
    public Key Rotate(KeyPurpose purpose)
    {
        var version = Versions(purpose).LastOrDefault() + 1;
        var bytes = Generate(purpose);
        Store(purpose, version, bytes);
        return new Key(purpose, version, bytes);
    }

    public Key Current(KeyPurpose purpose)
    {
        var version = Versions(purpose).LastOrDefault();
        return version > 0
            ? Get(purpose, version)
            : throw new UnusableException(Refusal.NotFound("foundation.keys.missing",
                $"在 {options.Keys} 没有找到密钥。请运行 xinheng keys create，或用 XINHENG__KeysDirectory 指定密钥目录。"));
    }

    public Key Get(KeyPurpose purpose, int version)
    {
        lock (gate)
        {
            if (!loaded.TryGetValue((purpose, version), out var bytes))
            {
                var file = FileOf(purpose, version);
                bytes = File.Exists(file)
                    ? Convert.FromBase64String(File.ReadAllText(file))
                    : throw new UnusableException(Refusal.NotFound("foundation.keys.version-missing",
                        $"缺少密钥 {purpose} 第 {version} 版；用它加密的内容无法读取。"));
                loaded[(purpose, version)] = bytes;
            }

            return new Key(purpose, version, bytes);
        }
    }

    public IReadOnlyList<int> Versions(KeyPurpose purpose) => Directory.Exists(options.Keys)
        ? [.. Directory.GetFiles(options.Keys, $"{Name(purpose)}-*.key")
            .Select(f => int.Parse(Path.GetFileNameWithoutExtension(f).Split('-')[1], CultureInfo.InvariantCulture))
            .Order()]
        : [];

    /// <summary>Destroys one version: whatever it alone protects can never be read again.</summary>
    public bool Destroy(KeyPurpose purpose, int version)
    {
        var file = FileOf(purpose, version);
        if (!File.Exists(file))
        {
            return false;
        }

        lock (gate)
        {
            loaded.Remove((purpose, version));
        }

        File.WriteAllBytes(file, RandomNumberGenerator.GetBytes((int)new FileInfo(file).Length));
        File.Delete(file);
        return true;
    }

    /// <summary>Puts a key back, from escrow.</summary>
    public void Store(KeyPurpose purpose, int version, byte[] bytes)
    {
        Directory.CreateDirectory(options.Keys);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(options.Keys, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        // Complete before it has its name: half a key would be taken for one.
        var unfinished = $"{FileOf(purpose, version)}.{Environment.ProcessId}.part";
        using (var stream = new FileStream(unfinished, new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        }))
        {
            stream.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(bytes)));
            stream.Flush(flushToDisk: true);
        }

        File.Move(unfinished, FileOf(purpose, version), overwrite: false);
    }

    private static byte[] Generate(KeyPurpose purpose)
    {
        if (purpose != KeyPurpose.Signing)
        {
            return RandomNumberGenerator.GetBytes(32);
        }

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportPkcs8PrivateKey();
    }

    private string FileOf(KeyPurpose purpose, int version) =>
        Path.Combine(options.Keys, string.Create(CultureInfo.InvariantCulture, $"{Name(purpose)}-{version:0000}.key"));

    private static string Name(KeyPurpose purpose) => purpose.ToString().ToLowerInvariant();
}
