using Dapper;
using Npgsql;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Journal;
using Xinheng.Platform.Records;

namespace Xinheng.Platform.Publication.OpenData;

/// <summary>What changed and the open data has yet to follow: noted in the transaction that changed it, so that none is lost and none is early.</summary>
internal static class OpenQueue
{
    public const string Channel = "publication_open";

    public sealed record Noted
    {
        public Guid Id { get; init; }

        /// <summary>Null: those of the item whose records changed since; of every item, where that is null as well.</summary>
        public Guid[]? Subjects { get; init; }

        public string? Item { get; init; }

        public DateTime Since { get; init; }
    }

    public static Task NoteAsync(Work work, RecordsChanged changed, CancellationToken ct) =>
        NoteAsync(work, changed.Subjects?.Select(s => s.Value).ToArray(), changed.Item, ct);

    /// <summary>A rule or a name changed that any record may show.</summary>
    public static Task NoteEverythingAsync(Work work, CancellationToken ct) => NoteAsync(work, null, null, ct);

    public static async Task<List<Noted>> WaitingAsync(NpgsqlConnection connection, CancellationToken ct) =>
        (await connection.QueryAsync<Noted>(new CommandDefinition(
            "select id, subjects, item, since from publication.open_queue order by since limit 1000", cancellationToken: ct))).AsList();

    public static Task SettleAsync(NpgsqlConnection connection, IEnumerable<Noted> noted, CancellationToken ct) =>
        connection.ExecuteAsync(new CommandDefinition("delete from publication.open_queue where id = any (@ids)",
            new { ids = noted.Select(n => n.Id).ToArray() }, cancellationToken: ct));

    /// <summary>Waits for news, as long as said at most.</summary>
    public static async Task<NpgsqlConnection> ListenAsync(Database database, CancellationToken ct)
    {
        var ear = await database.Owner.OpenConnectionAsync(ct);
        await ear.ExecuteAsync(new CommandDefinition($"listen {Channel}", cancellationToken: ct));
        return ear;
    }

    private static Task NoteAsync(Work work, Guid[]? subjects, string? item, CancellationToken ct) => work.ExecuteAsync("""
        insert into publication.open_queue (subjects, item, since) values (@subjects, @item, @At);
        select pg_notify(@Channel, '')
        """, new { subjects, item, work.At, Channel }, ct);
}
