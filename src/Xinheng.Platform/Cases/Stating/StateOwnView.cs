using System.Security.Cryptography;
using Xinheng.Model.Cases.Stating;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Records;

namespace Xinheng.Platform.Cases.Stating;

/// <summary>
/// 本人声明: a subject says its own view beside a record about itself; it goes wherever the record goes. It is no objection: nothing
/// is examined and nothing changes in the record. Said again, the former words end. A rule of this
/// platform: no statute asks for it.
/// </summary>
public sealed class StateOwnView(Journal.Journal journal, Clock clock)
{
    /// <param name="Served">Whom a clerk serves, known by the document shown; null: the caller's own.</param>
    public sealed record Command(RecordId Record, string Text, SubjectId? Served = null);

    public async Task<Result<Guid>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        if (!Speaker.Of(caller, command.Served).TryGet(out var subject))
        {
            return Speaker.Nobody;
        }

        await using var work = await journal.OpenAsync(caller.Actor, Power.StateOwnView, ct);
        if (await StatementTable.OwnRecordAsync(work, command.Record, subject, ct) is not { } record)
        {
            return Speaker.NotOwn;
        }

        var read = OwnView.Read(command.Text);
        if (!read.TryGet(out var view) || record.IsGone)
        {
            return Result<Guid>.Refuse([.. read.Refusals, .. record.IsGone ? [Speaker.Gone] : Array.Empty<Refusal>()]);
        }

        var former = await StatementTable.TakeAsync(work, command.Record, ct);
        if (former?.Text == view.Text)
        {
            return Refusal.Conflict("cases.statement-unchanged", "说明和现在登着的一字不差，不必再提交。");
        }

        var statement = new StoredStatement
        {
            Id = clock.NewId(), RecordId = command.Record.Value, SubjectId = subject.Value, Text = view.Text, Salt = RandomNumberGenerator.GetBytes(16),
            SaidAt = work.At.UtcDateTime, Counter = command.Served is not null, Entry = work.Entry.Value,
        };
        if (former is not null)
        {
            await StatementTable.EndAsync(work, former.Id, "changed", null, ct);
        }

        await StatementTable.AddAsync(work, statement, ct);
        work.Tell(new { statement = statement.Id, record = statement.RecordId, counter = statement.Counter, digest = statement.Digest.ToString(), former = former?.Id });
        await work.AnnounceAsync(new RecordsChanged(record.Item, [subject]), ct);
        await work.CommitAsync(ct);
        return statement.Id;
    }
}
