using System.Text.Json;
using Xinheng.Model.Cases.Objecting;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Model.Procedures;
using Xinheng.Platform.Cases.Objecting.Comparing;
using Xinheng.Platform.Journal;
using Xinheng.Platform.Records.Moving;

namespace Xinheng.Platform.Cases.Objecting;

/// <summary>Rows of <c>cases.objection</c> and its claims.</summary>
internal static class ObjectionTable
{
    public sealed record Row
    {
        public required Guid CaseId { get; init; }

        public required Guid Record { get; init; }

        public required Guid Subject { get; init; }

        public required string Item { get; init; }

        public required int Revision { get; init; }

        public required string Ground { get; init; }

        public required string Why { get; init; }

        public string? Compared { get; init; }

        public Guid? ComparedWith { get; init; }

        public long? ComparedRow { get; init; }

        public string? Outcome { get; init; }

        public string? Reasons { get; init; }

        public DateOnly? EndedOn { get; init; }

        public int? After { get; init; }

        public RecordId About => new(Record);
    }

    public sealed record ClaimRow(int No, string? Field, string Right, string? Answer);

    public const string Columns = """
        o.case_id as CaseId, o.record, o.subject, o.item, o.revision, o.ground, o.why, o.compared, o.compared_with as ComparedWith,
        o.compared_row as ComparedRow, o.outcome, o.reasons, o.ended_on as EndedOn, o.after
        """;

    public static async Task InsertAsync(Work work, CaseFile file, RecordInHand record, ObjectionText text, Caller caller, CancellationToken ct)
    {
        await work.ExecuteAsync("""
            insert into cases.objection (case_id, record, subject, item, revision, ground, why, filed_by, entry)
            values (@id, @record, @subject, @Item, @Revision, @Ground, @Why, @by, @entry)
            """, new
        {
            id = file.Id.Value, record = record.Id.Value, subject = record.Subject.Value, record.Item, record.Revision, text.Ground, text.Why,
            by = caller.Actor.Identity, entry = work.Entry.Value,
        }, ct);
        await work.ExecuteAsync("""insert into cases.claim (case_id, no, field, "right") select @id, no, field, r from unnest(@nos, @fields, @rights) as t (no, field, r)""", new
        {
            id = file.Id.Value, nos = Enumerable.Range(1, text.Claims.Count).ToArray(), fields = text.Claims.Select(claim => claim.Field).ToArray(),
            rights = text.Claims.Select(claim => claim.Right).ToArray(),
        }, ct);
    }

    public static async Task<Row> FindAsync(Work work, CaseId id, CancellationToken ct) =>
        (await work.FindAsync<Row>($"select {Columns} from cases.objection o where o.case_id = @Value for update", id, ct))!;

    public static Task<IReadOnlyList<ClaimRow>> ClaimsAsync(Work work, CaseId id, CancellationToken ct) =>
        work.ListAsync<ClaimRow>("""select no, field, "right", answer from cases.claim where case_id = @Value order by no""", id, ct);

    public static Task CompareAsync(Work work, CaseId id, ProvidersCopy.Held held, CancellationToken ct) => work.ExecuteAsync("""
        update cases.objection set compared = @verdict, compared_with = @submission, compared_row = @Row where case_id = @id
        """, new { id = id.Value, verdict = WordOf(held.Verdict), submission = held.Submission?.Value, held.Row }, ct);

    /// <param name="answers">By number of the claim.</param>
    public static async Task EndAsync(
        Work work, CaseFile file, string outcome, string? reasons, IReadOnlyDictionary<int, string> answers, int? after, Caller caller, CancellationToken ct)
    {
        await work.ExecuteAsync("""
            update cases.objection set outcome = @outcome, reasons = @reasons, decided_by = @by, ended_on = @ClosedOn, decided_in = @entry, after = @after
             where case_id = @id
            """, new { id = file.Id.Value, outcome, reasons, by = caller.Actor.Identity, file.ClosedOn, entry = work.Entry.Value, after }, ct);
        await work.ExecuteAsync("update cases.claim c set answer = t.answer from unnest(@nos, @answers) as t (no, answer) where c.case_id = @id and c.no = t.no",
            new { id = file.Id.Value, nos = answers.Keys.ToArray(), answers = answers.Values.ToArray() }, ct);
    }

    /// <summary>What the log knows of an answer, so that nobody changes afterwards what was answered.</summary>
    public static string SealOf(string outcome, string? reasons, IEnumerable<KeyValuePair<int, string>> answers) => Hash256.Of(JsonSerializer.SerializeToUtf8Bytes(
        new object?[] { outcome, reasons, answers.OrderBy(one => one.Key).Select(one => new object[] { one.Key, one.Value }).ToArray() })).ToString();

    public static string WordOf(CopyVerdict verdict) => verdict.ToString().ToLowerInvariant();
}
