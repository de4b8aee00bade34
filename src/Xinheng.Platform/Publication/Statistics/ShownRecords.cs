using System.Globalization;
using Dapper;
using Npgsql;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.Publication.Statistics;

/// <summary>The rows behind a number of the statistics: newest decision first, at last what has no day of decision.</summary>
public class ShownRecords(Database database, PublicItems items)
{
    public const int PageSize = 50;

    public virtual async Task<DisclosurePage> PageAsync(ShownQuestion question, string? cursor, CancellationToken ct)
    {
        var catalogue = await items.CurrentAsync(ct);
        var codes = question.Items ?? [.. catalogue.Pack.Items.Where(i => i.IsActive).Select(i => i.Code)];
        var after = Place.Read(cursor);
        await using var connection = await database.Portal.OpenConnectionAsync(ct);
        List<PublicRow> rows = [];
        if (!question.Undated && after is not { Date: null })
        {
            rows.AddRange(await ReadAsync(connection, question, codes, after, true, PageSize, ct));
        }

        if (rows.Count < PageSize && !question.IsByDay)
        {
            rows.AddRange(await ReadAsync(connection, question, codes, after is { Date: null } ? after : null, false, PageSize - rows.Count, ct));
        }

        return new DisclosurePage(
            [.. rows.Select(r => r.ToRecord(catalogue, items))],
            rows.Count < PageSize ? null : new Place(rows[^1].DecidedOn, rows[^1].Id).ToString());
    }

    // Item by item, as the index has them: each stops at a page. What has no day comes after all that has one.
    private static Task<IEnumerable<PublicRow>> ReadAsync(
        NpgsqlConnection connection, ShownQuestion question, IReadOnlyCollection<string> codes, Place? after, bool dated, int limit, CancellationToken ct)
    {
        var order = dated ? "decided_on desc, {0}.record_id desc" : "record_id desc";
        string Order(string of) => $"{of}." + string.Format(CultureInfo.InvariantCulture, order, of);
        return connection.QueryAsync<PublicRow>(new CommandDefinition($"""
            select {PublicRow.Columns}
              from (select page.record_id, page.subject_id
                      from unnest(@codes) as wanted (item)
                     cross join lateral (
                       select s.record_id, s.subject_id, s.decided_on
                         from publication.shown s
                         {(question.Regions is null ? "" : "left join publication.subject b on b.id = s.subject_id")}
                        where s.item = wanted.item and s.decided_on is {(dated ? "not " : "")}null
                          {(question.Nature is null ? "" : "and s.nature = @Nature")}
                          {(question.Authority is null ? "" : "and coalesce(s.authority, s.provider) = @Authority")}
                          {(question.Regions is null ? "" : question.Regions.Count == 0 ? "and b.region is null" : "and b.region = any (@regions)")}
                          {(question.From is null ? "" : "and s.decided_on >= @From")}
                          {(question.To is null ? "" : "and s.decided_on <= @To")}
                          {(after is null ? "" : dated ? "and (s.decided_on, s.record_id) < (@afterDate, @afterId)" : "and s.record_id < @afterId")}
                        order by {Order("s")}
                        limit @limit) page
                     order by {Order("page")}
                     limit @limit) chosen
              join publication.record r on (r.record_id, r.subject_id) = (chosen.record_id, chosen.subject_id)
             order by {Order("r")}
            """, new
        {
            codes = codes.ToArray(), question.Nature, question.Authority, regions = question.Regions?.ToArray(), question.From, question.To,
            afterDate = after?.Date, afterId = after?.Id, limit,
        }, cancellationToken: ct));
    }

    /// <summary>Where a page ended: a day and a record, or only a record among those without a day.</summary>
    private sealed record Place(DateOnly? Date, Guid Id)
    {
        private const string Undated = "00000000";

        public static Place? Read(string? text) =>
            text is not { Length: 40 } || !Guid.TryParseExact(text.AsSpan(8), "N", out var id) ? null
            : text.StartsWith(Undated, StringComparison.Ordinal) ? new Place(null, id)
            : DateOnly.TryParseExact(text.AsSpan(0, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? new Place(date, id)
            : null;

        public override string ToString() =>
            (Date?.ToString("yyyyMMdd", CultureInfo.InvariantCulture) ?? Undated) + Id.ToString("N");
    }
}
