using System.Globalization;
using Dapper;
using Xinheng.Model.Catalogue;
using Xinheng.Model.Law;
using Xinheng.Platform.Catalogue.Publishing;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Law;

namespace Xinheng.Platform.Publication.Withdrawing;

/// <summary>撤回公告: a decision was published, and no longer stands. What it was, by what paper, why. Whom it was about is not repeated.</summary>
/// <param name="Kind"><c>revoked</c>, <c>changed</c>, <c>unlawful</c> or <c>void</c>.</param>
/// <param name="BasisOn">Date of the paper by which the decision no longer stands.</param>
public sealed record WithdrawalNotice(
    Guid Record, string Item, string ItemName, string? DocumentNumber, string AuthorityName, DateOnly? DecidedOn, DateOnly WithdrawnOn,
    string Kind, string Basis, DateOnly? BasisOn, string Reason);

/// <param name="Cursor">Where the next page begins; null on the last.</param>
public sealed record WithdrawalPage(IReadOnlyList<WithdrawalNotice> Items, string? Cursor);

/// <summary>
/// What was withdrawn because the decision itself no longer stands, for as long as the platform's rule shows it (行政处罚法 48 ¶2, V:
/// public reasons). Of what was repaired, stopped or handed in by mistake there is none.
/// </summary>
public class WithdrawalNotices(Database database, PublicItems items, LawBook law, JurisdictionProfile profile, Clock clock)
{
    private const string ShownFor = "WITHDRAWAL_NOTICE_MONTHS";
    private const int PageSize = 50;

    private sealed record Row
    {
        public Guid RecordId { get; init; }

        public string Item { get; init; } = "";

        public string ItemName { get; init; } = "";

        public string Fields { get; init; } = "{}";

        public string AuthorityName { get; init; } = "";

        public DateOnly? DecidedOn { get; init; }

        public DateTime ChangedAt { get; init; }

        public DateOnly WithdrawnOn { get; init; }

        public string Kind { get; init; } = "";

        public string Basis { get; init; } = "";

        public DateOnly? BasisOn { get; init; }

        public string Reason { get; init; } = "";
    }

    /// <summary>The notice of one record; null where there is none, or not any more.</summary>
    public virtual async Task<WithdrawalNotice?> FindAsync(Guid record, CancellationToken ct) => Since is { } since
        ? (await AskAsync("n.record_id = @record and n.withdrawn_on > @since", new { record, since, limit = 1 }, ct)).Items.FirstOrDefault()
        : null;

    /// <summary>The newest first; by the day of withdrawal, both ends included.</summary>
    public virtual async Task<WithdrawalPage> PageAsync(DateOnly? from, DateOnly? to, string? cursor, CancellationToken ct)
    {
        if (Since is not { } since)
        {
            return new WithdrawalPage([], null);
        }

        var (at, id) = Place(cursor);
        return await AskAsync($"""
            n.withdrawn_on > @since
            {(from is null ? "" : "and n.withdrawn_on >= @from")}
            {(to is null ? "" : "and n.withdrawn_on <= @to")}
            {(at is null ? "" : "and (n.changed_at, n.record_id) < (@at, @id)")}
            """, new { since, from, to, at, id, limit = PageSize }, ct);
    }

    // The day on which the oldest notice that ended today was put up. Without the rule nothing is shown.
    private DateOnly? Since
    {
        get
        {
            var today = clock.Today;
            if (!law.Rules.Find(ShownFor, profile, today).TryGet(out var rule))
            {
                return null;
            }

            var day = today.AddDays(-1);
            while (rule.Period.After(day) > today)
            {
                day = day.AddDays(-1);
            }

            return day;
        }
    }

    private async Task<WithdrawalPage> AskAsync(string where, object parameters, CancellationToken ct)
    {
        await using var connection = await database.Portal.OpenConnectionAsync(ct);
        var rows = (await connection.QueryAsync<Row>(new CommandDefinition($"""
            select n.record_id as RecordId, n.item, n.item_name as ItemName, n.fields::text as Fields, n.authority_name as AuthorityName,
                   n.decided_on as DecidedOn, n.changed_at as ChangedAt, n.withdrawn_on as WithdrawnOn, n.kind, n.basis, n.basis_on as BasisOn, n.reason
              from publication.withdrawal_notice n
             where {where}
             order by n.changed_at desc, n.record_id desc
             limit @limit
            """, parameters, cancellationToken: ct))).AsList();
        var catalogue = await items.CurrentAsync(ct);
        return new WithdrawalPage([.. rows.Select(row => NoticeOf(row, catalogue))], rows.Count == PageSize ? PlaceOf(rows[^1]) : null);
    }

    private WithdrawalNotice NoticeOf(Row row, InForce catalogue) => new(
        row.RecordId, row.Item, row.ItemName,
        catalogue.Pack.Find(row.Item) is { } item ? PublicItems.Part(item, items.Fields(item, row.Fields), FieldRole.DocumentNumber) : null,
        row.AuthorityName, row.DecidedOn, row.WithdrawnOn, row.Kind, row.Basis, row.BasisOn, row.Reason);

    private static string PlaceOf(Row last) => string.Create(CultureInfo.InvariantCulture, $"{last.ChangedAt.Ticks:D19}{last.RecordId:N}");

    private static (DateTime? At, Guid? Id) Place(string? cursor) =>
        cursor is { Length: 51 } && long.TryParse(cursor.AsSpan(0, 19), NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
        && ticks <= DateTime.MaxValue.Ticks && Guid.TryParseExact(cursor.AsSpan(19), "N", out var id)
            ? (new DateTime(ticks, DateTimeKind.Utc), id)
            : (null, null);
}
