using System.Collections.Frozen;
using System.Text.Json;

namespace Xinheng.Web.Components;

/// <summary>The English of the portal, from the readable files in <c>English/</c>, loaded once; a key that is missing stays Chinese.</summary>
public sealed class EnglishTexts
{
    private const string Folder = "english/";
    private const string RefusalMark = "refusal:";

    private readonly FrozenDictionary<string, string> texts;

    private EnglishTexts(FrozenDictionary<string, string> texts) => this.texts = texts;

    public string Of(string chinese) => texts.GetValueOrDefault(chinese, chinese);

    public string? OfRefusal(string code) => texts.GetValueOrDefault(RefusalMark + code);

    public static EnglishTexts Read()
    {
        var program = typeof(EnglishTexts).Assembly;
        return new(program.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .SelectMany(name => JsonSerializer.Deserialize<Dictionary<string, string>>(program.GetManifestResourceStream(name)!)!)
            .ToFrozenDictionary(StringComparer.Ordinal));
    }
}
