using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.Journal;

/// <summary>Makes, changes and destroys keys, each told in the log: a stranger sees since when which public key signs.</summary>
public sealed class CreateKeys(Journal journal, KeyRing keys)
{
    /// <summary>Makes what is missing; returns the purposes made.</summary>
    public async Task<IReadOnlyList<string>> RunAsync(Actor actor, CancellationToken ct)
    {
        var made = keys.CreateMissing();
        if (made.Count > 0)
        {
            await TellAsync(actor, new { made = made.Select(Describe) }, ct);
        }

        return [.. made.Select(k => k.Purpose.ToString())];
    }

    /// <summary>The lookup key is not rotated by itself: what it found would be lost.</summary>
    public async Task<Result<int>> RotateAsync(KeyPurpose purpose, Actor actor, CancellationToken ct)
    {
        if (purpose == KeyPurpose.Lookup)
        {
            return Refusal.Conflict("foundation.keys.lookup-fixed", "检索密钥更换后，已有自然人将无法匹配；须连同重建索引一起进行，本版本尚不支持。");
        }

        var key = keys.Rotate(purpose);
        await TellAsync(actor, new { rotated = Describe(key) }, ct);
        return key.Version;
    }

    public async Task<Result<Done>> DestroyAsync(KeyPurpose purpose, int version, Actor actor, CancellationToken ct)
    {
        if (keys.Versions(purpose) is not [.., var newest] || !keys.Versions(purpose).Contains(version))
        {
            return Refusal.NotFound("foundation.keys.no-version", $"没有密钥 {purpose} 第 {version} 版。");
        }

        if (version == newest)
        {
            return Refusal.Conflict("foundation.keys.in-use", "不能销毁正在使用的一版。请先更换。");
        }

        await TellAsync(actor, new { destroyed = new { purpose = purpose.ToString(), version } }, ct);
        keys.Destroy(purpose, version);
        return default(Done);
    }

    private static object Describe(KeyRing.Key key) => key.Purpose == KeyPurpose.Signing
        ? new { purpose = key.Purpose.ToString(), version = key.Version, publicKey = SigningKeys.Read(key).Public.ToPem() }
        : new { purpose = key.Purpose.ToString(), version = key.Version };

    private async Task TellAsync(Actor actor, object facts, CancellationToken ct)
    {
        await using var work = await journal.OpenAsync(actor, Power.CreateKeys, ct);
        work.Tell(facts);
        await work.CommitAsync(ct);
    }
}
