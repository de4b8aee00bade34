namespace Xinheng.Web.Workbench.Objections;

/// <summary>What was typed into a form of an objection, to stand there again when it was refused.</summary>
/// <param name="Answers">By number of the claim.</param>
/// <param name="Values">By field code.</param>
public sealed record GivenAnswer(string Outcome, string Reason, IReadOnlyDictionary<int, string> Answers, IReadOnlyDictionary<string, string> Values)
{
    public static GivenAnswer Nothing { get; } = new("", "", new Dictionary<int, string>(), new Dictionary<string, string>());
}
