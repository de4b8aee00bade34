using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Xinheng.Model.Journal;

/// <summary>A SHA-256 digest held by value: a file's, a commitment's or a node's of a tree of evidence.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct Hash256
{
    public const int Length = 32;

    // Longest text whose concatenation is put together on the stack; longer ones borrow an array.
    private const int OnStack = 1024;

    private static readonly SearchValues<char> lowerHex = SearchValues.Create("0123456789abcdef");

    private readonly ulong first;
    private readonly ulong second;
    private readonly ulong third;
    private readonly ulong fourth;

    /// <summary>Takes a digest from storage; another length than 32 bytes is a bug.</summary>
    public Hash256(ReadOnlySpan<byte> digest) => this = digest.Length == Length
        ? MemoryMarshal.Read<Hash256>(digest)
        : throw new ArgumentException($"A SHA-256 digest has 32 bytes, not {digest.Length}.", nameof(digest));

    public static Hash256 Of(ReadOnlySpan<byte> content)
    {
        Span<byte> digest = stackalloc byte[Length];
        SHA256.HashData(content, digest);
        return new(digest);
    }

    /// <summary>The digest of one text followed by another, without allocating.</summary>
    public static Hash256 Of(ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail)
    {
        var length = head.Length + tail.Length;
        var borrowed = length > OnStack ? ArrayPool<byte>.Shared.Rent(length) : null;
        var whole = borrowed is null ? stackalloc byte[OnStack] : borrowed.AsSpan();
        whole = whole[..length];
        try
        {
            head.CopyTo(whole);
            tail.CopyTo(whole[head.Length..]);
            return Of(whole);
        }
        finally
        {
            if (borrowed is not null)
            {
                // Closed fields pass through here: the next borrower must not find them.
                whole.Clear();
                ArrayPool<byte>.Shared.Return(borrowed);
            }
        }
    }

    public void CopyTo(Span<byte> destination) => MemoryMarshal.Write(destination, in this);

    public byte[] ToArray()
    {
        var bytes = new byte[Length];
        CopyTo(bytes);
        return bytes;
    }

    public string ToBase64()
    {
        Span<byte> bytes = stackalloc byte[Length];
        CopyTo(bytes);
        return Convert.ToBase64String(bytes);
    }

    /// <summary>Lower-case hexadecimal, as <c>sha256sum</c> prints it.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Length];
        CopyTo(bytes);
        return Convert.ToHexStringLower(bytes);
    }

    /// <summary>Reads lower-case hexadecimal of exactly 64 characters.</summary>
    public static bool TryParseHex(ReadOnlySpan<char> text, out Hash256 hash)
    {
        Span<byte> bytes = stackalloc byte[Length];
        var read = text.Length == 2 * Length
            && !text.ContainsAnyExcept(lowerHex)
            && Convert.FromHexString(text, bytes, out _, out _) == OperationStatus.Done;
        hash = read ? new(bytes) : default;
        return read;
    }

    /// <summary>Reads base64 in its one canonical spelling (44 characters, padded, no blanks).</summary>
    public static bool TryParseBase64(ReadOnlySpan<char> text, out Hash256 hash)
    {
        Span<byte> bytes = stackalloc byte[Length];
        hash = default;
        if (text.Length != 44 || !Convert.TryFromBase64Chars(text, bytes, out var written) || written != Length)
        {
            return false;
        }

        hash = new(bytes);

        // The last character carries two unused bits: only the spelling we would write is accepted.
        return text.SequenceEqual(hash.ToBase64());
    }
}
