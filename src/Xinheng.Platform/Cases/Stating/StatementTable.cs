using System.Text;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Platform.Journal;

namespace Xinheng.Platform.Cases.Stating;

/// <summary>One version of a statement as it is kept.</summary>
internal sealed record StoredStatement
{
    public Guid Id { get; init; }

    public Guid RecordId { get; init; }

    public Guid SubjectId { get; init; }

    public string Text { get; init; } = "";

    public byte[] Salt { get; init; } = [];

    public DateTime SaidAt { get; init; }

    public bool Counter { get; init; }

    public Guid Entry { get; init; }

    /// <summary>What the log holds of the words.</summary>
    public Hash256 Digest => Hash256.Of(Salt, Encoding.UTF8.GetBytes(Text));
}

/// <summary>The table of statements, as acts write it.</summary>
internal static class StatementTable
{
    public sealed record OwnRecord(string Item, string State)
    {
        public bool IsGone => State is "withdrawn" or "repaired" or "archived";
    }

    /// <summary>The record, held against changes, where it is about this subject.</summary>
    public static Task<OwnRecord?> OwnRecordAsync(Work work, RecordId record, SubjectId subject, CancellationToken ct) =>
        work.FindAsync<OwnRecord>(
            "select item, state from records.record where record_id = @record and subject_id = @subject for share",
            new { record = record.Value, subject = subject.Value }, ct);

    /// <summary>What is in force beside a record, held until the act ends; null where nothing is.</summary>
    public static async Task<StoredStatement?> TakeAsync(Work work, RecordId record, CancellationToken ct)
    {
        // Two first statements at once: nothing to lock yet but the record's number.
        await work.ExecuteAsync("select pg_advisory_xact_lock(hashtextextended('cases.statement ' || @Value::text, 0))", record, ct);
        return await work.FindAsync<StoredStatement>("""
            select id, record_id as RecordId, subject_id as SubjectId, text, salt, said_at as SaidAt, counter, entry
              from cases.statement where record_id = @Value and ended_in is null for update
            """, record, ct);
    }

    public static Task AddAsync(Work work, StoredStatement statement, CancellationToken ct) => work.ExecuteAsync("""
        insert into cases.statement (id, record_id, subject_id, text, salt, said_at, counter, entry)
        values (@Id, @RecordId, @SubjectId, @Text, @Salt, @At, @Counter, @Entry)
        """, new { statement.Id, statement.RecordId, statement.SubjectId, statement.Text, statement.Salt, work.At, statement.Counter, statement.Entry }, ct);

    public static Task EndAsync(Work work, Guid statement, string how, string? reason, CancellationToken ct) => work.ExecuteAsync("""
        update cases.statement set ended_at = @At, ended_in = @entry, ended_how = @how, end_reason = @reason where id = @statement
        """, new { work.At, entry = work.Entry.Value, how, reason, statement }, ct);
}
