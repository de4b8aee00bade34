namespace Xinheng.Web.Workbench.Records;

/// <summary>What somebody wrote into one of the forms of a record's page, to stand there again when it was refused.</summary>
/// <param name="Form">Which form: <c>severity</c>, <c>withdrawal</c> or <c>restoration</c>.</param>
public sealed record GivenDecision(string Form, string Severity, string PublicUntil, string Reason, string Basis)
{
    /// <summary>Of a withdrawal: what became of the decision, and the date of the paper that says so.</summary>
    public string Kind { get; init; } = "";

    public string BasisOn { get; init; } = "";

    public static readonly GivenDecision Nothing = new("", "", "", "", "");

    /// <summary>The id of a field on the page, where every form has its own.</summary>
    public string FieldId(string field) => $"{Form}-{field}";
}
