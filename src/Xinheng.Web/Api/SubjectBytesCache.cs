using System.Collections.Concurrent;
using Xinheng.Web.Hosting;

namespace Xinheng.Web.Api;

/// <summary>
/// Finished answers by subject, bounded in bytes. A change evicts (<see cref="Evict"/>), midnight in Shanghai empties,
/// and an answer that was being read while its subject changed is served once but never kept.
/// </summary>
public sealed class SubjectBytesCache(WebSettings settings, TimeProvider time)
{
    private const int Overhead = 256;
    private const int Stripes = 4096;

    private readonly ConcurrentDictionary<string, Kept> entries = new(StringComparer.Ordinal);
    private readonly long[] changes = new long[Stripes];
    private readonly long capacity = settings.SubjectCacheMegabytes * 1024L * 1024;
    private long held;
    private volatile bool suspended;

    public long HeldBytes => Interlocked.Read(ref held);

    public bool TryGet(string identifier, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out FinishedAnswer? found)
    {
        found = null;
        if (!entries.TryGetValue(identifier, out var kept))
        {
            return false;
        }

        if (time.GetUtcNow() >= kept.Until)
        {
            Remove(identifier);
            return false;
        }

        kept.Used = true;
        found = kept.Answer;
        return true;
    }

    /// <summary>To be called before reading: remembers what the answer must not have been overtaken by.</summary>
    public Ticket Begin(string identifier) =>
        new(identifier, time.NextMidnight, Interlocked.Read(ref changes[StripeOf(identifier)]));

    public void Keep(Ticket ticket, FinishedAnswer answer)
    {
        var identifier = ticket.Identifier;
        if (suspended || answer.Size + Overhead > capacity / 8)
        {
            return;
        }

        Remove(identifier);
        if (entries.TryAdd(identifier, new Kept(answer, ticket.Until)))
        {
            Interlocked.Add(ref held, answer.Size + Overhead);
        }

        // Asked after adding: an eviction between the two either sees the entry or is seen here.
        if (Interlocked.Read(ref changes[StripeOf(identifier)]) != ticket.Changes)
        {
            Remove(identifier);
        }

        Shrink();
    }

    /// <summary>Something about this subject changed: its kept answer is gone when this returns.</summary>
    public void Evict(string identifier)
    {
        Interlocked.Increment(ref changes[StripeOf(identifier)]);
        Remove(identifier);
    }

    /// <summary>Something changed about everybody (a catalogue, a rule).</summary>
    public void Clear()
    {
        for (var stripe = 0; stripe < Stripes; stripe++)
        {
            Interlocked.Increment(ref changes[stripe]);
        }

        foreach (var (identifier, _) in entries)
        {
            Remove(identifier);
        }
    }

    /// <summary>Nobody tells us of changes: what is kept goes, and nothing more is kept until <see cref="Resume"/>.</summary>
    public void Suspend()
    {
        suspended = true;
        Clear();
    }

    /// <summary>We hear again; what happened meanwhile we do not know.</summary>
    public void Resume()
    {
        Clear();
        suspended = false;
    }

    /// <summary>Second chance: what was asked for since the last round stays, the rest goes until there is room.</summary>
    private void Shrink()
    {
        for (var round = 0; round < 2 && HeldBytes > capacity; round++)
        {
            foreach (var (identifier, entry) in entries)
            {
                if (HeldBytes <= capacity * 9 / 10)
                {
                    return;
                }

                if (entry.Used)
                {
                    entry.Used = false;
                }
                else
                {
                    Remove(identifier);
                }
            }
        }
    }

    private void Remove(string identifier)
    {
        if (entries.TryRemove(identifier, out var entry))
        {
            Interlocked.Add(ref held, -(entry.Answer.Size + Overhead));
        }
    }

    private static int StripeOf(string identifier) => (int)((uint)identifier.GetHashCode(StringComparison.Ordinal) % Stripes);

    /// <summary>A reading under way: of whom, good until when, and how many changes its subject had seen.</summary>
    public readonly record struct Ticket(string Identifier, DateTimeOffset Until, long Changes);

    private sealed class Kept(FinishedAnswer answer, DateTimeOffset until)
    {
        public FinishedAnswer Answer => answer;

        public DateTimeOffset Until => until;

        /// <summary>Asked for since the cache last looked for room.</summary>
        public bool Used { get; set; }
    }
}
