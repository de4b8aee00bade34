using Xinheng.Model.Catalogue;
using Xinheng.Model.Catalogue.Checking;
using Xinheng.Model.Foundation;

namespace Xinheng.Model.Collection.Columns;

/// <summary>
/// Lays the columns of a file over those of an item: what is certain first, then what somebody said before, then names that
/// are near, places and contents. Each guess says why; nobody's rows are read by one that a person has not seen.
/// </summary>
public sealed class ColumnGuesses
{
    private const double NearEnough = 0.6;
    private const double ClearlyNearer = 0.08;

    private readonly CatalogueItem item;
    private readonly IReadOnlyList<string> header;
    private readonly ColumnGuess?[] found;
    private readonly HashSet<int> taken = [];

    private ColumnGuesses(CatalogueItem item, IReadOnlyList<string> header) =>
        (this.item, this.header, found) = (item, header, new ColumnGuess?[header.Count]);

    /// <param name="item">As it is in force.</param>
    /// <param name="header">Columns as the department wrote them.</param>
    /// <param name="samples">A few rows, to look into where names say nothing.</param>
    /// <param name="remembered">What the same body said before: name given → field code, or empty for left out.</param>
    public static IReadOnlyList<ColumnGuess> Of(
        CatalogueItem item, IReadOnlyList<string> header, IReadOnlyList<IReadOnlyList<string?>> samples,
        IReadOnlyDictionary<string, string> remembered)
    {
        var guesses = new ColumnGuesses(item, header);
        guesses.Each(guesses.Exact);
        guesses.Each(given => guesses.Remembered(given, remembered));
        guesses.Each(guesses.ByWord);
        guesses.Each(guesses.ByNearName);
        if (header.Count == item.Fields.Length && header.All(name => PlaceName.Find(name) is not null))
        {
            guesses.Places();
        }

        new ContentOfColumns(item, samples).Fill(header, guesses.found, guesses.taken);
        return [.. guesses.found.Select((guess, i) => guess
            ?? new ColumnGuess(header[i], null, GuessGround.None, "没有认出来：请选它是哪一列，或者选“不报送这一列”。"))];
    }

    /// <summary>
    /// Whether the first line of a pasted block names columns. Names hold no codes, dates and amounts; a line that has none of
    /// the item's names and does hold such is somebody's row.
    /// </summary>
    public static bool IsHeader(CatalogueItem item, IReadOnlyList<string> line, IReadOnlyDictionary<string, string> remembered) =>
        Of(item, line, [], remembered).Any(guess => guess.Ground is GuessGround.Exact or GuessGround.Remembered or GuessGround.LeftOut)
        || !line.Any(cell => cell.Any(char.IsAsciiDigit));

    private void Each(Func<string, (int Column, GuessGround Ground, string Why)?> ask)
    {
        for (var i = 0; i < found.Length; i++)
        {
            if (found[i] is null && ask(header[i]) is { } answer && (answer.Column < 0 || taken.Add(answer.Column)))
            {
                found[i] = new ColumnGuess(header[i], answer.Column < 0 ? null : item.Columns[answer.Column], answer.Ground, answer.Why);
            }
        }
    }

    private (int, GuessGround, string)? Exact(string given) => ColumnMap.Match(item, [given]).TryGet(out var map)
        ? (map.Targets[0], GuessGround.Exact, "列名相同。")
        : null;

    private (int, GuessGround, string)? Remembered(string given, IReadOnlyDictionary<string, string> remembered) =>
        !remembered.TryGetValue(given, out var code) ? null
        : code.Length == 0 ? (-1, GuessGround.LeftOut, "上次选了不报送这一列。")
        : item.IndexOf(code) is >= 0 and var column ? (column, GuessGround.Remembered, "本单位上次这样对应。")
        : null;

    private (int, GuessGround, string)? ByWord(string given) => CommonWords.Find(item, Key(given)) is >= 0 and var column
        ? (column, GuessGround.Name, $"“{Shown(given)}”通常就是“{item.Columns[column].Name}”。")
        : null;

    private (int, GuessGround, string)? ByNearName(string given)
    {
        if (PlaceName.Find(given) is not null)
        {
            return null;
        }

        var key = Key(given);
        var (best, second, at) = (0.0, 0.0, -1);
        for (var i = 0; i < item.Columns.Length; i++)
        {
            var near = taken.Contains(i) ? 0 : Names(item.Columns[i]).Max(name => Nearness.Of(key, Key(name)));
            if (near > best)
            {
                (best, second, at) = (near, best, i);
            }
            else if (near > second)
            {
                second = near;
            }
        }

        return best >= NearEnough && best - second >= ClearlyNearer
            ? (at, GuessGround.Name, $"与“{item.Columns[at].Name}”名称相近。")
            : null;
    }

    private void Places()
    {
        for (var i = 0; i < found.Length; i++)
        {
            if (found[i] is null && taken.Add(i))
            {
                found[i] = new ColumnGuess(header[i], item.Fields[i], GuessGround.Place, "没有表头，列数与空白表相同，按空白表的顺序。");
            }
        }
    }

    // "行政相对人代码_1(统一社会信用代码)" is near to what stands in its brackets, too.
    private static IEnumerable<string> Names(Field field)
    {
        yield return field.Name;
        if (field.Name.IndexOf('(', StringComparison.Ordinal) is > 0 and var open)
        {
            yield return field.Name[..open];
            yield return field.Name[(open + 1)..].TrimEnd(')');
        }

        foreach (var alias in field.Aliases)
        {
            yield return alias;
        }
    }

    private static string Shown(string given) => given.Length <= 30 ? given : given[..30] + "……";

    internal static string Key(string name) => string.Concat(Text.HalfWidth(name).ToUpperInvariant()
        .Where(c => !char.IsWhiteSpace(c) && c is not ('_' or '-' or ':' or '*' or '.' or '\uFEFF')));
}
