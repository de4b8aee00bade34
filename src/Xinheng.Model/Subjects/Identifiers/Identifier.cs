using Xinheng.Model.Foundation;

namespace Xinheng.Model.Subjects.Identifiers;

/// <summary>A subject's number under one scheme. It cannot exist unchecked: whoever holds one knows that no error was found.</summary>
public sealed record Identifier
{
    private Identifier(IdentifierScheme scheme, string value, IReadOnlyList<Finding> warnings) =>
        (Scheme, Value, Warnings) = (scheme, value, warnings);

    public IdentifierScheme Scheme { get; }

    /// <summary>Normalised.</summary>
    public string Value { get; }

    /// <summary>What somebody should look at, though the number is accepted.</summary>
    public IReadOnlyList<Finding> Warnings { get; }

    public static Result<Identifier> Parse(IdentifierScheme scheme, string? text, IdentifierContext context)
    {
        var check = scheme.Check(text, context);
        return check.IsValid
            ? new Identifier(scheme, check.Normalised, check.Findings)
            : Result<Identifier>.Refuse(
            [
                .. check.Findings.Where(finding => finding.Severity == FindingSeverity.Error)
                    .Select(finding => Refusal.Invalid(finding.Code, finding.Message)),
            ]);
    }

    // Two readings of one number are the same number, whatever was noticed on the way.
    public bool Equals(Identifier? other) => other is not null && Scheme == other.Scheme && Value == other.Value;

    public override int GetHashCode() => HashCode.Combine(Scheme, Value);

    /// <summary>Safe in logs and messages: a person's number is not in it.</summary>
    public override string ToString() => Scheme.IsPersonal ? $"{Scheme.Code}:***" : $"{Scheme.Code}:{Value}";
}
