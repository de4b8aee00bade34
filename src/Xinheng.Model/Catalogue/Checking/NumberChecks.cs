namespace Xinheng.Model.Catalogue.Checking;

/// <summary>What a number turned out to be.</summary>
/// <param name="Normalised">The accepted form (the same instance when it was normal already), or null when refused.</param>
/// <param name="Fault">Why it was refused, or a remark on an accepted one.</param>
public readonly record struct NumberVerdict(string? Normalised, Fault? Fault);

/// <summary>Checks a number by the arithmetic of its standard.</summary>
public delegate NumberVerdict NumberCheck(string value);

/// <summary>
/// The arithmetic of GB 32100, GB 11714 and GB 11643, handed in by whoever reads the pack:
/// numbers belong to a room after this one, so the catalogue knows only that they can be checked.
/// </summary>
public sealed record NumberChecks(
    NumberCheck UnifiedCode, NumberCheck OrganisationCode, NumberCheck ResidentNumber);
