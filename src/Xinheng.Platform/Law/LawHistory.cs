using System.Globalization;
using Dapper;
using Npgsql;
using Xinheng.Model.Foundation;
using Xinheng.Model.Law;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.Law;

/// <summary>The law on two clocks: what we held to be the law on a date, as we knew it at an instant. For explaining old decisions.</summary>
public sealed class LawHistory(Database database)
{
    private const string Known = "recorded_at <= @at and (recorded_until is null or recorded_until > @at)";

    /// <summary>Everything recorded, as known at an instant; null before the first recording.</summary>
    public async Task<LawBook?> AtAsync(DateTimeOffset knownAt, CancellationToken ct)
    {
        var rows = await ReadAsync($"select {Provision.Columns} from law.provision where {Known}", new { at = knownAt.ToUniversalTime() }, ct);
        return rows.Count == 0 ? null : RecordedLaw.BookOf(rows);
    }

    /// <summary>Everything as recorded now, whichever program recorded it; null before the first recording.</summary>
    public async Task<LawBook?> NowAsync(CancellationToken ct)
    {
        var rows = await ReadAsync($"select {Provision.Columns} from law.provision where ended_in is null", null, ct);
        return rows.Count == 0 ? null : RecordedLaw.BookOf(rows);
    }

    /// <summary>The rule in force on a date, its place's own or the one it falls back to, as known at an instant.</summary>
    /// <param name="profile">Code of the place.</param>
    public async Task<Result<Rule>> RuleAsync(string id, string profile, DateOnly onDate, DateTimeOffset knownAt, CancellationToken ct)
    {
        var rows = await ReadAsync($"""
            select {Provision.Columns} from law.provision
             where {Known} and (kind = 'profile' and scope = @profile or kind = 'rule' and name = @id)
            """, new { at = knownAt.ToUniversalTime(), profile, id }, ct);
        var law = RecordedLaw.BookOf(rows);
        return law.Profile(profile).TryGet(out var place)
            ? law.Rules.Find(id, place, onDate)
            : Refusal.NotFound("law.profile-not-recorded",
                $"{LegalTime.DateOf(knownAt):yyyy-MM-dd}时还没有法域“{profile}”的记载。请核对法域代码和时间。");
    }

    /// <summary>A year's arrangement of holidays as known at an instant; null while it was not.</summary>
    public async Task<CalendarYear?> CalendarYearAsync(string calendar, int year, DateTimeOffset knownAt, CancellationToken ct)
    {
        var rows = await ReadAsync($"""
            select {Provision.Columns} from law.provision
             where {Known} and kind = 'calendar-year' and scope = @calendar and name = @name
            """, new { at = knownAt.ToUniversalTime(), calendar, name = year.ToString(CultureInfo.InvariantCulture) }, ct);
        return rows is [var row] ? ProvisionText.ToYear(row) : null;
    }

    /// <summary>Whatever was known after a loading, by its number; for those who verify.</summary>
    internal static async Task<LawBook> AfterAsync(NpgsqlConnection connection, int loading, CancellationToken ct) =>
        RecordedLaw.BookOf([.. await connection.QueryAsync<Provision>(new CommandDefinition($"""
            select {Provision.Columns} from law.provision
             where recorded_in <= @loading and (ended_in is null or ended_in > @loading)
            """, new { loading }, cancellationToken: ct))]);

    private async Task<IReadOnlyList<Provision>> ReadAsync(string sql, object? parameters, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<Provision>(new CommandDefinition(sql, parameters, cancellationToken: ct))];
    }
}
