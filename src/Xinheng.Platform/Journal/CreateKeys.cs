using Dapper;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.Journal;

/// <summary>Makes, changes and destroys keys, each told in the log: a stranger sees since when which public key signs.</summary>
public sealed class CreateKeys(Journal journal, KeyRing keys, Database database)
{
    /// <summary>Makes what is missing; returns the purposes made.</summary>
    public async Task<IReadOnlyList<string>> RunAsync(Actor actor, CancellationToken ct)
    {
        var made = keys.CreateMissing();

        // Also those of a program that was killed between the file and the log.
        var told = await ToldAsync(ct);
        var untold = Enum.GetValues<KeyPurpose>()
            .SelectMany(purpose => keys.Versions(purpose).Select(version => (Purpose: purpose, Version: version)))
            .Where(key => !told.Contains((key.Purpose.ToString(), key.Version)))
            .Select(key => Describe(keys.Get(key.Purpose, key.Version)))
            .ToList();
        if (untold.Count > 0)
        {
            await TellAsync(actor, new { made = untold }, ct);
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

    private async Task<HashSet<(string Purpose, int Version)>> ToldAsync(CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<(string, int)>(new CommandDefinition("""
            select k->>'purpose', (k->>'version')::int
              from journal.entry e
             cross join lateral (select json_array_elements(e.content->'facts'->'made') as k
                                 union all select e.content->'facts'->'rotated') told
             where e.power = @power and k is not null
            """, new { power = Power.CreateKeys.Code }, cancellationToken: ct))];
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
