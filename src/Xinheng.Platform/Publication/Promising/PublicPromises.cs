using Dapper;
using Npgsql;
using Xinheng.Model.Cases.Promising;
using Xinheng.Platform.Cases.Promising;
using Xinheng.Platform.Cases.Promising.Templates;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.Publication.Promising;

/// <summary>A template as anybody reads it, with how many signed, kept and broke it.</summary>
public sealed record PublicTemplate(PromiseTemplate Template, int Version, string? BodyName, long Signed, long Fulfilled, long Broken);

/// <summary>What anybody may know of promises: which may be made, how many were, and whether an organisation's public one holds today.</summary>
public class PublicPromises(Database database)
{
    private const string Select = """
        select t.content, t.version, t.body_name as BodyName, coalesce(c.signed, 0) as Signed, coalesce(c.fulfilled, 0) as Fulfilled, coalesce(c.broken, 0) as Broken
          from publication.promise_template t left join publication.promise_count c on c.template = t.code
        """;

    private sealed record Row(string Content, int Version, string? BodyName, long Signed, long Fulfilled, long Broken)
    {
        public PublicTemplate ToTemplate() => new(TemplateTable.Read(Content), Version, BodyName, Signed, Fulfilled, Broken);
    }

    /// <summary>All that may be signed now, by type and industry.</summary>
    public virtual async Task<IReadOnlyList<PublicTemplate>> ListAsync(CancellationToken ct)
    {
        await using var connection = await database.Portal.OpenConnectionAsync(ct);
        return [.. (await connection.QueryAsync<Row>(new CommandDefinition(
            $"{Select} order by t.kind, t.industry nulls last, t.title", cancellationToken: ct))).Select(row => row.ToTemplate())];
    }

    public virtual async Task<PublicTemplate?> FindAsync(string code, CancellationToken ct)
    {
        await using var connection = await database.Portal.OpenConnectionAsync(ct);
        return (await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
            $"{Select} where t.code = @code", new { code }, cancellationToken: ct)))?.ToTemplate();
    }

    /// <summary>One read of one index, whatever else there is: asked by approval systems while somebody waits.</summary>
    public virtual async Task<PromisePresence> PresentAsync(string subject, string template, CancellationToken ct)
    {
        await using var connection = await database.Portal.OpenConnectionAsync(ct);
        await using var command = new NpgsqlCommand("""
            select id, number, signed_on, valid_until from publication.promise_present
             where subject_code = $1 and template = $2 order by signed_at desc limit 1
            """, connection);
        command.Parameters.AddWithValue(subject);
        command.Parameters.AddWithValue(template);
        await using var rows = await command.ExecuteReaderAsync(ct);
        return await rows.ReadAsync(ct)
            ? new PromisePresence(true, rows.GetGuid(0), rows.GetString(1), template, rows.GetFieldValue<DateOnly>(2), rows.IsDBNull(3) ? null : rows.GetFieldValue<DateOnly>(3))
            : PromisePresence.None(template);
    }
}
