using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.Journal;

/// <summary>The only way to write an evidential table: say who acts and by what power, then work in one transaction.</summary>
public sealed class Journal(Database database, Clock clock, Jobs jobs, IEnumerable<Listener> listeners)
{
    private readonly ILookup<Type, Listener> listeners = listeners.ToLookup(l => l.Hears);

    public async Task<Work> OpenAsync(Actor actor, Power power, CancellationToken ct)
    {
        var connection = await database.Owner.OpenConnectionAsync(ct);
        try
        {
            var transaction = await connection.BeginTransactionAsync(ct);
            return new Work(connection, transaction, actor, power, new EntryId(clock.NewId()), clock.Now, jobs, listeners);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}

/// <summary>A later room hears of something an earlier one did, in the same transaction. Set-sized work only.</summary>
public sealed record Listener(Type Hears, Func<Work, object, CancellationToken, Task> HearAsync)
{
    public static Listener To<T>(Func<Work, T, CancellationToken, Task> hear) where T : notnull =>
        new(typeof(T), (work, announcement, ct) => hear(work, (T)announcement, ct));
}
