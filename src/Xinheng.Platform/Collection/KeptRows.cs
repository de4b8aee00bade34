using System.Text;
using Dapper;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Model.People.Tracing;
using Xinheng.Platform.Collection.Passes;
using Xinheng.Platform.Collection.Reading;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.People.Tracing;

namespace Xinheng.Platform.Collection;

/// <summary>The rows of a submission that did not enter, for those who handed them in to correct.</summary>
public sealed class KeptRows(Database database, Submissions submissions, SubmissionPasses passes, Trace trace)
{
    private const int PageRows = 100;

    public sealed record Row(long Number, string State, KeptRow Content);

    public sealed record Page(IReadOnlyList<Row> Items, long? Next);

    /// <summary>
    /// A page of kept rows: <c>refused</c>, <c>held</c> or (null) both, or <c>settled</c> for those corrected in place and not
    /// yet entered; it begins after the given row number.
    /// </summary>
    public async Task<Result<Page>> PageAsync(SubmissionId id, string? state, long after, Caller caller, CancellationToken ct)
    {
        var found = await submissions.FindAsync(id, caller, ct);
        if (!found.TryGet(out var submission))
        {
            return Result<Page>.Refuse(found.Refusals);
        }

        var rows = await ReadAsync(submission, state, after, PageRows, ct);
        await TraceAsync(submission, rows.Count, caller, ct);
        return new Page(rows, rows.Count == PageRows ? rows[^1].Number : null);
    }

    /// <summary>The refused rows as the department sent them, with two more columns: row number and reasons. No cell is a formula. Held rows go along.</summary>
    public async Task<Result<string>> CsvAsync(SubmissionId id, Caller caller, CancellationToken ct)
    {
        var found = await submissions.FindAsync(id, caller, ct);
        if (!found.TryGet(out var submission))
        {
            return Result<string>.Refuse(found.Refusals);
        }

        var looked = await passes.TermsAsync(submission, submission.Edition, ct);
        if (!looked.TryGet(out var terms))
        {
            return Result<string>.Refuse(looked.Refusals);
        }

        var rows = await ReadAsync(submission, null, 0, int.MaxValue, ct);
        await TraceAsync(submission, rows.Count, caller, ct);
        var used = terms.Item.Columns.Where(c => rows.Any(r => r.Content.Values.ContainsKey(c.Code))).ToList();
        var csv = new StringBuilder("\uFEFF");
        csv.AppendCsvRow([.. used.Select(c => c.Name), FileColumns.RowNumber, FileColumns.Reasons]);
        foreach (var row in rows)
        {
            csv.AppendCsvRow([
                .. used.Select(c => row.Content.Values.GetValueOrDefault(c.Code)),
                row.Number.ToString(System.Globalization.CultureInfo.InvariantCulture),
                string.Join("；", row.Content.Problems.Select(p => $"{p.Number} {p.Message}"))]);
        }

        return csv.ToString();
    }

    // What did not enter is about nobody on file, but may say a lot about somebody.
    private Task TraceAsync(Submission submission, int rows, Caller caller, CancellationToken ct) => rows == 0
        ? Task.CompletedTask
        : trace.WriteAsync(new Look(LookKind.Handle, null, [submission.Item], "查看报送中未入库的行", null, null, LookResult.Answered, rows)
        {
            IsMatterDue = false,
        }, caller, ct);

    private async Task<List<Row>> ReadAsync(Submission submission, string? state, long after, int most, CancellationToken ct)
    {
        var key = await passes.KeyAsync(submission, ct);
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var rows = await connection.QueryAsync<(long Row, string State, byte[] Content)>(new CommandDefinition("""
            select row, state, content from collection.kept_row
             where submission = @Id and row > @after and case when @state::text is null then state <> 'settled' else state = @state end
             order by row limit @most
            """, new { submission.Id, after, state, most }, cancellationToken: ct));
        return [.. rows.Select(r => new Row(r.Row, r.State, KeptRow.Open(key, r.Content)))];
    }
}
