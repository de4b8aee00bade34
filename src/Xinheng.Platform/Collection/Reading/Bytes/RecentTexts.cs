using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Xinheng.Platform.Collection.Reading.Bytes;

/// <summary>
/// One column's recent short texts, found by their bytes: compared whole, so two texts never stand for one another.
/// It gives up on columns where nearly everything is new.
/// </summary>
internal sealed class RecentTexts
{
    private const int Slots = 512;
    private const int Trial = 2_048;

    private readonly Slot[] slots = new Slot[Slots];
    private int asked;
    private int found;

    public bool IsWorthwhile { get; private set; } = true;

    public static uint Hash(ReadOnlySpan<byte> bytes)
    {
        ref var first = ref MemoryMarshal.GetReference(bytes);
        var length = bytes.Length;
        ulong low, high;
        if (length >= 8)
        {
            low = Unsafe.ReadUnaligned<ulong>(ref first);
            high = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref first, length - 8));
        }
        else if (length >= 4)
        {
            low = Unsafe.ReadUnaligned<uint>(ref first);
            high = Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref first, length - 4));
        }
        else
        {
            low = length > 0 ? first : 0u;
            high = length > 0 ? ((uint)Unsafe.Add(ref first, length >> 1) << 8) | Unsafe.Add(ref first, length - 1) : 0u;
        }

        var mixed = (low * 0x9E3779B97F4A7C15) ^ BitOperations.RotateLeft(high * 0xC2B2AE3D27D4EB4F, 29) ^ (uint)length;
        return (uint)((mixed * 0x9E3779B97F4A7C15) >> 32);
    }

    public string? Find(uint hash, ReadOnlySpan<byte> bytes)
    {
        ref var slot = ref slots[hash & (Slots - 1)];
        asked++;
        if (slot.Hash == hash && slot.Bytes is { } kept && bytes.SequenceEqual(kept))
        {
            found++;
            return slot.Text;
        }

        return null;
    }

    public void Keep(uint hash, ReadOnlySpan<byte> bytes, string text)
    {
        if (asked >= Trial)
        {
            IsWorthwhile = found * 4 >= asked;
            (asked, found) = (0, 0);
        }

        slots[hash & (Slots - 1)] = new Slot { Hash = hash, Bytes = bytes.ToArray(), Text = text };
    }

    private struct Slot
    {
        public uint Hash;
        public byte[]? Bytes;
        public string? Text;
    }
}
