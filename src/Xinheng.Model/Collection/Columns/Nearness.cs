namespace Xinheng.Model.Collection.Columns;

/// <summary>How alike two short names are, from 0 to 1: the share of pairs of neighbouring characters that they have in common.</summary>
public static class Nearness
{
    public static double Of(string one, string other)
    {
        if (one.Length == 0 || other.Length == 0)
        {
            return 0;
        }

        if (one == other)
        {
            return 1;
        }

        var mine = Pairs(one);
        var theirs = Pairs(other);
        if (mine.Count == 0 || theirs.Count == 0)
        {
            return 0;
        }

        var common = mine.Sum(pair => Math.Min(pair.Value, theirs.GetValueOrDefault(pair.Key)));
        return 2.0 * common / (one.Length - 1 + other.Length - 1);
    }

    private static Dictionary<(char, char), int> Pairs(string text)
    {
        Dictionary<(char, char), int> pairs = [];
        for (var i = 1; i < text.Length; i++)
        {
            var pair = (text[i - 1], text[i]);
            pairs[pair] = pairs.GetValueOrDefault(pair) + 1;
        }

        return pairs;
    }
}
