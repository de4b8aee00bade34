using System.Buffers;
using Dapper;
using Xinheng.Model.Journal;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Journal;

namespace Xinheng.Platform.People.Tracing;

/// <summary>
/// Puts every finished hour of the trace into the log: a tree over its rows' commitments, and one entry that names its root.
/// From then on nobody changes, takes out or adds a row of that hour unnoticed.
/// </summary>
public sealed class SealLooks(Journal.Journal journal, Database database, Clock clock)
{
    public const string Job = "people.seal-looks";

    internal const int LeafLength = 16 + Hash256.Length;

    private const long OneSeals = 0x5365616C4C6F6F6B;
    private const int BlockLeaves = 1024;

    /// <summary>Seals all finished hours that wait, also those of days on which no program ran; returns how many.</summary>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var until = HourlyJobs.HourOf(clock.Now);
        await CloseAsync(until, ct);
        var hours = 0;
        while (await SealOneAsync(until, ct))
        {
            hours++;
        }

        return hours;
    }

    public JobKind AsJob() => new(Job, (_, ct) => RunAsync(ct));

    // Whoever writes holds the gate in common until it has committed: alone in it, nobody writes before what is closed now.
    private async Task CloseAsync(DateTimeOffset until, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition("""
            select pg_advisory_xact_lock(@Gate);
            insert into people.look_gate as g (closed_until) values (@until)
                on conflict (only_row) do update set closed_until = greatest(g.closed_until, @until)
            """, new { Trace.Gate, until }, transaction, cancellationToken: ct));
        await transaction.CommitAsync(ct);
    }

    private async Task<bool> SealOneAsync(DateTimeOffset until, CancellationToken ct)
    {
        await using var work = await journal.OpenAsync(Actor.TheProgram, Power.SealLooks, ct);
        await work.ExecuteAsync("select pg_advisory_xact_lock(@OneSeals)", new { OneSeals }, ct);
        var first = await work.FindAsync<DateTime?>("""
            select date_trunc('hour', min(at), 'UTC') from people.look
             where at >= coalesce((select max(hour) + interval '1 hour' from people.look_seal), '-infinity') and at < @until
            """, new { until }, ct);
        if (first is not { } hour)
        {
            return false;
        }

        var (head, blocks) = await GrowAsync(work, hour, ct);
        await work.ExecuteAsync("""
            insert into people.look_seal (entry, hour, looks, root) values (@entry, @hour, @looks, @root);
            insert into people.look_seal_block (entry, no, leaves)
            select @entry, n - 1, leaves from unnest(@blocks) with ordinality as t (leaves, n)
            """, new { entry = work.Entry.Value, hour, looks = (int)head.Size, root = head.Root.ToArray(), blocks = blocks.ToArray() }, ct);
        work.Tell(new { hour, looks = head.Size, root = head.Root.ToBase64() });
        await work.CommitAsync(ct);
        return true;
    }

    private static async Task<(TreeHead Head, List<byte[]> Blocks)> GrowAsync(Work work, DateTime hour, CancellationToken ct)
    {
        var tree = new MerkleAccumulator();
        var buffer = new ArrayBufferWriter<byte>();
        var block = new ArrayBufferWriter<byte>(BlockLeaves * LeafLength);
        List<byte[]> blocks = [];
        await foreach (var (look, salt) in LookRows.OfHourAsync(work.Connection, hour, ct))
        {
            var digest = look.Commit(salt, buffer);
            tree.Append(MerkleTree.LeafHash(digest));
            look.Id.Value.TryWriteBytes(block.GetSpan(16), bigEndian: true, out _);
            block.Advance(16);
            digest.CopyTo(block.GetSpan(Hash256.Length));
            block.Advance(Hash256.Length);
            if (tree.Size % BlockLeaves == 0)
            {
                blocks.Add(block.WrittenSpan.ToArray());
                block.ResetWrittenCount();
            }
        }

        if (block.WrittenCount > 0)
        {
            blocks.Add(block.WrittenSpan.ToArray());
        }

        return (tree.Head, blocks);
    }
}
