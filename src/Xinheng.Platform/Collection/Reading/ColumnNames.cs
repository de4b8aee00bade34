using Xinheng.Model.Collection;

namespace Xinheng.Platform.Collection.Reading;

/// <summary>The header row: accepted names, and how a column is named in a message.</summary>
internal static class ColumnNames
{
    /// <summary>Counted from 1, with its name where that surely is a name and not a value in the wrong place.</summary>
    public static string Place(string? name, int column) =>
        string.IsNullOrEmpty(name) || name.Length > 40 || LooksLikeData(name)
            ? $"第 {column + 1} 列"
            : $"第 {column + 1} 列“{name}”";

    /// <summary>Ten digits in a row stand in telephone and identity numbers, never in a field's name.</summary>
    public static bool LooksLikeData(string name)
    {
        var run = 0;
        foreach (var c in name)
        {
            run = char.IsAsciiDigit(c) ? run + 1 : 0;
            if (run == 10)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Trims the names, drops empty ones at the end, refuses what cannot be told apart.</summary>
    public static FileFault? Check(List<string> names, long line)
    {
        for (var i = 0; i < names.Count; i++)
        {
            names[i] = names[i].Trim();
        }

        while (names.Count > 0 && names[^1].Length == 0)
        {
            names.RemoveAt(names.Count - 1);
        }

        if (names.Count == 0)
        {
            return FileFaults.NoHeader;
        }

        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < names.Count; i++)
        {
            if (names[i].Length == 0)
            {
                return FileFaults.BlankColumn(i, line);
            }

            if (LooksLikeData(names[i]))
            {
                return FileFaults.HeaderLooksLikeData(i, line);
            }

            if (!places.TryAdd(names[i], i))
            {
                return FileFaults.DuplicateColumn(names[i], places[names[i]], i, line);
            }
        }

        return null;
    }
}
