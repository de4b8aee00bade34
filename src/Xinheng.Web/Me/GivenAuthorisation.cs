namespace Xinheng.Web.Me;

/// <summary>What was chosen in the form, so that a refused one comes back filled in.</summary>
public sealed record GivenAuthorisation(string Organisation, string Purpose, IReadOnlyList<string> Items, string Until, string Reads)
{
    public static GivenAuthorisation Nothing { get; } = new("", "", [], "", "1");
}
