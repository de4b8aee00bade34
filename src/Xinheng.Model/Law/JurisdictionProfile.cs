namespace Xinheng.Model.Law;

/// <summary>Whose adverse acts of a kind may not be handed in at all.</summary>
public enum IntakeExclusion
{
    Nobody,
    NaturalPersons,
    Everyone,
}

/// <summary>What the public may see about natural persons.</summary>
public enum NaturalPersonDisclosure
{
    /// <summary>Only where the catalogue item cites a national rule that orders it.</summary>
    NationalRuleOnly,

    /// <summary>As the catalogue says, but so that nobody can be recognised.</summary>
    DeIdentified,
}

/// <summary>From when the five years of use of an adverse item run.</summary>
public enum RetentionStart
{
    ActEnded,
    Determination,
}

/// <summary>A choice the law of a place makes, with its source and how sure we are of it.</summary>
public sealed record Cited<T>(T Value, LegalBasis Basis, Confidence Confidence);

/// <summary>What a province (or the nation) lays down beyond clocks: one is loaded for each installation.</summary>
public sealed record JurisdictionProfile
{
    public const string National = "national";

    /// <summary>A division code, or <see cref="National"/>.</summary>
    public required string Code { get; init; }

    public required string Name { get; init; }

    /// <summary>Its own social credit regulation; null where none is known.</summary>
    public string? Regulation { get; init; }

    public DateOnly? RegulationInForceFrom { get; init; }

    /// <summary>Folder of the calendar it counts working days by.</summary>
    public required string Calendar { get; init; }

    /// <summary>Jurisdictions between this one and the nation, nearest first: a city falls back to its province.</summary>
    public IReadOnlyList<string> FallsBackTo { get; init; } = [];

    public required Cited<IntakeExclusion> SimpleProcedure { get; init; }

    /// <summary>Minor wrongs whose harm was removed voluntarily.</summary>
    public required Cited<IntakeExclusion> MinorWrongsMadeGood { get; init; }

    public required Cited<NaturalPersonDisclosure> NaturalPersons { get; init; }

    public required Cited<RetentionStart> RetentionStart { get; init; }

    /// <summary>Who receives objections, in words for the subject.</summary>
    public required Cited<string> ObjectionsGoTo { get; init; }

    /// <summary>The subject may veto the showing of awards, donations, volunteering.</summary>
    public required Cited<bool> PositiveDataVeto { get; init; }

    /// <summary>A penalty counts as adverse only after the time for review and suit has passed or it was upheld.</summary>
    public required Cited<bool> AdverseOnlyWhenFinal { get; init; }

    /// <summary>An invented place for demonstration; nothing in it is law anywhere.</summary>
    public bool IsFictional { get; init; }

    /// <summary>Where rules are looked for, in this order.</summary>
    public IEnumerable<string> Jurisdictions =>
        Code == National ? [National] : [Code, .. FallsBackTo, National];
}
