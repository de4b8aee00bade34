using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using Xinheng.Model.Foundation;

namespace Xinheng.Platform.People.SigningIn;

/// <summary>
/// What a password must be: long, and none that guessers try first. No composition is asked for (capitals, digits,
/// signs), and none expires by age: both make people choose worse ones.
/// </summary>
public static class PasswordRules
{
    public const int Shortest = 12;
    public const int Longest = 200;

    private const int ShortestPart = 6;

    private static readonly Lazy<FrozenSet<string>> Common = new(ReadCommon);

    /// <param name="names">What others know of the account: its name, its organisation's.</param>
    public static IEnumerable<Refusal> Problems(string password, params IEnumerable<string?> names)
    {
        var length = password.EnumerateRunes().Count();
        if (length < Shortest)
        {
            yield return Refusal.Invalid("people.password-short", $"口令至少 {Shortest} 个字符，建议用几个不相干的词。", "password");
        }

        if (password.Length > Longest)
        {
            yield return Refusal.Invalid("people.password-long", $"口令最多 {Longest} 个字符。", "password");
        }

        var plain = password.ToLowerInvariant();
        if (IsCommon(plain))
        {
            yield return Refusal.Invalid("people.password-common",
                "这个口令在常用口令之列，或只是把常用口令重复、前后加了数字或符号，容易被猜中。请用几个不相干的词。", "password");
        }
        else if (names.Any(name => name is { Length: >= 4 } && plain.Contains(name, StringComparison.OrdinalIgnoreCase)))
        {
            yield return Refusal.Invalid("people.password-names", "口令里不要有账户名或单位代码，别人都知道它们。请用几个不相干的词。", "password");
        }
    }

    private static bool IsCommon(string password)
    {
        var part = Repeated(password);
        var core = part.Trim([.. "0123456789 !@#$%^&*()-_=+.,?/\\|~`'\"<>:;[]{}"]);
        return part.Length < ShortestPart || IsRun(password)
            || new[] { password, part, core, Repeated(core) }.Any(Common.Value.Contains);
    }

    /// <summary>The shortest part that the text is a repetition of.</summary>
    private static string Repeated(string text)
    {
        for (var length = 1; length <= text.Length / 2; length++)
        {
            var at = length;
            while (at < text.Length && text[at] == text[at - length])
            {
                at++;
            }

            if (at == text.Length)
            {
                return text[..length];
            }
        }

        return text;
    }

    /// <summary>Whether every character is the neighbour of the one before: abcdefghijkl, 987654321098.</summary>
    private static bool IsRun(string text) => text.Length > 1
        && Math.Abs(text[1] - text[0]) <= 1
        && Enumerable.Range(1, text.Length - 1).All(i => text[i] - text[i - 1] == text[1] - text[0]
            || (char.IsAsciiDigit(text[i]) && (text[i] - text[i - 1] + 20) % 10 == (text[1] - text[0] + 10) % 10));

    // Taken from npm at build time (build/Npm.targets), in the order of how often they were found.
    private static FrozenSet<string> ReadCommon()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("passwords.json")
            ?? throw new InvalidOperationException("The list of common passwords was not built in.");
        return JsonSerializer.Deserialize<string[]>(stream)!.ToFrozenSet(StringComparer.Ordinal);
    }
}
