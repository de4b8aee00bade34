namespace Xinheng.Web.Workbench.People;

/// <summary>What was typed into a form about accounts, so that a refused one comes back filled in; a person's number never does.</summary>
public sealed record GivenAccount(string Form, string Account, string Name, string Holder, string Role, string Region)
{
    public static GivenAccount Nothing { get; } = new("", "", "", "", "", "");
}
