using System.Collections.Concurrent;
using Xinheng.Web.Hosting;

namespace Xinheng.Web.Api;

/// <summary>In which shape a subject's public file is kept finished.</summary>
public enum KeptShape
{
    /// <summary>As machines read it.</summary>
    Json,

    /// <summary>Its page, the first records of each kind.</summary>
    Page,

    /// <summary>Its page with all records.</summary>
    WholePage,
}

/// <summary>
/// Finished answers by the subject's own code (a former one would not be told of changes), bounded in bytes. A change evicts (<see cref="Evict"/>), midnight in Shanghai empties,
/// and an answer that was being read while its subject changed is served once but never kept.
/// </summary>
public sealed class SubjectBytesCache(WebSettings settings, TimeProvider time)
{
    private const int Overhead = 256;
    private const int Stripes = 4096;

    private static readonly KeptShape[] Shapes = Enum.GetValues<KeptShape>();

    private readonly ConcurrentDictionary<Key, Kept> entries = new();
    private readonly long[] changes = new long[Stripes];
    private readonly long capacity = settings.SubjectCacheMegabytes * 1024L * 1024;
    private long held;
    private volatile bool suspended;

    public long HeldBytes => Interlocked.Read(ref held);

    public bool TryGet(string code, KeptShape shape, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out FinishedAnswer? found)
    {
        found = null;
        var key = new Key(code, shape);
        if (!entries.TryGetValue(key, out var kept))
        {
            return false;
        }

        if (time.GetUtcNow() >= kept.Until)
        {
            Remove(key);
            return false;
        }

        kept.Used = true;
        found = kept.Answer;
        return true;
    }

    /// <summary>To be called before reading: remembers what the answer must not have been overtaken by.</summary>
    public Ticket Begin(string code) =>
        new(code, time.NextMidnight, Interlocked.Read(ref changes[StripeOf(code)]));

    public void Keep(Ticket ticket, KeptShape shape, FinishedAnswer answer)
    {
        var key = new Key(ticket.Code, shape);
        if (suspended || answer.Size + Overhead > capacity / 8)
        {
            return;
        }

        Remove(key);
        if (entries.TryAdd(key, new Kept(answer, ticket.Until)))
        {
            Interlocked.Add(ref held, answer.Size + Overhead);
        }

        // Asked after adding: an eviction between the two either sees the entry or is seen here.
        if (Interlocked.Read(ref changes[StripeOf(ticket.Code)]) != ticket.Changes)
        {
            Remove(key);
        }

        Shrink();
    }

    /// <summary>Something about this subject changed: its kept answers are gone when this returns.</summary>
    public void Evict(string code)
    {
        Interlocked.Increment(ref changes[StripeOf(code)]);
        foreach (var shape in Shapes)
        {
            Remove(new Key(code, shape));
        }
    }

    /// <summary>Something changed about everybody (a catalogue, a rule).</summary>
    public void Clear()
    {
        for (var stripe = 0; stripe < Stripes; stripe++)
        {
            Interlocked.Increment(ref changes[stripe]);
        }

        foreach (var (key, _) in entries)
        {
            Remove(key);
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
            foreach (var (key, entry) in entries)
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
                    Remove(key);
                }
            }
        }
    }

    private void Remove(Key key)
    {
        if (entries.TryRemove(key, out var entry))
        {
            Interlocked.Add(ref held, -(entry.Answer.Size + Overhead));
        }
    }

    private static int StripeOf(string code) => (int)((uint)code.GetHashCode(StringComparison.Ordinal) % Stripes);

    /// <summary>A reading under way: of whom, good until when, and how many changes its subject had seen.</summary>
    public readonly record struct Ticket(string Code, DateTimeOffset Until, long Changes);

    private readonly record struct Key(string Code, KeptShape Shape);

    private sealed class Kept(FinishedAnswer answer, DateTimeOffset until)
    {
        public FinishedAnswer Answer => answer;

        public DateTimeOffset Until => until;

        /// <summary>Asked for since the cache last looked for room.</summary>
        public bool Used { get; set; }
    }
}
