using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Platform.Collection.Own;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Law;

namespace Xinheng.Platform.Cases.Rectifying;

/// <summary>
/// 当日入档: the order or the interview as it stands now goes on the subject's file, through the catalogue's checks, and with the file to whoever
/// receives it. The job follows the act at once; done again, it changes nothing.
/// </summary>
public sealed class FileCorrection(Journal.Journal journal, EnterOwnRow own, CorrectionRecords records, Clock clock)
{
    public const string Kind = "cases.file-correction";

    private sealed record Whose(Guid SubjectId, string Body);

    public async Task RunAsync(Guid id, CancellationToken ct)
    {
        await using var work = await journal.OpenAsync(Actor.TheProgram, Power.FileCorrection, ct);
        var whose = (await work.FindAsync<Whose>(
            "select subject_id as SubjectId, body from procedures.case_file where id = @id for update", new { id }, ct))!;
        var about = new SubjectId(whose.SubjectId);
        var row = await work.FindAsync<RectificationRow>($"select {RectificationRow.Columns} from cases.rectification r where r.case_id = @id", new { id }, ct) is { } order
            ? await records.OfAsync(order, whose.Body, about, ct)
            : CorrectionRecords.Of(await CorrectionTable.InterviewAsync(work, new CaseId(id), ct), whose.Body, about);
        var entered = await own.RunAsync(work, row, ct);
        if (!entered.TryGet(out var known))
        {
            // It was tried before the act: what stands against it now is for the operator to see, as a job that failed.
            throw new InvalidOperationException($"{row.Item} of {id}: {string.Join(", ", entered.Refusals.Select(r => r.Code))}");
        }

        await work.ExecuteAsync("""
            insert into cases.correction_record (case_id, record_id, filed_on, entry) values (@id, @record, @today, @entry)
                on conflict (case_id) do nothing
            """, new { id, record = known.Record.Value, today = clock.Today, entry = work.Entry.Value }, ct);
        work.Tell(new { filed = id, record = known.Record.Value, item = row.Item }, known.Tree);
        await work.CommitAsync(ct);
    }

    public JobKind AsJob() => new(Kind, (payload, ct) => RunAsync(payload.GetProperty("id").GetGuid(), ct));
}
