using System.Globalization;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Components;
using Xinheng.Model.Foundation;
using Xinheng.Web.Hosting;
using Xinheng.Web.Hosting.Reading;

namespace Xinheng.Web.Components;

/// <summary>
/// What a page says, in the reader's language: the Chinese stands in the page and is the key, <see cref="EnglishTexts"/> has the
/// rest. Only the portal speaks English: the law, staff and subjects act in Chinese.
/// </summary>
public sealed class Texts(EnglishTexts english, HtmlEncoder encoder, IHttpContextAccessor accessor)
{
    private bool? isEnglish;

    public bool IsEnglish => isEnglish ??= accessor.HttpContext is { } http && ReadersView.Of(http)[ReadersView.Language] == "en"
        && http.GetEndpoint()?.Metadata.GetMetadata<BehindAttribute>()?.Door is null or Door.Portal;

    /// <summary>The language of the page, for its <c>lang</c>.</summary>
    public string Language => IsEnglish ? "en" : "zh-CN";

    /// <summary>The <c>lang</c> of what stays Chinese on every page: legal names, texts of records. Null where the page says so already.</summary>
    public string? Zh => IsEnglish ? "zh-CN" : null;

    /// <summary>The text as it stands here, which must be written out where it is used: a test reads the sources for it.</summary>
    public string this[string chinese] => IsEnglish ? english.Of(chinese) : chinese;

    /// <summary>With <c>{0}</c>, <c>{1:N0}</c> filled in. English may have two forms, <c>one record|{0} records</c>: the first number chooses.</summary>
    public string this[string chinese, params object?[] given] =>
        string.Format(CultureInfo.InvariantCulture, Form(this[chinese], given), given);

    /// <summary>A text with links or emphasis in it; what is filled in comes out as text.</summary>
    public MarkupString Html(string chinese, params object?[] given) => new(given.Length == 0
        ? this[chinese]
        : this[chinese, [.. given.Select(one => one is string text ? encoder.Encode(text) : one)]]);

    /// <summary>A word from a table of words (<see cref="Words"/>): what the table has is known to the same test.</summary>
    public string Word(string chinese) => this[chinese];

    /// <summary>A date as a machine reads it too, to be filled into <see cref="Html"/>.</summary>
    public MarkupString Day(DateOnly date) =>
        new($"<time class=\"date\" datetime=\"{date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}\">{Date(date)}</time>");

    public string Date(DateOnly date) =>
        IsEnglish ? date.ToString("d MMMM yyyy", CultureInfo.InvariantCulture) : Words.Date(date);

    public string Month(DateOnly month) =>
        month.ToString(IsEnglish ? "MMMM yyyy" : "yyyy年M月", CultureInfo.InvariantCulture);

    public string Moment(DateTimeOffset instant) =>
        IsEnglish ? ShanghaiDay.Of(instant).ToString("d MMMM yyyy HH:mm", CultureInfo.InvariantCulture) + " (UTC+8)" : Words.Moment(instant);

    /// <summary>Why not: what refused wrote Chinese; English stands under its code where strangers can meet it.</summary>
    public string Why(Refusal refusal) => IsEnglish ? english.OfRefusal(refusal.Code) ?? refusal.Message : refusal.Message;

    private static string Form(string text, object?[] given) =>
        text.Split('|', 2) is [var one, var many]
            ? given is [IConvertible and not string, ..] && Convert.ToDecimal(given[0], CultureInfo.InvariantCulture) == 1 ? one : many
            : text;
}
