using Dapper;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Model.People.Tracing;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.People.Tracing.Alarms;

/// <summary>The alarms, for auditor and operator.</summary>
public sealed class AlarmList(Database database)
{
    public const int PageSize = 30;

    /// <param name="OrganisationName">As it is called now.</param>
    /// <param name="AccountName">Of the account, for those who look into it.</param>
    public sealed record Raised(
        Guid Id, Alarm Alarm, string? OrganisationName, string? AccountName, DateTime RaisedAt, DateTime? ClosedAt, string? Reason);

    public sealed record Page(IReadOnlyList<Raised> Items, Guid? Next);

    private sealed record Row(
        Guid Id, string Pattern, string Grade, string? Organisation, Guid? Account, string? Machine, string? Place, DateTime StartsAt, DateTime EndsAt,
        long Figure, long? Usual, long Threshold, string? OrganisationName, string? AccountName, DateTime RaisedAt, DateTime? ClosedAt, string? Reason);

    /// <summary>How many wait to be looked into; 0 for whoever may not see them.</summary>
    public async Task<long> OpenAsync(Caller caller, CancellationToken ct)
    {
        if (!caller.MayEnter(Permission.SeeAlarms))
        {
            return 0;
        }

        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            $"select count(*) from people.alarm m where m.closed_in is null and {SeenBy.Sql("m.organisation")}",
            SeenBy.Parameters(caller, Permission.SeeAlarms), cancellationToken: ct));
    }

    /// <summary>The newest first.</summary>
    public async Task<Result<Page>> ListAsync(bool open, Guid? before, Caller caller, CancellationToken ct)
    {
        if (!caller.MayEnter(Permission.SeeAlarms))
        {
            return Refusal.Forbidden("people.no-alarms", "查看异常需要审计员或值班员角色。");
        }

        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var rows = (await connection.QueryAsync<Row>(new CommandDefinition($"""
            select m.id, m.pattern, m.grade, m.organisation, m.account, m.machine, m.place, m.starts_at as StartsAt, m.ends_at as EndsAt,
                   m.figure, m.usual, m.threshold, o.name as OrganisationName, a.name as AccountName, m.raised_at as RaisedAt,
                   m.closed_at as ClosedAt, m.reason
              from people.alarm m
              left join people.organisation o on o.code = m.organisation
              left join people.account a on a.id = m.account
             where m.closed_in is {(open ? "" : "not ")}null and m.id < @before and {SeenBy.Sql("m.organisation")}
             order by m.id desc limit {PageSize + 1}
            """, Parameters(before, SeenBy.Parameters(caller, Permission.SeeAlarms)), cancellationToken: ct))).AsList();
        return new Page([.. rows.Take(PageSize).Select(Read)], rows.Count > PageSize ? rows[PageSize - 1].Id : null);
    }

    private static object Parameters(Guid? before, SeenBy.Parameter seen) =>
        new { before = before ?? Guid.AllBitsSet, seen.SeenEvery, seen.SeenOwn, seen.SeenStems };

    private static Raised Read(Row row) => new(
        row.Id,
        new Alarm(
            Enum.Parse<AlarmPattern>(row.Pattern), Enum.Parse<AlarmGrade>(row.Grade),
            new AlarmAbout(row.Organisation, row.Account is { } account ? new AccountId(account) : null, row.Machine, row.Place),
            new DateTimeOffset(row.StartsAt, TimeSpan.Zero), new DateTimeOffset(row.EndsAt, TimeSpan.Zero), row.Figure, row.Usual, row.Threshold),
        row.OrganisationName, row.AccountName, row.RaisedAt, row.ClosedAt, row.Reason);
}
