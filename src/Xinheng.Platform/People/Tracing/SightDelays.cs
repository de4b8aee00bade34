using Dapper;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.People.Tracing;

/// <summary>What a body keeps from subjects for now and kept before, for its reviewers and for auditors.</summary>
public sealed class SightDelays(Database database)
{
    public const int PageSize = 50;

    /// <param name="Until">First day on which the subject sees it.</param>
    public sealed record Delay(
        Guid Id, string Organisation, string OrganisationName, Guid? Authorisation, string? Matter, Guid? Look, DateOnly Until, string Basis, string Reason,
        DateTime DecidedAt);

    public sealed record Page(IReadOnlyList<Delay> Items, Guid? Next);

    /// <summary>The newest first; an auditor sees those of every body within reach, a reviewer those of the own one.</summary>
    public async Task<Result<Page>> ListAsync(Guid? before, Caller caller, CancellationToken ct)
    {
        if (!caller.MayEnter(Permission.SeeDelays))
        {
            return Refusal.Forbidden("people.no-delays", "查看暂缓告知需要审核员或审计员角色。");
        }

        var seen = SeenBy.Parameters(caller, Permission.SeeDelays);
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var rows = (await connection.QueryAsync<Delay>(new CommandDefinition($"""
            select d.id, d.organisation, o.name as OrganisationName, d.authorisation, d.matter, d.look, d.until, d.basis, d.reason, d.decided_at as DecidedAt
              from people.sight_delay d join people.organisation o on o.code = d.organisation
             where d.id < @before and {SeenBy.Sql("d.organisation")}
             order by d.id desc limit {PageSize + 1}
            """, new { before = before ?? Guid.AllBitsSet, seen.SeenEvery, seen.SeenOwn, seen.SeenStems }, cancellationToken: ct))).AsList();
        return new Page([.. rows.Take(PageSize)], rows.Count > PageSize ? rows[PageSize - 1].Id : null);
    }
}
