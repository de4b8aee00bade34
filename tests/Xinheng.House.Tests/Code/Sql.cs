using System.Text.RegularExpressions;
using Xinheng.Model.Foundation;

namespace Xinheng.House.Tests;

/// <summary>Which schemas a piece of SQL reads and writes. Strings without SQL words, and refusal codes, are no SQL.</summary>
internal static partial class Sql
{
    private static readonly string Schemas = string.Join('|', Rooms.Names.Select(Schema));

    // A fragment of an interpolated statement starts with any of these, or names a table after one of them.
    private static readonly Regex Statement = new(
        @"^\s*(select|insert|update|delete|with|truncate|copy|create|alter|drop|grant|revoke|merge|do|lock|comment|" +
        @"refresh|call|from|join|left|inner|cross|where|and|or|on|union|order|returning|values|set)\b" +
        $@"|\b(from|join|into|update|table|truncate|references|copy)\s+({Schemas})\.[a-z_]",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex Named = new(
        $@"(?<![\w.'/-])({Schemas})\.[a-z_]\w*(?!\.[a-z-])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex Written = new(
        @"\b(?:insert\s+into|update(?:\s+only)?|delete\s+from(?:\s+only)?|truncate(?:\s+table)?(?:\s+only)?|merge\s+into(?:\s+only)?" +
        @"|(?:create|alter|drop)\s+(?:or\s+replace\s+)?(?:unique\s+|unlogged\s+|recursive\s+)?" +
        @"(?:table|(?:materialized\s+)?view|function|procedure|sequence|type|domain|aggregate)(?:\s+if\s+(?:not\s+)?exists)?" +
        @"|(?:create|drop)\s+(?:constraint\s+)?trigger\b[^;]*?\son|create\s+(?:unique\s+)?index\b[^;(]*?\son(?:\s+only)?" +
        $@"|refresh\s+materialized\s+view(?:\s+concurrently)?)\s+({Schemas})\.[a-z_]" +
        $@"|\bcopy\s+({Schemas})\.\w+\s*(?:\([^)]*\))?\s*from\b" +
        $@"|\b(?:create|alter|drop)\s+schema\s+(?:if\s+(?:not\s+)?exists\s+)?({Schemas})\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    public static string Schema(string room) => room.ToLowerInvariant();

    public static IReadOnlyList<string> Reads(string text)
    {
        var sql = Comments().Replace(text, " ");
        return Statement.IsMatch(sql) ? Found(Named, sql) : [];
    }

    public static IReadOnlyList<string> Writes(string text) => Found(Written, Comments().Replace(text, " "));

    public static string Short(string text)
    {
        var line = Blanks().Replace(Comments().Replace(text, " "), " ").Trim();
        return line.Length > 80 ? line[..80] + "…" : line;
    }

    private static IReadOnlyList<string> Found(Regex pattern, string sql) =>
        [.. pattern.Matches(sql)
            .Select(m => m.Groups.Values.Skip(1).First(g => g.Success).Value.ToLowerInvariant())
            .Distinct()];

    [GeneratedRegex(@"--[^\n]*|/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comments();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
