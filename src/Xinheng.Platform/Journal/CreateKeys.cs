using Dapper;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.Journal;

/// <summary>Makes, changes and destroys keys, each told in the log: a stranger sees since when which public key signs.</summary>
public sealed class CreateKeys(Journal journal, KeyRing keys, Database database, IEnumerable<KeyUse> uses)
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
            .Select(key => keys.Get(key.Purpose, key.Version))
            .ToList();
        if (untold.Count > 0)
        {
            await TellAsync(actor, new { made = untold.Select(Describe) }, untold, ct);
        }

        return [.. made.Select(k => k.Purpose.ToString())];
    }

    /// <summary>The new version is used from now on; what the old one made is carried over by a job, where that is needed.</summary>
    public async Task<int> RotateAsync(KeyPurpose purpose, Actor actor, CancellationToken ct)
    {
        var key = keys.Rotate(purpose);
        await TellAsync(actor, new { rotated = Describe(key) }, [key], ct);
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

        await using var work = await journal.OpenAsync(actor, Power.CreateKeys, ct);
        foreach (var use in uses.Where(u => u.Purpose == purpose))
        {
            if (await use.CountAsync(work, version, ct) is > 0 and var count)
            {
                return Refusal.Conflict("foundation.keys.still-needed",
                    $"密钥 {purpose} 第 {version} 版还保护着 {count} 个{use.What}，不能销毁。请等换钥作业做完（xinheng keys show 可看进度）再试。");
            }
        }

        work.Tell(new { destroyed = new { purpose = purpose.ToString(), version } });
        await work.CommitAsync(ct);
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

    private async Task TellAsync(Actor actor, object facts, IEnumerable<KeyRing.Key> made, CancellationToken ct)
    {
        await using var work = await journal.OpenAsync(actor, Power.CreateKeys, ct);
        work.Tell(facts);
        foreach (var key in made)
        {
            await work.AnnounceAsync(new KeyRotated(key.Purpose, key.Version), ct);
        }

        await work.CommitAsync(ct);
    }
}
