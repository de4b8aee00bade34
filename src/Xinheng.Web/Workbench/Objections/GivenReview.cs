namespace Xinheng.Web.Workbench.Objections;

/// <summary>What was typed about a review or suit, to stand there again when it was refused.</summary>
public sealed record GivenReview(
    string Record = "", string Kind = "", string Authority = "", string Document = "", string Begun = "", string Outcome = "", string Judgment = "", string Judged = "",
    string Reasons = "")
{
    public static GivenReview Nothing { get; } = new();
}
