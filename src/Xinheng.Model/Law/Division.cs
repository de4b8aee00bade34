namespace Xinheng.Model.Law;

public enum DivisionLevel
{
    Province,
    Prefecture,
    County,
}

/// <summary>An administrative division under its six-digit code. Basis: GB/T 2260. Codes retire; numbers that carry them do not.
/// First and last day of use are included; null means before our table, or still.</summary>
public sealed record Division(
    string Code,
    string Name,
    DivisionLevel Level,
    string? Parent,
    DateOnly? ValidFrom = null,
    DateOnly? ValidTo = null,
    string? Note = null)
{
    /// <summary>Codes that begin with 99 are invented: no real division has them.</summary>
    public bool IsFictional => Code.StartsWith("99", StringComparison.Ordinal);

    public bool IsInUse(DateOnly date) => !(date < ValidFrom) && !(date > ValidTo);
}
