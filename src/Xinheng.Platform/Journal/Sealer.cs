using System.Text;
using Dapper;
using Npgsql;
using Xinheng.Model.Journal;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.Journal;

/// <summary>
/// Numbers committed entries, one sealer at a time, so that no reader of the log can ever miss one, and signs a
/// checkpoint over all of them.
/// </summary>
public sealed class Sealer(
    Database database, SigningKeys keys, CheckpointFile file, Clock clock, XinhengOptions options)
{
    private const long Lock = 0x5365616C6572;

    private MerkleAccumulator tree = new();

    private sealed record Pending(Guid Id, string Content);

    /// <summary>Seals what is waiting; returns how many entries. 0 also when another program is sealing.</summary>
    public async Task<int> SealAsync(CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        if (!await connection.ExecuteScalarAsync<bool>("select pg_try_advisory_lock(@Lock)", new { Lock }))
        {
            return 0;
        }

        try
        {
            var numbered = await SealPendingAsync(connection, ct);
            await CatchUpFileAsync(connection, ct);
            return numbered;
        }
        finally
        {
            await connection.ExecuteAsync("select pg_advisory_unlock(@Lock)", new { Lock });
        }
    }

    private async Task<int> SealPendingAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var pending = (await connection.QueryAsync<Pending>(new CommandDefinition("""
            select e.id, e.content::text as content
              from journal.unsealed u join journal.entry e on e.id = u.entry
             order by e.at, e.id
             limit 10000
            """, null, transaction, cancellationToken: ct))).AsList();
        if (pending.Count > 0)
        {
            await ContinueTreeAsync(connection, ct);
            await NumberAsync(connection, pending, ct);
            await transaction.CommitAsync(ct);
        }

        return pending.Count;
    }

    private async Task NumberAsync(NpgsqlConnection connection, List<Pending> pending, CancellationToken ct)
    {
        var first = tree.Size;
        var hashes = pending.Select(p => MerkleTree.LeafHash(Encoding.UTF8.GetBytes(p.Content))).ToList();
        var grown = MerkleAccumulator.Resume(tree.Size, tree.Frontier);
        hashes.ForEach(hash => grown.Append(hash));
        var checkpoint = Checkpoint.Of(options.Origin, grown.Head, clock.Now);
        await connection.ExecuteAsync(new CommandDefinition("""
            insert into journal.leaf (no, entry, hash)
            select @first + n - 1, entry, hash from unnest(@ids, @hashes) with ordinality as t (entry, hash, n);
            delete from journal.unsealed where entry = any (@ids);
            insert into journal.checkpoint (size, at, note) values (@size, @time, @note)
            """, new
        {
            first,
            ids = pending.Select(p => p.Id).ToArray(),
            hashes = hashes.Select(h => h.ToArray()).ToArray(),
            size = grown.Size,
            time = checkpoint.Time,
            note = checkpoint.Sign(keys.Current).Text,
        }, cancellationToken: ct));
    }

    // Another program may have sealed since, or this one has just started.
    private async Task ContinueTreeAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        var sealedSize = await connection.ExecuteScalarAsync<long>("select coalesce(max(no) + 1, 0) from journal.leaf");
        if (sealedSize < tree.Size)
        {
            tree = new MerkleAccumulator();
        }

        await using var leaves = new NpgsqlCommand("select hash from journal.leaf where no >= $1 order by no", connection);
        leaves.Parameters.AddWithValue(tree.Size);
        await using var reader = await leaves.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            tree.Append(new Hash256(reader.GetFieldValue<byte[]>(0)));
        }
    }

    // Also after a crash between the commit and the file: every checkpoint gets there once.
    private async Task CatchUpFileAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        var last = await file.LastSizeAsync(ct);
        var notes = (await connection.QueryAsync<string>(new CommandDefinition(
            "select note from journal.checkpoint where size > @last order by size", new { last }, cancellationToken: ct))).AsList();
        if (notes.Count > 0)
        {
            await file.AppendAsync(notes, ct);
        }
    }
}
