namespace Xinheng.Model.Catalogue.Checking;

/// <summary>How much a problem weighs: a row with an error stays out, a held one waits for a person.</summary>
public enum ProblemSeverity
{
    Warning,
    Hold,
    Error,
}

/// <summary>What is wrong with one value, said without repeating the value, so that it may be said of persons too.</summary>
/// <param name="Code">Stable and dotted: <c>date.impossible</c>.</param>
/// <param name="Number">The exchange's error number, E01 to E18.</param>
/// <param name="Message">The rest of a Chinese sentence that begins with the field: what the rule is, what to write.</param>
/// <param name="Severity">Refused, held or only remarked.</param>
/// <param name="Silent">The value may be a person's number in the wrong place: do not repeat it.</param>
public sealed record Fault(
    string Code,
    string Number,
    string Message,
    ProblemSeverity Severity = ProblemSeverity.Error,
    bool Silent = false);

/// <summary>A problem of one row, as the department reads it back.</summary>
/// <param name="Code">Stable and dotted.</param>
/// <param name="Number">E01 to E18.</param>
/// <param name="Field">Code of the field, null when it is about the row.</param>
/// <param name="Value">As it was given; null when the field is a person's affair.</param>
/// <param name="Message">A whole Chinese sentence.</param>
/// <param name="Severity">Refused, held or only remarked.</param>
public sealed record Problem(
    string Code, string Number, string? Field, string? Value, string Message, ProblemSeverity Severity);
