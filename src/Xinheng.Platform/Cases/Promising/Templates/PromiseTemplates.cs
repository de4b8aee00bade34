using Dapper;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.Cases.Promising.Templates;

/// <summary>The library of templates: what may be signed now, and for the staff also what waits and what was.</summary>
public sealed class PromiseTemplates(Database database)
{
    private const int Most = 500;

    /// <summary>Those that may be signed, in the order of the national types.</summary>
    public async Task<IReadOnlyList<StoredTemplate>> InForceAsync(CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return await ReadAsync(connection, "t.state = 'in_force' order by t.kind, t.industry nulls last, t.title", null, ct);
    }

    /// <summary>The version in force; null where it is not offered now.</summary>
    public async Task<StoredTemplate?> FindAsync(string code, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return (await ReadAsync(connection, "t.code = @code and t.state = 'in_force'", new { code }, ct)).FirstOrDefault();
    }

    /// <summary>For those who draft, put in force or supervise: the newest version of each, what waits first.</summary>
    public async Task<IReadOnlyList<StoredTemplate>> ListAsync(Caller caller, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var newest = await ReadAsync(connection, $"""
            t.version = (select max(n.version) from cases.promise_template n where n.code = t.code)
            order by t.state = 'waiting' desc, t.kind, t.title limit {Most}
            """, null, ct);
        return [.. newest.Where(one => one.State == "in_force" || one.MaySee(caller))];
    }

    /// <summary>All versions of one, newest first.</summary>
    public async Task<Result<IReadOnlyList<StoredTemplate>>> VersionsAsync(string code, Caller caller, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var versions = await ReadAsync(connection, "t.code = @code order by t.version desc", new { code }, ct);
        return versions is [var newest, ..] && newest.MaySee(caller) ? Result<IReadOnlyList<StoredTemplate>>.Of(versions) : TemplateTable.NotFound;
    }

    private static async Task<IReadOnlyList<StoredTemplate>> ReadAsync(
        Npgsql.NpgsqlConnection connection, string where, object? parameters, CancellationToken ct) =>
        [.. (await connection.QueryAsync<TemplateTable.Row>(new CommandDefinition(
            $"select {TemplateTable.Columns} from cases.promise_template t where {where}", parameters, cancellationToken: ct))).Select(row => row.ToTemplate())];
}
