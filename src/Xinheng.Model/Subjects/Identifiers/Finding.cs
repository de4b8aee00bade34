namespace Xinheng.Model.Subjects.Identifiers;

public enum FindingSeverity
{
    /// <summary>The number cannot be right.</summary>
    Error,

    /// <summary>The number may be right and is accepted, but somebody should look.</summary>
    Warning,
}

/// <summary>One thing noticed about a number. The message never contains the number, which may be a person's.</summary>
public sealed record Finding(string Code, FindingSeverity Severity, string Message)
{
    public static Finding Error(string code, string message) => new(code, FindingSeverity.Error, message);

    public static Finding Warning(string code, string message) => new(code, FindingSeverity.Warning, message);
}

/// <summary>What a check found: the number as it is to be kept, and everything noticed, in the order of the number's parts.</summary>
public readonly record struct IdentifierCheck(string Normalised, IReadOnlyList<Finding> Findings)
{
    public bool IsValid => !Findings.Any(finding => finding.Severity == FindingSeverity.Error);
}
