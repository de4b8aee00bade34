using System.Text;
using Dapper;
using Npgsql;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.Journal;

/// <summary>
/// What a stranger needs to check the log without trusting us: its signed head, that an entry is in it, that it only grew.
/// Leaf hashes are kept in memory as they are read: sealed ones never change.
/// </summary>
public sealed class LogProofs(Database database) : IDisposable
{
    private static readonly Refusal NothingSealed = Refusal.NotFound("journal.nothing-sealed", "日志还没有任何检查点。请稍后再取。");

    private readonly SemaphoreSlim turn = new(1);
    private readonly List<Hash256> leaves = [];

    public async Task<Result<SignedCheckpoint>> CheckpointAsync(CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return await NoteAsync(connection, null, ct) ?? Result<SignedCheckpoint>.Refuse([NothingSealed]);
    }

    /// <summary>That the entry stands in the log as the newest checkpoint has it.</summary>
    public async Task<Result<LogInclusion>> InclusionAsync(EntryId entry, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var (no, content) = await connection.QuerySingleOrDefaultAsync<(long? No, string? Content)>(new CommandDefinition("""
            select l.no, e.content::text from journal.leaf l join journal.entry e on e.id = l.entry where l.entry = @entry
            """, new { entry = entry.Value }, cancellationToken: ct));
        if (no is not { } index || await NoteAsync(connection, null, ct) is not { } note)
        {
            return Refusal.NotFound("journal.no-entry", "日志里没有这个条目，或者它还没有编号（至多等几秒）。请核对编号后再取。");
        }

        var head = note.Checkpoint.Head;
        var hashes = await LeavesAsync(connection, head.Size, ct);
        return new LogInclusion(Encoding.UTF8.GetBytes(content!), InclusionProof.Of(hashes, index), note);
    }

    /// <summary>That the log of <paramref name="to"/> entries (null: the newest) begins with that of <paramref name="from"/>.</summary>
    public async Task<Result<LogConsistency>> ConsistencyAsync(long from, long? to, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        if (await NoteAsync(connection, to, ct) is not { } note)
        {
            return to is null
                ? NothingSealed
                : Refusal.NotFound("journal.no-checkpoint", $"没有 {to} 条时的检查点。不写 to 即取最新的。");
        }

        var size = note.Checkpoint.Head.Size;
        return from < 1 || from > size
            ? Refusal.Invalid("journal.from-outside", $"from 应为 1 到 {size} 之间的条目数，即您手中检查点的第二行。", "from")
            : new LogConsistency(ConsistencyProof.Of(await LeavesAsync(connection, size, ct), from), note);
    }

    public void Dispose() => turn.Dispose();

    private static async Task<SignedCheckpoint?> NoteAsync(NpgsqlConnection connection, long? size, CancellationToken ct)
    {
        var note = await connection.QueryFirstOrDefaultAsync<string>(new CommandDefinition("""
            select note from journal.checkpoint where @size::bigint is null or size = @size order by size desc limit 1
            """, new { size }, cancellationToken: ct));
        return note is null ? null : SignedCheckpoint.Parse(note).Value;
    }

    private async Task<IReadOnlyList<Hash256>> LeavesAsync(NpgsqlConnection connection, long size, CancellationToken ct)
    {
        await turn.WaitAsync(ct);
        try
        {
            if (leaves.Count < size)
            {
                await using var command = new NpgsqlCommand("select hash from journal.leaf where no >= $1 and no < $2 order by no", connection);
                command.Parameters.AddWithValue((long)leaves.Count);
                command.Parameters.AddWithValue(size);
                await using var reader = await command.ExecuteReaderAsync(ct);
                while (await reader.ReadAsync(ct))
                {
                    leaves.Add(new Hash256(reader.GetFieldValue<byte[]>(0)));
                }
            }

            return leaves.GetRange(0, (int)size);
        }
        finally
        {
            turn.Release();
        }
    }
}
