namespace Xinheng.Web.Workbench.Catalogue;

/// <summary>A line of two texts laid side by side: <c>+</c> new, <c>-</c> gone, blank the same; of what is the same only what stands beside a change.</summary>
internal sealed record LineChange(char Mark, string Text)
{
    private const int Around = 1;
    private const int MostCells = 4_000_000;

    public static IReadOnlyList<LineChange> Between(string before, string after)
    {
        var (old, now) = (before.TrimEnd().Split('\n'), after.TrimEnd().Split('\n'));
        var head = 0;
        while (head < old.Length && head < now.Length && old[head] == now[head])
        {
            head++;
        }

        var tail = 0;
        while (tail < old.Length - head && tail < now.Length - head && old[^(tail + 1)] == now[^(tail + 1)])
        {
            tail++;
        }

        List<LineChange> all = [.. old[..head].Select(Same), .. Middle(old[head..^tail], now[head..^tail]), .. old[(old.Length - tail)..].Select(Same)];
        return [.. all.Where((_, at) => Enumerable.Range(at - Around, (2 * Around) + 1).Any(near => near >= 0 && near < all.Count && all[near].Mark != ' '))];
    }

    private static LineChange Same(string text) => new(' ', text);

    // The longest common subsequence; of texts too long for it everything is said to be new.
    private static IEnumerable<LineChange> Middle(string[] old, string[] now)
    {
        if ((long)old.Length * now.Length > MostCells)
        {
            return [.. old.Select(text => new LineChange('-', text)), .. now.Select(text => new LineChange('+', text))];
        }

        var common = new int[old.Length + 1, now.Length + 1];
        for (var i = old.Length - 1; i >= 0; i--)
        {
            for (var j = now.Length - 1; j >= 0; j--)
            {
                common[i, j] = old[i] == now[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }

        List<LineChange> lines = [];
        for (int i = 0, j = 0; i < old.Length || j < now.Length;)
        {
            if (i < old.Length && j < now.Length && old[i] == now[j])
            {
                lines.Add(Same(old[i]));
                (i, j) = (i + 1, j + 1);
            }
            else if (i < old.Length && (j == now.Length || common[i + 1, j] >= common[i, j + 1]))
            {
                lines.Add(new('-', old[i++]));
            }
            else
            {
                lines.Add(new('+', now[j++]));
            }
        }

        return lines;
    }
}
