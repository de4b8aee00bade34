namespace Xinheng.Verify;

/// <summary>What was asked on the command line: a check, one file, and options, most of which name a further file.</summary>
internal sealed record Arguments(string Check, string File, string Key, IReadOnlyDictionary<string, string> Options)
{
    /// <summary>Null when check, file or key is missing, or an option is unknown, repeated or without its value.</summary>
    public static Arguments? Parse(IReadOnlyList<string> words)
    {
        if (words.Count < 2 || words[1].StartsWith("--", StringComparison.Ordinal))
        {
            return null;
        }

        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 2; i < words.Count; i += 2)
        {
            var known = words[i] is "--key" or "--old" or "--old-key" or "--bytes" or "--item" or "--provider";
            if (!known || i + 1 >= words.Count || !options.TryAdd(words[i], words[i + 1]))
            {
                return null;
            }
        }

        return options.Remove("--key", out var key) ? new(words[0], words[1], key, options) : null;
    }
}
