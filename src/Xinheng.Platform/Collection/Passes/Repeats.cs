using System.Runtime.InteropServices;
using Xinheng.Model.Catalogue.Checking;

namespace Xinheng.Platform.Collection.Passes;

/// <summary>
/// Knows every record that a file has named so far. A row that says the very same again repeats the earlier one; one that says
/// something else of the same record contradicts it and stays out. Kept small: one entry for every good row of the file.
/// </summary>
internal sealed class Repeats
{
    private readonly Dictionary<Guid, Said> seen = [];

    private readonly record struct Said(int Row, Guid What);

    /// <summary>The row as it is, marked as a repeat, or staying.</summary>
    public ReadRow Look(ReadRow row)
    {
        if (row.Candidate is not { } candidate)
        {
            return row;
        }

        ref var first = ref CollectionsMarshal.GetValueRefOrAddDefault(
            seen, Mix(candidate.Key, Hash(candidate.Subject.Lookup)), out var isKnown);
        var what = Mix(candidate.Content, (ulong)candidate.Standing.Operation);
        if (!isKnown)
        {
            first = new Said(row.Number, what);
            return row;
        }

        return first.What == what
            ? row with { RepeatOf = first.Row }
            : row.Stays(new Problem("row.contradicts", "E08", null, null,
                $"与第 {first.Row} 行是同一条记录，但内容或操作不同。同一文件里一条记录只留一行；更正或撤销请分批报送。",
                ProblemSeverity.Error));
    }

    // Both are parts of a SHA-256 digest: what is mixed in collides only together with 128 bits of it.
    private static Guid Mix(Guid digest, ulong other)
    {
        MemoryMarshal.Cast<Guid, ulong>(new Span<Guid>(ref digest))[0] ^= other;
        return digest;
    }

    // FNV-1a.
    private static ulong Hash(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in text)
        {
            hash = unchecked((hash ^ c) * 1099511628211UL);
        }

        return hash;
    }
}
