using System.Buffers;
using System.Text;
using Dapper;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.Records;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Journal;
using Xinheng.Platform.Records;

namespace Xinheng.Platform.Publication;

/// <summary>
/// The proof file of a record that is on show: that its open part, word for word, is what the log holds. Its closed part is in
/// it as a digest only. What is hidden and what never was answer alike.
/// </summary>
public class RecordProofs(Database database, LogProofs log)
{
    /// <summary>The entry is committed but no checkpoint covers it yet: true for a second, as a rule.</summary>
    public static readonly Refusal NotYet = Refusal.Conflict("record.proof-not-yet",
        "这条记录刚刚记入，日志的下一个检查点还没有签出，通常只要一秒。请稍后再取。");

    private static readonly Refusal ClosedSince = Refusal.Conflict("record.proof-closed-since",
        "这条记录记入时公开的信息项，现行目录有的已不再公开。证明文件须原样列出当时的全部公开内容，因此不能提供；平台方的核对不受影响。");

    private sealed record Row(
        int Revision, string Item, int Edition, string Standing, string? Open, byte[] OpenSalt, byte[] ClosedDigest, Guid Entry, int Leaf);

    public virtual async Task<Result<RecordProof>> FindAsync(Guid record, CancellationToken ct)
    {
        if (await ReadAsync(record, ct) is not { } row)
        {
            return PublicRecords.NotCurrent;
        }

        if (row.Open is null)
        {
            return ClosedSince;
        }

        var logged = await log.InclusionAsync(new EntryId(row.Entry), ct);
        if (!logged.TryGet(out var inclusion))
        {
            return NotYet;
        }

        // Trees lie beyond what the anonymous role may read: whose record it is was settled above.
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return new RecordProof(
            OpenOf(record, row), row.OpenSalt, new Hash256(row.ClosedDigest),
            await StoredTree.ProveAsync(connection, row.Entry, row.Leaf, ct), inclusion);
    }

    private async Task<Row?> ReadAsync(Guid record, CancellationToken ct)
    {
        await using var connection = await database.Portal.OpenConnectionAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition("""
            select p.revision, p.item, p.edition, p.standing::text as Standing, p.open::text as Open, p.open_salt as OpenSalt,
                   p.closed_digest as ClosedDigest, p.entry, p.leaf
              from publication.committed p
             where p.record_id = @record
            """, new { record }, cancellationToken: ct));
    }

    private static byte[] OpenOf(Guid record, Row row)
    {
        var open = new ArrayBufferWriter<byte>(4096);
        RevisionContent.WriteOpen(open, record, row.Revision, row.Item, row.Edition,
            Encoding.UTF8.GetBytes(row.Standing), Encoding.UTF8.GetBytes(row.Open!));
        return open.WrittenSpan.ToArray();
    }
}
