using System.Buffers;
using Dapper;
using Npgsql;
using Xinheng.Model.Journal;
using Xinheng.Platform.Journal;

namespace Xinheng.Platform.People.Tracing;

/// <summary>
/// Recomputes every sealed hour of the trace from its rows and names what was changed, taken out or added since. Rows of
/// hours that are not sealed yet are counted and said to be so.
/// </summary>
public sealed class TraceVerification : IVerification
{
    private sealed record Seal(Guid Entry, DateTime Hour, int Looks, byte[] Root, bool IsErased, string? SaidHour, long? SaidLooks, string? SaidRoot);

    public async Task RunAsync(NpgsqlConnection snapshot, VerificationReport report, CancellationToken ct)
    {
        var seals = (await snapshot.QueryAsync<Seal>("""
            select s.entry, s.hour, s.looks, s.root, s.erased_in is not null as IsErased, e.content->'facts'->>'hour' as SaidHour,
                   (e.content->'facts'->>'looks')::bigint as SaidLooks, e.content->'facts'->>'root' as SaidRoot
              from people.look_seal s left join journal.entry e on e.id = s.entry and e.power = 'people.seal-looks'
             order by s.hour
            """)).AsList();
        foreach (var seal in seals)
        {
            await CheckAsync(snapshot, seal, report, ct);
        }

        await MissingAsync(snapshot, report);
        await ErasedAsync(snapshot, report);
        report.Count("sealedLooks", seals.Where(s => !s.IsErased).Sum(s => (long)s.Looks));
        report.Count("unsealedLooks", await snapshot.ExecuteScalarAsync<long>(
            "select count(*) from people.look where at >= coalesce((select max(hour) + interval '1 hour' from people.look_seal), '-infinity')"));
    }

    private static async Task CheckAsync(NpgsqlConnection snapshot, Seal seal, VerificationReport report, CancellationToken ct)
    {
        var leaves = await LeavesAsync(snapshot, seal);
        var tree = new MerkleAccumulator();
        foreach (var (_, digest) in leaves)
        {
            tree.Append(MerkleTree.LeafHash(digest));
        }

        if (tree.Size != seal.Looks || !tree.Root.ToArray().AsSpan().SequenceEqual(seal.Root) || seal.SaidLooks != seal.Looks
            || seal.SaidRoot != tree.Root.ToBase64() || seal.SaidHour is null || DateTime.Parse(seal.SaidHour, null).ToUniversalTime() != seal.Hour)
        {
            report.Find("people.look-seal-changed", $"查询留痕 {Hour(seal.Hour)} 这一小时的封存与日志所记的根不符。");
        }

        var expected = leaves.DistinctBy(l => l.Id).ToDictionary(l => l.Id, l => l.Digest);
        var buffer = new ArrayBufferWriter<byte>();
        await foreach (var (look, salt) in LookRows.OfHourAsync(snapshot, seal.Hour, ct))
        {
            if (!expected.Remove(look.Id.Value, out var digest))
            {
                report.Find("people.look-inserted", $"查询留痕 {look.Id} 不在封存之列：它是封存之后绕过程序写入的。");
            }
            else if (seal.IsErased)
            {
                report.Find("people.look-not-erased", $"查询留痕 {look.Id} 应已期满销毁，却仍然存在。");
            }
            else if (look.Commit(salt, buffer) != digest)
            {
                report.Find("people.look-changed", $"查询留痕 {look.Id} 的内容与封存时不同。");
            }
        }

        foreach (var id in expected.Keys.Where(_ => !seal.IsErased).Order())
        {
            report.Find("people.look-missing", $"查询留痕 {id}（{Hour(seal.Hour)} 这一小时）封存之后被删除。");
        }
    }

    private static async Task<List<(Guid Id, Hash256 Digest)>> LeavesAsync(NpgsqlConnection snapshot, Seal seal)
    {
        List<(Guid, Hash256)> leaves = [];
        foreach (var block in await snapshot.QueryAsync<byte[]>(
            "select leaves from people.look_seal_block where entry = @Entry order by no", new { seal.Entry }))
        {
            for (var i = 0; i + SealLooks.LeafLength <= block.Length; i += SealLooks.LeafLength)
            {
                leaves.Add((new Guid(block.AsSpan(i, 16), bigEndian: true), new Hash256(block.AsSpan(i + 16, Hash256.Length))));
            }
        }

        return leaves;
    }

    // What no seal leads to: a seal that is gone, and rows in hours that had none when they were over.
    private static async Task MissingAsync(NpgsqlConnection snapshot, VerificationReport report)
    {
        foreach (var entry in await snapshot.QueryAsync<Guid>("""
            select e.id from journal.entry e
             where e.power = 'people.seal-looks' and not exists (select from people.look_seal s where s.entry = e.id)
            """))
        {
            report.Find("people.look-seal-missing", $"条目 {entry} 所封存的一小时查询留痕被删除。");
        }

        foreach (var id in await snapshot.QueryAsync<Guid>("""
            select l.id from people.look l
             where l.at < (select max(hour) from people.look_seal)
               and not exists (select from people.look_seal s where s.hour = date_trunc('hour', l.at, 'UTC'))
             order by l.id
            """))
        {
            report.Find("people.look-inserted", $"查询留痕 {id} 不在封存之列：它是封存之后绕过程序写入的。");
        }
    }

    // Destroyed is only what the log says was destroyed, and only after the years it names, never fewer than five.
    private static async Task ErasedAsync(NpgsqlConnection snapshot, VerificationReport report)
    {
        foreach (var hour in await snapshot.QueryAsync<DateTime>($"""
            select s.hour from people.look_seal s left join journal.entry e on e.id = s.erased_in and e.power = 'people.erase-looks'
             where s.erased_in is not null
               and (e.id is null or (e.content->'facts'->>'years')::int < {EraseLooks.FewestYears}
                    or s.hour + interval '1 hour' + make_interval(years => (e.content->'facts'->>'years')::int) > e.at
                    or (e.content->'facts'->>'hours')::bigint <> (select count(*) from people.look_seal o where o.erased_in = e.id))
             order by s.hour
            """))
        {
            report.Find("people.look-erasure-foreign", $"查询留痕 {Hour(hour)} 这一小时的销毁在日志中没有依据，或未满保存期。");
        }
    }

    private static string Hour(DateTime hour) => $"{hour.AddHours(8):yyyy-MM-dd HH}时";
}
