namespace Xinheng.Web.Me;

/// <summary>What was chosen in the form, so that a refused one comes back filled in; never a number of a person.</summary>
/// <param name="Paper">Where the signed paper is kept; at the counter only.</param>
public sealed record GivenAuthorisation(
    string Organisation, string Purpose, IReadOnlyList<string> Items, string Until, string Reads, string Paper = "")
{
    public static GivenAuthorisation Nothing { get; } = new("", "", [], "", "1");
}
