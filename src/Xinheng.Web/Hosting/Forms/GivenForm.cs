using System.Globalization;
using Xinheng.Model.Foundation;

namespace Xinheng.Web.Hosting.Forms;

/// <summary>
/// What somebody wrote into a form: read without what no database takes, and there again when it was refused. Where a page has several
/// forms each has a name, and its fields have the ids <c>name-field</c>: what was written stands in its own form and nowhere else.
/// </summary>
public sealed class GivenForm
{
    private readonly Dictionary<string, string> texts;

    private GivenForm(Dictionary<string, string> texts, string name) => (this.texts, Name) = (texts, name);

    /// <summary>Which of its page's forms; empty where there is one, or nothing was sent.</summary>
    public string Name { get; }

    public static GivenForm Nothing { get; } = new([], "");

    public static GivenForm Of(IFormCollection form, string name = "") =>
        new(form.ToDictionary(field => field.Key, field => Plain(field.Value.ToString())), name);

    /// <summary>The last that was said under each name.</summary>
    public static GivenForm Of(IEnumerable<(string Name, string Value)> fields, string name = "") =>
        new(fields.GroupBy(field => field.Name).ToDictionary(field => field.Key, field => field.Last().Value), name);

    /// <summary>What was written into this form of the page: nothing when it was another one.</summary>
    public GivenForm In(string form) => Name == form ? this : Nothing;

    /// <summary>Whether it was this form that was sent.</summary>
    public bool Is(string form) => Name == form;

    /// <summary>The reasons, each leading to the field of the form that was sent.</summary>
    public IReadOnlyList<Refusal> Placed(IReadOnlyList<Refusal> refusals) => Name.Length == 0 ? refusals
        : [.. refusals.Select(refusal => refusal.Field is { } field ? refusal with { Field = $"{Name}-{field}" } : refusal)];

    /// <summary>Empty where nothing was written.</summary>
    public string this[string field] => texts.GetValueOrDefault(field, "");

    /// <summary>What was written into the fields whose names begin so, by the rest of their names; without those left empty.</summary>
    public IReadOnlyDictionary<string, string> Under(string prefix) => texts
        .Where(one => one.Key.StartsWith(prefix, StringComparison.Ordinal) && one.Value.Length > 0)
        .ToDictionary(one => one.Key[prefix.Length..], one => one.Value);

    public DateOnly? Day(string field) =>
        DateOnly.TryParseExact(this[field], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>As a browser's field of date and time gives it; in Shanghai.</summary>
    public DateTimeOffset? Moment(string field) =>
        DateTime.TryParseExact(this[field], ["yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
        && at.Year is > 1900 and < 9000
            ? new DateTimeOffset(at, TimeSpan.FromHours(8)) : null;

    public decimal? Number(string field) =>
        decimal.TryParse(this[field], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Without what no database takes, its lines ended one way, its ends trimmed.</summary>
    public static string Plain(string text) => text.Replace("\0", "", StringComparison.Ordinal).Replace("\r\n", "\n", StringComparison.Ordinal).Trim();
}
