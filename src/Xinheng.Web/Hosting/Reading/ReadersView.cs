namespace Xinheng.Web.Hosting.Reading;

/// <summary>
/// How somebody chose to read: language, size of letters, contrast, day or night. It stands in one cookie that exists only
/// once something was chosen, and says nothing about who chose.
/// </summary>
public sealed class ReadersView
{
    public const string Cookie = "view";
    public const string Language = "lang";
    public const string Size = "size";
    public const string Contrast = "contrast";
    public const string Theme = "theme";

    private static readonly object Key = new();

    /// <summary>What may be chosen; the first of each is how everybody finds the site.</summary>
    public static readonly IReadOnlyList<(string Name, IReadOnlyList<string> Values)> Choices =
    [
        (Language, ["zh", "en"]), (Size, ["standard", "large", "larger"]), (Contrast, ["standard", "high"]), (Theme, ["auto", "light", "dark"]),
    ];

    private readonly IReadOnlyList<string> chosen;

    private ReadersView(IReadOnlyList<string> chosen) => this.chosen = chosen;

    public static ReadersView Untouched { get; } = new([.. Choices.Select(choice => choice.Values[0])]);

    public string this[string name] => chosen[IndexOf(name)];

    public bool IsUntouched => ToString().Length == 0;

    /// <summary>The view of a request: what its cookie says; an address that ends in <c>?lang=en</c> wins, so that a page can be shared in a language.</summary>
    public static ReadersView Of(HttpContext http)
    {
        if (http.Items[Key] is not ReadersView view)
        {
            view = Read(http.Request.Cookies[Cookie]);
            http.Items[Key] = view = HttpMethods.IsPost(http.Request.Method) ? view : view.With(Language, http.Request.Query[Language]);
        }

        return view;
    }

    /// <summary>Reads what <see cref="ToString"/> wrote; what is unknown counts as not chosen.</summary>
    public static ReadersView Read(string? cookie) =>
        (cookie ?? "").Split('&', Choices.Count + 1).Select(part => part.Split('=', 2)).Where(pair => pair.Length == 2)
            .Aggregate(Untouched, (view, pair) => view.With(pair[0], pair[1]));

    /// <summary>The same with one thing chosen anew; what nobody offers changes nothing.</summary>
    public ReadersView With(string name, string? value) =>
        IndexOf(name) is >= 0 and var at && value is not null && Choices[at].Values.Contains(value)
            ? new([.. chosen.Select((old, i) => i == at ? value : old)])
            : this;

    public override string ToString() => string.Join('&',
        Choices.Select((choice, i) => (choice.Name, Value: chosen[i], Usual: choice.Values[0]))
            .Where(one => one.Value != one.Usual).Select(one => $"{one.Name}={one.Value}"));

    private static int IndexOf(string name)
    {
        for (var i = 0; i < Choices.Count; i++)
        {
            if (Choices[i].Name == name)
            {
                return i;
            }
        }

        return -1;
    }
}
