using Dapper;
using Npgsql;
using NpgsqlTypes;
using Xinheng.Model.Catalogue;

namespace Xinheng.Platform.Collection.Passes;

/// <summary>
/// Writes down what a pass found: rows that stay, problems by rule and column, counts. A later round reads only the rows
/// settled since, so what those weighed before is taken back first; the totals stay those of the whole file.
/// </summary>
internal sealed class PassLedger
{
    /// <summary>Beyond this many, rows that stay are counted but not kept one by one: the original still has them.</summary>
    private const int MostKeptRows = 100_000;

    private readonly NpgsqlConnection connection;
    private readonly Submission submission;
    private readonly CatalogueItem item;
    private readonly byte[] key;
    private readonly List<ReadRow> settled = [];
    private long wasHeld;
    private long wasRefused;
    private long wasMissing;
    private int kept;

    private PassLedger(NpgsqlConnection connection, Submission submission, CatalogueItem item, byte[] key) =>
        (this.connection, this.submission, this.item, this.key) = (connection, submission, item, key);

    private bool IsFirst => submission.Rounds == 0;

    /// <summary>Clears what earlier passes of the same round wrote.</summary>
    public static async Task<PassLedger> OpenAsync(
        NpgsqlConnection connection, Submission submission, CatalogueItem item, byte[] key, CancellationToken ct)
    {
        var ledger = new PassLedger(connection, submission, item, key);
        await (ledger.IsFirst
            ? ledger.ExecuteAsync("""
                delete from collection.problem where submission = @Id;
                delete from collection.kept_row where submission = @Id
                """, submission, ct)
            : ledger.TakeBackAsync(ct));
        return ledger;
    }

    /// <summary>A row settled in place that may enter: kept until it has, so that it can be settled otherwise.</summary>
    public void Remember(ReadRow row) => settled.Add(row);

    public Task KeepAsync(List<ReadRow> rows, CancellationToken ct)
    {
        if (rows.Count > MostKeptRows - kept)
        {
            rows.RemoveRange(MostKeptRows - kept, rows.Count - (MostKeptRows - kept));
        }

        kept += rows.Count;
        return CopyAsync(rows, row => row.IsHeld ? "held" : "refused", ct);
    }

    /// <summary>A check foresees: settled rows that may enter stay at hand.</summary>
    public async Task ForeseeAsync(Tally tally, CancellationToken ct)
    {
        await CopyAsync(settled, _ => "settled", ct);
        await FinishAsync(tally, foresees: true, ct);
        if (IsFirst)
        {
            await tally.Timeliness.WriteAsync(connection, submission, ct);
        }
    }

    /// <summary>An entering settles: what entered is done, and the clock of its rows is told.</summary>
    public async Task SettleAsync(Tally tally, CancellationToken ct)
    {
        await FinishAsync(tally, foresees: false, ct);
        await ExecuteAsync("""
            insert into collection.body_seen (item, body) select @Item, b from unnest(@bodies) b on conflict do nothing
            """, new { submission.Item, bodies = tally.Bodies.ToArray() }, ct);
        await tally.Timeliness.WriteAsync(connection, submission, ct);
        await ExecuteAsync("update collection.submission set done_entered = entered, done_corrected = corrected where id = @Id", submission, ct);
    }

    // What is unusual was found by the check that the reviewer looked at; entering does not ask again.
    private async Task FinishAsync(Tally tally, bool foresees, CancellationToken ct)
    {
        foreach (var (example, severity, rows, first) in tally.Problems)
        {
            await ExecuteAsync("""
                insert into collection.problem as p (submission, code, field, number, severity, message, rows, first_row)
                values (@Id, @Code, @field, @Number, @severity, @Message, @rows, @first)
                    on conflict (submission, code, field, severity) do update
                   set rows = p.rows + @rows, first_row = least(p.first_row, @first)
                """, new { submission.Id, example.Code, field = example.Field ?? "", example.Number, severity, example.Message, rows, first }, ct);
        }

        await ExecuteAsync(IsFirst
            ? """
              update collection.submission
                 set rows = @Rows, entered = @Entered, corrected = @Corrected, unchanged = @Unchanged, held = @Held, refused = @Refused,
                     wanted_items = @WantedItems, missing_items = @MissingItems, unusual = coalesce(@unusual::json, unusual), unusual_rows = coalesce(@unusualRows, unusual_rows)
               where id = @Id
              """
            : """
              update collection.submission
                 set entered = done_entered + @Entered, corrected = done_corrected + @Corrected, held = held - @wasHeld + @Held,
                     refused = refused - @wasRefused + @Refused, missing_items = missing_items - @wasMissing + @MissingItems,
                     unusual = coalesce(@unusual::json, unusual), unusual_rows = coalesce(@unusualRows, unusual_rows)
               where id = @Id;
              update collection.submission set unchanged = rows - entered - corrected - held - refused where id = @Id
              """, new
            {
                submission.Id, wasHeld, wasRefused, wasMissing, tally.Rows, tally.Entered, tally.Corrected, tally.Unchanged, tally.Held,
                tally.Refused, tally.WantedItems, tally.MissingItems,
                unusual = foresees ? tally.UnusualJson : null, unusualRows = foresees ? tally.UnusualRows : (long?)null,
            }, ct);
    }

    private async Task TakeBackAsync(CancellationToken ct)
    {
        var rows = await connection.QueryAsync<(string State, byte[] Content)>(new CommandDefinition("""
            delete from collection.kept_row k using collection.settled_row s
             where k.submission = @Id and s.submission = @Id and s.row = k.row and s.round = @Rounds
            returning k.state, k.content
            """, submission, cancellationToken: ct));
        foreach (var (state, content) in rows)
        {
            wasHeld += state == "held" ? 1 : 0;
            wasRefused += state == "refused" ? 1 : 0;
            foreach (var problem in KeptRow.Open(key, content).Problems)
            {
                wasMissing += ValueCount.IsMissing(problem.Number) ? 1 : 0;
                await ExecuteAsync("""
                    update collection.problem set rows = rows - 1
                     where submission = @Id and code = @Code and field = @field and severity = @Severity;
                    delete from collection.problem where submission = @Id and rows = 0
                    """, new { submission.Id, problem.Code, field = problem.Field ?? "", problem.Severity }, ct);
            }
        }
    }

    private async Task CopyAsync(List<ReadRow> rows, Func<ReadRow, string> state, CancellationToken ct)
    {
        if (rows.Count == 0)
        {
            return;
        }

        await using var copy = await connection.BeginBinaryImportAsync(
            "copy collection.kept_row (submission, row, state, content) from stdin (format binary)", ct);
        foreach (var row in rows)
        {
            copy.StartRow();
            copy.Write(submission.Id, NpgsqlDbType.Uuid);
            copy.Write((long)row.Number, NpgsqlDbType.Bigint);
            copy.Write(state(row), NpgsqlDbType.Text);
            copy.Write(KeptRow.Of(item, row).Seal(key), NpgsqlDbType.Bytea);
        }

        await copy.CompleteAsync(ct);
    }

    private Task ExecuteAsync(string sql, object parameters, CancellationToken ct) =>
        connection.ExecuteAsync(new CommandDefinition(sql, parameters, cancellationToken: ct));
}
