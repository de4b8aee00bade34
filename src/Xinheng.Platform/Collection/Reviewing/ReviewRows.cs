using System.Text.Json;
using Dapper;
using Npgsql;
using Xinheng.Model.Catalogue;
using Xinheng.Model.Collection.Reviewing;
using Xinheng.Model.People;
using Xinheng.Model.People.Tracing;
using Xinheng.Platform.Collection.Passes;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.People.Tracing;

namespace Xinheng.Platform.Collection.Reviewing;

/// <summary>A field of a record that a row would change. A person's number is not told, only that it changes.</summary>
public sealed record ChangedField(string Name, string? Before, string? After, bool IsClosed);

/// <summary>A row laid before the reviewer.</summary>
/// <param name="Number">As a clerk counts.</param>
/// <param name="Reasons">Why it is unusual, the gravest first; empty for one of the sample.</param>
/// <param name="Content">What it says.</param>
/// <param name="Record">The record it would correct.</param>
/// <param name="Changes">What it would change there.</param>
public sealed record RowForReview(
    long Number, IReadOnlyList<UnusualRule> Reasons, KeptRow Content, Guid? Record, IReadOnlyList<ChangedField> Changes);

/// <summary>
/// What a reviewer looks at: unusual rows opened, the gravest reasons first, and a sample of the ordinary ones. Reading it is traced.
/// </summary>
public sealed class ReviewRows(Database database, SubmissionPasses passes, Trace trace)
{
    /// <param name="Unusual">Rows to open.</param>
    /// <param name="Shared">Mild reasons that most rows have: said once.</param>
    /// <param name="Opened">How many rows are to be opened, on this page and others.</param>
    /// <param name="Ordinary">How many rows would enter that are like all others.</param>
    /// <param name="Sample">Of the ordinary rows.</param>
    public sealed record Review(
        IReadOnlyList<RowForReview> Unusual, IReadOnlyList<(UnusualRule Rule, long Rows)> Shared, long Opened, long Ordinary, IReadOnlyList<RowForReview> Sample);

    public async Task<Review> OfAsync(Submission submission, int after, int most, Caller caller, CancellationToken ct)
    {
        var counts = CountsOf(submission);
        var differences = new Differences(counts, submission.Entered + submission.Corrected);
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var rows = (await connection.QueryAsync<(long Row, string[] Kinds, Guid? Record, byte[] Content)>(new CommandDefinition("""
            select row, kinds, record, content from collection.review_row where submission = @Id order by row
            """, submission, cancellationToken: ct))).AsList();
        var open = rows.Where(row => differences.Opens(row.Kinds)).OrderBy(row => Gravity(row.Kinds)).ThenBy(row => row.Row).ToList();
        var page = open.Skip(after).Take(most).ToList();
        var sample = after > 0 ? [] : rows.Where(row => !differences.Opens(row.Kinds)).Take(20).ToList();
        var key = await passes.KeyAsync(submission, ct);
        var item = (await passes.TermsAsync(submission, submission.Edition, ct)).Value.Item;
        List<RowForReview> shown = [];
        foreach (var (row, kinds, record, content) in page.Concat(sample))
        {
            var kept = KeptRow.Open(key, content);
            shown.Add(new(row, [.. kinds.Select(UnusualRule.Find).OfType<UnusualRule>()], kept, record,
                record is { } id ? await ChangesAsync(connection, submission, item, row, kept, id, ct) : []));
        }

        await trace.WriteAsync(new Look(LookKind.Handle, null, [submission.Item], "审核报送", null, null, LookResult.Answered, shown.Count) { IsMatterDue = false }, caller, ct);
        // Of very many unusual rows only the first are kept; the others are still no ordinary ones.
        var opened = open.Count + Math.Max(0, submission.UnusualRows - rows.Count(row => row.Kinds.Length > 0));
        return new(shown[..page.Count], [.. differences.Shared.Select(code => (UnusualRule.Find(code)!, counts[code]))],
            opened, Math.Max(0, submission.Entered + submission.Corrected - opened), shown[page.Count..]);
    }

    private static int Gravity(string[] kinds) =>
        Enumerable.Range(0, UnusualRule.All.Count).First(i => i == UnusualRule.All.Count - 1 || kinds.Contains(UnusualRule.All[i].Code));

    private static Dictionary<string, long> CountsOf(Submission submission)
    {
        using var json = JsonDocument.Parse(submission.Unusual ?? "{}");
        return json.RootElement.EnumerateObject().ToDictionary(kind => kind.Name, kind => kind.Value.GetProperty("count").GetInt64());
    }

    // Compared as records compare: canonical values, persons' numbers by their tokens.
    private async Task<IReadOnlyList<ChangedField>> ChangesAsync(
        NpgsqlConnection connection, Submission submission, CatalogueItem item, long number, KeptRow row, Guid record, CancellationToken ct)
    {
        var terms = await passes.TermsAsync(submission, submission.Edition, ct);
        var candidate = (await passes.CheckAsync(terms.Value, (int)number, row.Aligned(item), isReleased: true, ct, keepsFields: true)).Candidate;
        var before = await connection.QueryFirstOrDefaultAsync<(string Open, string Closed)?>(new CommandDefinition("""
            select v.open::text, v.closed::text
              from records.record r join records.revision v on (v.subject_id, v.record_id, v.no) = (r.subject_id, r.record_id, r.revision)
             where r.record_id = @record
            """, new { record }, cancellationToken: ct));
        if (candidate is null || before is not { } known)
        {
            return [];
        }

        return [.. Compare(item, Texts(known.Open), Texts(candidate.OpenFields), isClosed: false),
            .. Compare(item, Texts(known.Closed), Texts(candidate.ClosedFields), isClosed: true)];
    }

    private static IEnumerable<ChangedField> Compare(
        CatalogueItem item, Dictionary<string, string> before, Dictionary<string, string> after, bool isClosed)
    {
        foreach (var field in item.Columns)
        {
            var (was, becomes) = (before.GetValueOrDefault(field.Code), after.GetValueOrDefault(field.Code));
            if (was != becomes)
            {
                var isTold = !isClosed || field.MayBeQuoted;
                yield return new(field.Name, isTold ? TextOf(field, was) : null, isTold ? TextOf(field, becomes) : null, !isTold);
            }
        }
    }

    private static string? TextOf(Field field, string? value) => value is null || field.Type.Codes is not { } codes
        ? value
        : string.Join("、", value.Split(',').Select(one => codes.TextOf(one) ?? one));

    private static Dictionary<string, string> Texts(string json) => JsonSerializer.Deserialize<Dictionary<string, string>>(json) ?? [];

    private static Dictionary<string, string> Texts(byte[] json) => JsonSerializer.Deserialize<Dictionary<string, string>>(json) ?? [];
}
