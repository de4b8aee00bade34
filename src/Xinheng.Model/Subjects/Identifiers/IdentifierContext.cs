using Xinheng.Model.Law;

namespace Xinheng.Model.Subjects.Identifiers;

/// <summary>What a number is checked against besides its own arithmetic: the day, the division codes, the listed exceptions.</summary>
public sealed record IdentifierContext(DateOnly Today, DivisionTable Divisions, HistoricCodes Exceptions)
{
    /// <summary>In the demonstration province invented divisions are as good as real ones; elsewhere they are unknown.</summary>
    public bool IsFictionalWorld { get; init; }

    public static IdentifierContext Of(DateOnly today, LawBook law, JurisdictionProfile profile) =>
        new(today, law.Divisions, law.HistoricCodes) { IsFictionalWorld = profile.IsFictional };

    internal DivisionStanding StandingOf(ReadOnlySpan<char> division) =>
        division.StartsWith("99") && !IsFictionalWorld
            ? DivisionStanding.Unknown
            : Divisions.StandingOf(division, Today);
}
