using System.Globalization;
using Xinheng.Model.Cases.Promising;

namespace Xinheng.Web.Workbench.Commitments;

/// <summary>A template as a form writes it, and back.</summary>
public static class GivenTemplate
{
    public static IReadOnlyDictionary<string, string> Of(PromiseTemplate template) => new Dictionary<string, string>
    {
        ["code"] = template.Code,
        ["kind"] = ((int)template.Kind).ToString(CultureInfo.InvariantCulture),
        ["body"] = template.Body ?? "",
        ["title"] = template.Title,
        ["matter"] = template.Matter,
        ["industry"] = template.Industry ?? "",
        ["content"] = template.Informed.Content,
        ["conditions"] = template.Informed.Conditions,
        ["checking"] = template.Informed.Checking,
        ["liability"] = template.Informed.Liability,
        ["promise"] = template.Promise,
        ["followUps"] = string.Join('\n', template.FollowUps.Select(f => string.Create(CultureInfo.InvariantCulture, $"{f.Days} {f.Name}"))),
        ["months"] = template.Months?.ToString(CultureInfo.InvariantCulture) ?? "",
        ["openness"] = ((int)template.Openness).ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>What cannot be read becomes what the act refuses: a kind that is none, days that are none.</summary>
    public static PromiseTemplate Read(Func<string, string> field) => new(
        field("code"), (PromiseKind)Number(field("kind")), field("title"), field("matter"), Given(field("industry")), Given(field("body")),
        new Informed(field("content"), field("conditions"), field("checking"), field("liability")), field("promise"),
        field("months").Length == 0 ? null : Number(field("months")), [.. Lines(field("followUps"))],
        field("openness") is "1" or "2" or "3" ? (PromiseOpenness)Number(field("openness")) : PromiseOpenness.Authorised);

    private static IEnumerable<FollowUp> Lines(string text)
    {
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var parts = line.Split((char[])[' ', '\t', '　'], 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            yield return parts.Length == 2 ? new FollowUp(parts[1], Number(parts[0])) : new FollowUp(line, 0);
        }
    }

    private static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static string? Given(string text) => text.Length > 0 ? text : null;
}
