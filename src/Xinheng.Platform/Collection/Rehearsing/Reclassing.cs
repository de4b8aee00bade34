using System.Runtime.CompilerServices;
using System.Text.Json;
using Dapper;
using Npgsql;
using Xinheng.Model.Catalogue;
using Xinheng.Model.Collection;
using Xinheng.Model.Records;

namespace Xinheng.Platform.Collection.Rehearsing;

/// <summary>A record whose class another rule would give otherwise than it stands.</summary>
internal sealed record Reclassed(
    Guid RecordId, string Provider, string? Authority, short? Stands, bool Confirmed, short? WouldBe, DateOnly? StandsUntil, DateOnly? WouldUntil);

/// <summary>
/// Which records on file another rule of classes would put elsewhere. It only says so: a class that the determining body
/// confirmed is changed by that body alone, record by record.
/// </summary>
internal static class Reclassing
{
    private sealed record Row(
        Guid RecordId, string Provider, string? Authority, DateOnly DecidedOn, DateOnly? PublicUntil, short? Severity, bool Confirmed,
        string Open, string Closed);

    /// <summary>Whether the rule of classes, or a field it reads, differs.</summary>
    public static bool Differs(CatalogueItem before, CatalogueItem after) =>
        before.Class != after.Class || !before.Sectors.SequenceEqual(after.Sectors)
        || new[] { FieldRole.Severity, FieldRole.PenaltyKinds, FieldRole.FineAmount, FieldRole.Procedure }
            .Any(role => Code(before, role) != Code(after, role));

    public static async IAsyncEnumerable<Reclassed> FindAsync(
        NpgsqlConnection connection, CatalogueItem after, Jurisdiction jurisdiction, DateOnly today, [EnumeratorCancellation] CancellationToken ct)
    {
        var classes = new ClassOfRecord(after, jurisdiction.Law, jurisdiction.Profile);
        var rows = connection.QueryUnbufferedAsync<Row>("""
            select r.record_id as RecordId, r.provider, r.authority, r.decided_on as DecidedOn, r.public_until as PublicUntil, r.severity,
                   r.confirmed, v.open::text as Open, v.closed::text as Closed
              from records.record r
              join records.revision v on (v.subject_id, v.record_id, v.no) = (r.subject_id, r.record_id, r.revision)
             where r.item = @Code and r.nature = 'adverse' and r.state = 'current' and r.decided_on is not null
            """, new { after.Code }, commandTimeout: 0);
        await foreach (var row in rows.WithCancellation(ct))
        {
            using var open = JsonDocument.Parse(row.Open);
            using var closed = JsonDocument.Parse(row.Closed);
            var would = (short?)classes.Of(code => Value(open, code) ?? Value(closed, code), row.DecidedOn);
            if (would == row.Severity)
            {
                continue;
            }

            yield return new Reclassed(
                row.RecordId, row.Provider, row.Authority, row.Severity, row.Confirmed, would, row.PublicUntil,
                UntilOf(row, (Severity?)would, jurisdiction, today));
        }
    }

    // A class only shortens what stands: an end that somebody was told is not put off.
    private static DateOnly? UntilOf(Row row, Severity? severity, Jurisdiction jurisdiction, DateOnly today) =>
        PublicityPeriod.Of(new PublicityFacts(row.DecidedOn, severity), jurisdiction.Law, jurisdiction.Profile, today).TryGet(out var period)
            ? row.PublicUntil < period.LawfulEnd ? row.PublicUntil : period.LawfulEnd
            : row.PublicUntil;

    private static string? Value(JsonDocument fields, string code) =>
        fields.RootElement.TryGetProperty(code, out var value) ? value.GetString() : null;

    private static string? Code(CatalogueItem item, FieldRole role) => item.Roles[role] is >= 0 and var column ? item.Columns[column].Code : null;
}
