using System.Globalization;

namespace Xinheng.Web.Hosting;

/// <summary>What somebody wrote into a form: read without what no database takes, and there again when it was refused.</summary>
public sealed class GivenForm
{
    private readonly Dictionary<string, string> texts;

    private GivenForm(Dictionary<string, string> texts) => this.texts = texts;

    public static GivenForm Nothing { get; } = new([]);

    public static GivenForm Of(IFormCollection form) =>
        new(form.ToDictionary(field => field.Key, field => field.Value.ToString().Replace("\0", "", StringComparison.Ordinal).Trim()));

    /// <summary>Empty where nothing was written.</summary>
    public string this[string field] => texts.GetValueOrDefault(field, "");

    public DateOnly? Day(string field) =>
        DateOnly.TryParseExact(this[field], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>As a browser's field of date and time gives it; in Shanghai.</summary>
    public DateTimeOffset? Moment(string field) =>
        DateTime.TryParseExact(this[field], ["yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
        && at.Year is > 1900 and < 9000
            ? new DateTimeOffset(at, TimeSpan.FromHours(8)) : null;

    public decimal? Number(string field) =>
        decimal.TryParse(this[field], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
}
