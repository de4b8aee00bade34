namespace Xinheng.Model.Catalogue.Checking;

/// <summary>What people type when they have nothing to say (“/”, “无”, “-”, “null”, zeros): it counts as empty.</summary>
public static class Placeholder
{
    private const int Longest = 6;

    public static bool Is(ReadOnlySpan<char> text)
    {
        if (text.Length <= Longest && IsWord(text))
        {
            return true;
        }

        return !text.ContainsAnyExcept("-/—－") || IsZeros(text);
    }

    /// <summary>Only zeros (and the hyphen of an organisation code): no number of anything.</summary>
    public static bool IsZeros(ReadOnlySpan<char> text) => text.Contains('0') && !text.ContainsAnyExcept('0', '-', '０');

    private static bool IsWord(ReadOnlySpan<char> text) => text switch
    {
        "/" or "／" or "\\" or "-" or "—" or "－" or "无" or "空" or "暂无" or "没有" or "不详" or "未知" or "、" or "." => true,
        _ => text.Equals("null", StringComparison.OrdinalIgnoreCase)
            || text.Equals("n/a", StringComparison.OrdinalIgnoreCase)
            || text.Equals("(null)", StringComparison.OrdinalIgnoreCase)
            || text.Equals("none", StringComparison.OrdinalIgnoreCase),
    };
}
