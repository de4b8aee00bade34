namespace Xinheng.Platform.Programmes.FictionalProvince.Land;

/// <summary>
/// Chance that can be repeated: a SplitMix64 sequence of its own for every thing of the world, so that thing number
/// five million is made without making those before it. Not for secrets.
/// </summary>
internal struct Dice
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    private ulong state;

    private Dice(ulong state) => this.state = state;

    /// <summary>The sequence of one thing.</summary>
    /// <param name="seed">The world's.</param>
    /// <param name="about">What kind of thing, and which of its sides: <c>name</c>, <c>CF_LP</c>.</param>
    /// <param name="index">Which one.</param>
    public static Dice For(ulong seed, ulong about, long index) =>
        new(unchecked(Mix(seed ^ Mix(about)) + ((ulong)index * Golden)));

    /// <summary>A number for a word, the same in every process (string.GetHashCode is not).</summary>
    public static ulong About(string word)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in word)
        {
            hash = unchecked((hash ^ c) * 1099511628211UL);
        }

        return hash;
    }

    public ulong Next()
    {
        state = unchecked(state + Golden);
        return Mix(state);
    }

    /// <summary>From 0, <paramref name="limit"/> excluded.</summary>
    public long Below(long limit) => (long)Math.BigMul(Next(), (ulong)limit, out _);

    public int Below(int limit) => (int)Below((long)limit);

    /// <summary>Both ends included.</summary>
    public int Between(int least, int most) => least + Below(most - least + 1);

    public bool OneIn(int many) => Below(many) == 0;

    public T Pick<T>(ReadOnlySpan<T> from) => from[Below(from.Length)];

    private static ulong Mix(ulong z)
    {
        unchecked
        {
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
