using Dapper;
using Xinheng.Model.People;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.Cases.Objecting.Telling;

/// <summary>差错单: what was found wrong in what a provider handed in, and what it did about the cause.</summary>
public sealed record Defect(
    Guid Id, Guid CaseId, string Number, string Provider, string ProviderName, string Item, string ItemName, Guid Record, Guid? Submission, long? Row, string What,
    DateTime OpenedAt, DateTime? ClosedAt, string? Done);

/// <summary>The defect tickets that somebody may see: a unit its own, operators and auditors those of their region.</summary>
public sealed class Defects(Database database)
{
    private const int Most = 200;

    internal const string Select = """
        select d.id, d.case_id as CaseId, c.number, d.provider, coalesce(p.name, d.provider) as ProviderName, d.item, coalesce(i.name, d.item) as ItemName, d.record,
               d.submission, d."row", d.what, d.opened_at as OpenedAt, d.closed_at as ClosedAt, d.done
          from cases.defect d
          join procedures.case_file c on c.id = d.case_id
          left join people.organisation p on p.code = d.provider
          left join catalogue.item_in_force i on i.code = d.item
        """;

    /// <summary>Open ones first, the oldest of them at the top.</summary>
    public async Task<IReadOnlyList<Defect>> ListAsync(Caller caller, CancellationToken ct)
    {
        if (!caller.MayEnter(Permission.SeeCases))
        {
            return [];
        }

        var seen = Rights.SeenBy(caller, Permission.SeeCases);
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<Defect>(new CommandDefinition($"""
            {Select}
             where @Every or d.provider = @Own or exists (select from unnest(@stems::text[]) stem where starts_with(p.region, stem))
             order by d.closed_at is not null, case when d.closed_at is null then d.opened_at end, d.opened_at desc
             limit {Most}
            """, new { seen.Every, seen.Own, stems = seen.Stems.ToArray() }, cancellationToken: ct))];
    }
}
