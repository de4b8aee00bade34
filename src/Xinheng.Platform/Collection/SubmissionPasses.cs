using Dapper;
using Npgsql;
using Xinheng.Model.Catalogue;
using Xinheng.Model.Collection;
using Xinheng.Model.Foundation;
using Xinheng.Model.Law;
using Xinheng.Model.Subjects;
using Xinheng.Platform.Catalogue.Publishing;
using Xinheng.Platform.Collection.Passes;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Subjects.Persons;

namespace Xinheng.Platform.Collection;

/// <summary>The law and the place this installation works by.</summary>
public sealed record Jurisdiction(LawBook Law, JurisdictionProfile Profile);

/// <summary>What checking and entering a submission share: the terms it is read by, its rows, its progress.</summary>
public sealed class SubmissionPasses(
    Database database, FileStore files, CatalogueInForce catalogue, Jurisdiction jurisdiction, PersonNumbers numbers, Jobs jobs)
{
    internal sealed record Settled(
        IReadOnlyDictionary<long, string?[]> Edited, IReadOnlySet<long> Released)
    {
        /// <summary>Columns of the file that somebody took for one of the item's: name given → field code, empty for left out.</summary>
        public IReadOnlyDictionary<string, string> Columns { get; init; } = new Dictionary<string, string>();
    }

    /// <summary>By the edition it was checked by, or (null) the one in force, which may no longer have the item.</summary>
    internal async Task<Result<SubmissionTerms>> TermsAsync(Submission submission, int? edition, CancellationToken ct)
    {
        var inForce = edition is { } no ? await catalogue.EditionAsync(no, ct) : await catalogue.CurrentAsync(ct);
        return inForce.Find(submission.Item).Map(item => Terms(submission, item, inForce.Edition));
    }

    /// <summary>By an item as it stands there, in force or not.</summary>
    internal SubmissionTerms Terms(Submission submission, CatalogueItem item, int edition) => new(
        item, edition, jurisdiction.Law, jurisdiction.Profile, submission.Provider,
        LegalTime.DateOf(new DateTimeOffset(submission.CountsFrom, TimeSpan.Zero)), Unasked);

    /// <summary>What people settled in place since the last round: their edits and releases; and what they said the columns are.</summary>
    internal async Task<Settled> SettledAsync(Submission submission, SubmissionTerms terms, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var rows = (await connection.QueryAsync<(long Row, string Kind, byte[] Content)>(new CommandDefinition("""
            select row, kind, content from collection.settled_row where submission = @Id and round = @Rounds
            """, new { submission.Id, submission.Rounds }, cancellationToken: ct))).AsList();
        var columns = await ColumnsAsync(submission, ct);
        if (rows.Count == 0)
        {
            return new Settled(new Dictionary<long, string?[]>(), new HashSet<long>()) { Columns = columns };
        }

        var key = await files.KeyAsync(submission.File, ct);
        return new Settled(
            rows.ToDictionary(r => r.Row, r => KeptRow.Open(key, r.Content).Aligned(terms.Item)),
            rows.Where(r => r.Kind == "released").Select(r => r.Row).ToHashSet())
        { Columns = columns };
    }

    /// <summary>What somebody said of the file's columns, where its own names do not say it.</summary>
    internal async Task<IReadOnlyDictionary<string, string>> ColumnsAsync(Submission submission, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return (await connection.QueryAsync<(string Given, string Field)>(new CommandDefinition(
            "select given, field from collection.column_choice where submission = @Id", submission, cancellationToken: ct)))
            .ToDictionary(c => c.Given, c => c.Field, StringComparer.Ordinal);
    }

    /// <summary>Who settled any of them, said what its columns are or laid it before the reviewers: they do not approve it.</summary>
    internal async Task<IReadOnlySet<string>> SettlersAsync(Submission submission, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return (await connection.QueryAsync<string>(new CommandDefinition("""
            select settled_by from collection.settled_row where submission = @Id and round = @Rounds
            union select chosen_by from collection.column_choice where submission = @Id
            union select sent_by from collection.submission where id = @Id and sent_by is not null
            """, submission, cancellationToken: ct))).ToHashSet();
    }

    /// <summary>All rows of the file in the first round; in later rounds only those settled since.</summary>
    internal RowStream Rows(Submission submission, SubmissionTerms terms, Settled settled, bool enters) =>
        new(files, terms, submission, settled, new NumbersOfChunk(numbers, database, seals: enters));

    /// <summary>The verdict on one row by itself; with what it would say as a record, where that is to be shown.</summary>
    internal async Task<ReadRow> CheckAsync(SubmissionTerms terms, int number, string?[] values, bool isReleased, CancellationToken ct, bool keepsFields = false)
    {
        var named = new NumbersOfChunk(numbers, database, seals: false);
        var checks = new RowChecks(terms, isReleased ? new HashSet<long> { number } : new HashSet<long>(), named, keepsFields);
        var row = checks.Check(number, values);
        return (await named.ResolveAsync(ct)).Count > 0 ? checks.Check(number, values) : row;
    }

    // Rows are read by terms that know what stands for a number: RowStream's own.
    private static NumberToken Unasked(string scheme, string number) =>
        throw new InvalidOperationException("Numbers are looked up a chunk at a time.");

    internal Task<byte[]> KeyAsync(Submission submission, CancellationToken ct) => files.KeyAsync(submission.File, ct);

    internal Task<byte[]> KeyAsync(Guid file, CancellationToken ct) => files.KeyAsync(file, ct);

    /// <summary>Outside the pass's own transaction, so that everybody sees it move.</summary>
    internal async Task ReportAsync(Submission submission, long rows, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition(
            "insert into collection.progress (submission, rows) values (@Id, @rows) on conflict (submission) do update set rows = @rows",
            new { submission.Id, rows }, cancellationToken: ct));
    }

    internal Task EnqueueCheckAsync(NpgsqlTransaction transaction, Submission submission, CancellationToken ct) =>
        jobs.EnqueueAsync(transaction, CheckSubmission.Job, new { id = submission.Id }, ct);

    /// <summary>The file itself, as it was handed in.</summary>
    internal Task<Stream> FileAsync(Submission submission, CancellationToken ct) => files.OpenAsync(submission.File, ct);

    internal async Task<NpgsqlConnection> OpenAsync(CancellationToken ct) => await database.Owner.OpenConnectionAsync(ct);
}
