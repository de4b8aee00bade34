using Dapper;
using Npgsql;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.Journal;

/// <summary>
/// One act being done: its change, its journal entry, what it announces and the jobs that follow commit together or
/// not at all. Leaving without <see cref="CommitAsync"/> undoes everything.
/// </summary>
public sealed class Work : IAsyncDisposable
{
    private readonly Jobs jobs;
    private readonly ILookup<Type, Listener> listeners;
    private object? facts;
    private TreeHead? tree;

    internal Work(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Actor actor, Power power, EntryId entry,
        DateTimeOffset at, Jobs jobs, ILookup<Type, Listener> listeners)
    {
        (Connection, Transaction, Actor, Power, Entry, At) = (connection, transaction, actor, power, entry, at);
        (this.jobs, this.listeners) = (jobs, listeners);
    }

    public NpgsqlConnection Connection { get; }

    public NpgsqlTransaction Transaction { get; }

    public Actor Actor { get; }

    public Power Power { get; }

    /// <summary>The id its journal entry will have; rows written by this act may point to it.</summary>
    public EntryId Entry { get; }

    public DateTimeOffset At { get; }

    /// <summary>What the log will say was done: facts without personal data and, for record sets, the head of their tree.</summary>
    public void Tell(object entryFacts, TreeHead? treeHead = null) => (facts, tree) = (entryFacts, treeHead);

    public async Task AnnounceAsync<T>(T announcement, CancellationToken ct) where T : notnull
    {
        foreach (var listener in listeners[typeof(T)])
        {
            await listener.HearAsync(this, announcement, ct);
        }
    }

    public Task EnqueueAsync(string kind, object payload, CancellationToken ct) =>
        jobs.EnqueueAsync(Transaction, kind, payload, ct);

    public Task<int> ExecuteAsync(string sql, object? parameters, CancellationToken ct) =>
        Connection.ExecuteAsync(new CommandDefinition(sql, parameters, Transaction, cancellationToken: ct));

    public Task<T?> FindAsync<T>(string sql, object? parameters, CancellationToken ct) =>
        Connection.QuerySingleOrDefaultAsync<T>(new CommandDefinition(sql, parameters, Transaction, cancellationToken: ct));

    public async Task<IReadOnlyList<T>> ListAsync<T>(string sql, object? parameters, CancellationToken ct) =>
        [.. await Connection.QueryAsync<T>(new CommandDefinition(sql, parameters, Transaction, cancellationToken: ct))];

    public async Task CommitAsync(CancellationToken ct)
    {
        if (facts is null)
        {
            throw new InvalidOperationException($"The act of {Power.Code} told the journal nothing.");
        }

        var content = EntryContent.Write(Entry, At, Actor, Power, facts, tree);
        await ExecuteAsync("""
            insert into journal.entry (id, at, power, content) values (@id, @At, @power, @content::json);
            insert into journal.unsealed (entry) values (@id);
            select pg_notify('journal_entry', '')
            """, new { id = Entry.Value, At, power = Power.Code, content }, ct);
        await Transaction.CommitAsync(CancellationToken.None); // past this point nothing can be cancelled
    }

    public async ValueTask DisposeAsync()
    {
        await Transaction.DisposeAsync();
        await Connection.DisposeAsync();
    }
}
