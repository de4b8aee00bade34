using Npgsql;
using Xinheng.Model.Catalogue.Checking;
using Xinheng.Model.Collection;
using Xinheng.Model.Foundation;
using Xinheng.Model.Law;
using Xinheng.Model.Records;
using Xinheng.Model.Subjects;
using Xinheng.Platform.Catalogue.Publishing;
using Xinheng.Platform.Collection.Passes;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Journal;
using Xinheng.Platform.Records;
using Xinheng.Platform.Subjects.Persons;

namespace Xinheng.Platform.Collection.Own;

/// <summary>
/// Enters one row that a procedure here has made, through the very checks a department's rows pass. It works in its caller's
/// act: whoever calls it once tells the journal the tree. Entering takes turns with files, so call it from a job, not while somebody waits.
/// </summary>
public sealed class EnterOwnRow(
    CatalogueInForce catalogue, Jurisdiction jurisdiction, PersonNumbers numbers, Database database, EnterRecords records, Clock clock)
{
    private sealed record Looked(SubmissionTerms Terms, ReadRow Row);

    private readonly WhoseCells whose = new(numbers);

    /// <summary>What would be wrong with it; nothing is entered. To be asked before somebody signs or decides.</summary>
    public async Task<Result<Done>> TryAsync(OwnRow row, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return (await LookAsync(connection, row, ct)).Map(_ => default(Done));
    }

    /// <summary>Enters it, or says why it may not enter. A row that says what is on record already is no error: it is unchanged.</summary>
    public async Task<Result<OwnRowEntered>> RunAsync(Work work, OwnRow row, CancellationToken ct)
    {
        var looked = await LookAsync(work.Connection, row, ct);
        if (!looked.TryGet(out var found))
        {
            return Result<OwnRowEntered>.Refuse(looked.Refusals);
        }

        var entering = await records.BeginAsync(work, row.Item, found.Terms.Edition, ct);
        var matched = (await entering.EnterAsync([found.Row.Candidate!], ct))[0];
        var tree = await entering.FinishAsync(ct);
        if (matched.Verdict is { Outcome: EntryOutcome.Refused or EntryOutcome.Held, Reason: { } why })
        {
            return why;
        }

        var record = matched.Known?.Id ?? new RecordId(await work.FindAsync<Guid>(
            "select record_id from records.record where subject_id = @subject and item = @Item and key = @key",
            new { subject = row.About.Value, row.Item, key = matched.Candidate.Key }, ct));
        return new OwnRowEntered(record, matched.Verdict.Outcome, tree);
    }

    // Numbers are looked up after the first look names them, like those of a file's chunk.
    private async Task<Result<Looked>> LookAsync(NpgsqlConnection connection, OwnRow row, CancellationToken ct)
    {
        var inForce = await catalogue.CurrentAsync(ct);
        var item = inForce.Find(row.Item);
        if (!item.TryGet(out var one))
        {
            return Result<Looked>.Refuse(item.Refusals);
        }

        var cells = await whose.OfAsync(connection, one, row, ct);
        foreach (var (field, value) in row.Values)
        {
            cells[field] = value;
        }

        var terms = new SubmissionTerms(
            one, inForce.Edition, jurisdiction.Law, jurisdiction.Profile, row.Provider, LegalTime.DateOf(clock.Now), Unasked);
        var named = new NumbersOfChunk(numbers, database, seals: true);
        var checks = new RowChecks(terms, new HashSet<long>(), named);
        string?[] aligned = [.. one.Columns.Select(column => cells.GetValueOrDefault(column.Code))];
        var read = checks.Check(1, aligned);
        if ((await named.ResolveAsync(ct)).Count > 0)
        {
            read = checks.Check(1, aligned);
        }

        // What would wait for a reviewer in a file has nobody to wait for here: the text is changed before it is signed.
        return read.Candidate is null
            ? Result<Looked>.Refuse([.. read.Problems.Where(p => p.Severity != ProblemSeverity.Warning)
                .Select(p => Refusal.Invalid(p.Code, $"{p.Number} {p.Message}", p.Field))])
            : new Looked(terms, read);
    }

    private static NumberToken Unasked(string scheme, string number) =>
        throw new InvalidOperationException("Numbers are looked up by the chunk.");
}
