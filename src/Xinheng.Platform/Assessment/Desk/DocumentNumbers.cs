using Dapper;
using Npgsql;
using Xinheng.Model.Assessment;
using Xinheng.Model.Catalogue;
using Xinheng.Model.Collection;
using Xinheng.Model.People;
using Xinheng.Platform.Catalogue.Publishing;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.People;

namespace Xinheng.Platform.Assessment.Desk;

/// <summary>
/// Reads the document numbers of what is on record as places in their bodies' yearly series, so that what is missing between two
/// of them shows. Every hour, and before a document is looked for; run again it finds nothing left.
/// </summary>
public sealed class DocumentNumbers(Database database, CatalogueInForce catalogue)
{
    public const string Job = "assessment.document-numbers";
    private const int Together = 5_000;
    private const int MostSeries = 100;
    private const int MostNumbers = 20_000;

    private sealed record Row(Guid Record, Guid Subject, string Item, string Authority, string Provider, string? Number);

    private sealed record SeriesRow
    {
        public required string Authority { get; init; }

        public string? Name { get; init; }

        public required string Prefix { get; init; }

        public int Year { get; init; }

        public required int[] Numbers { get; init; }
    }

    /// <summary>A body's series of a year with numbers missing inside it.</summary>
    /// <param name="Missing">How many.</param>
    public sealed record Gaps(string Authority, string Name, string Prefix, int Year, int From, int To, int Missing, IReadOnlyList<NumberGap> Runs);

    public JobKind AsJob() => new(Job, (_, ct) => CatchUpAsync(ct));

    /// <summary>Reads what has entered since it was last done.</summary>
    public async Task CatchUpAsync(CancellationToken ct)
    {
        var pack = (await catalogue.CurrentAsync(ct)).Pack;
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (!await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            "select pg_try_advisory_xact_lock(hashtextextended('assessment.document', 0))", cancellationToken: ct)))
        {
            return; // another does it
        }

        // An act that began long ago may have committed since: a day is read again.
        var through = await connection.ExecuteScalarAsync<DateTime?>(new CommandDefinition(
            "select through - interval '1 day' from assessment.document_count", cancellationToken: ct)) ?? DateTime.UnixEpoch;
        await using var reading = await database.Owner.OpenConnectionAsync(ct);
        foreach (var item in pack.Items.Where(i => i.Roles.Has(FieldRole.DocumentNumber)))
        {
            await ReadAsync(reading, connection, item, through, ct);
        }

        await connection.ExecuteAsync(new CommandDefinition("""
            insert into assessment.document_count (through) select coalesce(max(entered_at), 'epoch') from records.record where entered_at >= @through
                on conflict (only_row) do update set through = greatest(assessment.document_count.through, excluded.through)
            """, new { through }, cancellationToken: ct));
        await transaction.CommitAsync(ct);
    }

    private static async Task ReadAsync(NpgsqlConnection reading, NpgsqlConnection writing, CatalogueItem item, DateTime through, CancellationToken ct)
    {
        List<Row> rows = [];
        var field = item.Roles.All[FieldRole.DocumentNumber].Code;
        await foreach (var row in reading.QueryUnbufferedAsync<Row>("""
            select r.record_id as Record, r.subject_id as Subject, r.item, coalesce(r.authority, r.provider) as Authority, r.provider,
                   coalesce(v.open ->> @field, v.closed ->> @field) as Number
              from records.record r join records.revision v on (v.subject_id, v.record_id, v.no) = (r.subject_id, r.record_id, r.revision)
             where r.item = @Code and r.entered_at >= @through
            """, new { item.Code, field, through }).WithCancellation(ct))
        {
            rows.Add(row);
            if (rows.Count == Together)
            {
                await WriteAsync(writing, rows, ct);
                rows.Clear();
            }
        }

        await WriteAsync(writing, rows, ct);
    }

    private static Task WriteAsync(NpgsqlConnection connection, List<Row> rows, CancellationToken ct)
    {
        var read = rows.Where(r => r.Number is not null)
            .Select(r => (Row: r, Key: DocumentKey.Of(r.Number!), Place: DocumentSequence.Read(r.Number!))).ToList();
        return connection.ExecuteAsync(new CommandDefinition("""
            insert into assessment.document (record_id, subject_id, item, authority, provider, number, prefix, year, seq)
            select * from unnest(@records, @subjects, @items, @authorities, @providers, @numbers, @prefixes, @years::int[], @places::int[])
                on conflict (record_id) do update set authority = excluded.authority, number = excluded.number, prefix = excluded.prefix,
                   year = excluded.year, seq = excluded.seq
            """, new
        {
            records = read.Select(r => r.Row.Record).ToArray(), subjects = read.Select(r => r.Row.Subject).ToArray(),
            items = read.Select(r => r.Row.Item).ToArray(), authorities = read.Select(r => r.Row.Authority).ToArray(),
            providers = read.Select(r => r.Row.Provider).ToArray(), numbers = read.Select(r => r.Key).ToArray(),
            prefixes = read.Select(r => r.Place?.Prefix).ToArray(), years = read.Select(r => r.Place?.Year).ToArray(),
            places = read.Select(r => r.Place?.Number).ToArray(),
        }, cancellationToken: ct));
    }

    /// <summary>The series of a year of the authorities one may see that have gaps, the widest first.</summary>
    public async Task<IReadOnlyList<Gaps>> GapsAsync(int year, Caller caller, CancellationToken ct)
    {
        var parameters = new DynamicParameters(SeenBy.Parameters(caller, Permission.RunDesk));
        parameters.AddDynamicParams(new { year });
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var series = await connection.QueryAsync<SeriesRow>(new CommandDefinition($"""
            select s.authority, o.name, s.prefix, s.year, s.numbers
              from (select d.authority, d.prefix, d.year, (array_agg(distinct d.seq order by d.seq))[1:{MostNumbers}] as numbers
                      from assessment.document d
                     where d.year = @year and d.seq is not null and {SeenBy.Sql("d.authority")}
                     group by d.authority, d.prefix, d.year
                    having max(d.seq) - min(d.seq) + 1 > count(distinct d.seq)
                     order by max(d.seq) - min(d.seq) + 1 - count(distinct d.seq) desc, 1, 2
                     limit {MostSeries}) s
              left join people.organisation o on o.code = s.authority
            """, parameters, cancellationToken: ct));
        return
        [
            .. from row in series
               let runs = NumberGap.Between(row.Numbers)
               select new Gaps(row.Authority, row.Name ?? row.Authority, row.Prefix, row.Year, row.Numbers[0], row.Numbers[^1], runs.Sum(r => r.Count), runs),
        ];
    }

    /// <summary>The records that bear a document's number, however its brackets were written.</summary>
    public async Task<IReadOnlyList<Guid>> FindAsync(string number, CancellationToken ct)
    {
        await CatchUpAsync(ct);
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return (await connection.QueryAsync<Guid>(new CommandDefinition(
            "select record_id from assessment.document where number = @number order by record_id limit 50",
            new { number = DocumentKey.Of(number) }, cancellationToken: ct))).AsList();
    }
}
