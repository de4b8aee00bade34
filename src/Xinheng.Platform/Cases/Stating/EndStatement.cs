using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Platform.Records;

namespace Xinheng.Platform.Cases.Stating;

/// <summary>The subject takes its words back: from every output at once. The version stays on file.</summary>
public sealed class EndStatement(Journal.Journal journal)
{
    /// <param name="Served">Whom a clerk serves, known by the document shown; null: the caller's own.</param>
    public sealed record Command(RecordId Record, SubjectId? Served = null);

    public async Task<Result<Done>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        if (!Speaker.Of(caller, command.Served).TryGet(out var subject))
        {
            return Speaker.Nobody;
        }

        await using var work = await journal.OpenAsync(caller.Actor, Power.EndStatement, ct);
        if (await StatementTable.OwnRecordAsync(work, command.Record, subject, ct) is not { } record)
        {
            return Speaker.NotOwn;
        }

        if (await StatementTable.TakeAsync(work, command.Record, ct) is not { } statement)
        {
            return Refusal.Conflict("cases.statement-none", "这条记录旁边现在没有说明，不必撤回。");
        }

        await StatementTable.EndAsync(work, statement.Id, "withdrawn", null, ct);
        work.Tell(new { statement = statement.Id, ended = "withdrawn" });
        await work.AnnounceAsync(new RecordsChanged(record.Item, [subject]), ct);
        await work.CommitAsync(ct);
        return default(Done);
    }
}
