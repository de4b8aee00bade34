using Xinheng.Platform.Programmes.FictionalProvince.Rows;

namespace Xinheng.Platform.Programmes.FictionalProvince.Files;

/// <summary>What one line of a file will say, before it is written: so that a file can be counted without being made.</summary>
/// <param name="Record">Number of the fact within its item.</param>
/// <param name="Change">What the line does.</param>
/// <param name="Mistake">Which mistake, where it is one.</param>
internal readonly record struct Line(long Record, Change Change, int Mistake = 0);

/// <summary>How lines follow each other.</summary>
internal static class Lines
{
    private const int MistakeEvery = 80;
    private const int RepeatEvery = 401;

    /// <summary>
    /// Facts for the first time, with the accidents of real files among them: about one row in eighty is wrong, one in four
    /// hundred stands there twice.
    /// </summary>
    /// <param name="facts">Their numbers.</param>
    /// <param name="mistakes">How many kinds of mistakes the source knows.</param>
    /// <param name="spareFrom">Wrong rows are about facts of their own, from this number on; null: about their neighbour.</param>
    public static IEnumerable<Line> First(IEnumerable<long> facts, int mistakes, long? spareFrom)
    {
        long place = 0;
        foreach (var fact in facts)
        {
            place++;
            if (mistakes > 0 && place % MistakeEvery == MistakeEvery / 2)
            {
                yield return new Line((spareFrom ?? 0) + fact, Change.Mistaken, (int)(fact / MistakeEvery % mistakes));
            }

            yield return new Line(fact, Change.Entered);
            if (place % RepeatEvery == RepeatEvery / 3)
            {
                yield return new Line(fact, Change.Entered);
            }
        }
    }
}
