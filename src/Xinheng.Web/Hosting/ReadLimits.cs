using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Xinheng.Web.Hosting;

/// <summary>What a client has left in the running minute, and how many seconds until it may ask again or has more.</summary>
public readonly record struct Allowance(bool Granted, int Limit, int Remaining, int ResetSeconds, int RetrySeconds);

/// <summary>
/// Cost used by each client address, or by each caller, within the last minute, in twelve slots of five seconds: the answer is exact,
/// so that a client never has to guess its wait. IPv6 clients count by their /64, which is what one household gets.
/// </summary>
public sealed class ReadLimits(int limit, TimeProvider time)
{
    private const int Slots = 12;
    private const int SlotSeconds = 5;

    private readonly ConcurrentDictionary<ulong, Window> windows = new();
    private long sweptAt;

    public bool AreOff => limit == 0;

    public Allowance Take(IPAddress client, int cost) => Take(KeyOf(client), cost);

    /// <summary>Of whoever signed in, wherever they come from.</summary>
    public Allowance Take(string identity, int cost) =>
        Take(BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(identity))), cost);

    private Allowance Take(ulong key, int cost)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var slot = now / (SlotSeconds * 1000);
        Sweep(slot);
        var window = windows.GetOrAdd(key, static _ => new Window());
        lock (window)
        {
            window.MoveTo(slot);
            var granted = window.Used + cost <= limit;
            if (granted)
            {
                window.Add(slot, cost);
            }

            var next = Math.Max(1, (int)Math.Ceiling(((slot + 1) * SlotSeconds * 1000 - now) / 1000.0));
            return new(granted, limit, limit - window.Used,
                ResetSeconds: next + (window.SlotsUntil(slot, 1) * SlotSeconds),
                RetrySeconds: granted ? 0 : next + (window.SlotsUntil(slot, Math.Min(cost, limit) - (limit - window.Used)) * SlotSeconds));
        }
    }

    /// <summary>Once a minute, addresses silent for a whole window are forgotten.</summary>
    private void Sweep(long slot)
    {
        var last = Volatile.Read(ref sweptAt);
        if (slot - last < Slots || Interlocked.CompareExchange(ref sweptAt, slot, last) != last)
        {
            return;
        }

        foreach (var (key, window) in windows)
        {
            if (window.Last < slot - Slots)
            {
                windows.TryRemove(key, out _);
            }
        }
    }

    private static ulong KeyOf(IPAddress client)
    {
        Span<byte> bytes = stackalloc byte[16];
        client.MapToIPv6().TryWriteBytes(bytes, out _);
        return client.IsIPv4MappedToIPv6 || client.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork
            ? BinaryPrimitives.ReadUInt32BigEndian(bytes[12..])
            : BinaryPrimitives.ReadUInt64BigEndian(bytes);
    }

    private sealed class Window
    {
        private readonly int[] slots = new int[Slots];

        public long Last { get; private set; }

        public int Used { get; private set; }

        public void MoveTo(long slot)
        {
            for (var old = Math.Max(Last + 1, slot - Slots + 1); old <= slot; old++)
            {
                Used -= slots[old % Slots];
                slots[old % Slots] = 0;
            }

            Last = Math.Max(Last, slot);
        }

        public void Add(long slot, int cost)
        {
            slots[slot % Slots] += cost;
            Used += cost;
        }

        /// <summary>How many further slots must pass, after the next begins, until so much has left the window.</summary>
        public int SlotsUntil(long slot, int amount)
        {
            var freed = 0;
            for (var passed = 0; passed < Slots; passed++)
            {
                freed += slots[(slot + 1 + passed) % Slots];
                if (freed >= amount)
                {
                    return passed;
                }
            }

            return 0;
        }
    }
}
