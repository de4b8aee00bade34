using System.Collections.Immutable;
using Xinheng.Model.Catalogue.Types;

namespace Xinheng.Model.Catalogue;

/// <summary>One column of a record type (信息项).</summary>
public sealed record Field
{
    /// <summary>Code of the national interface, or one of ours in the same style.</summary>
    public required string Code { get; init; }

    /// <summary>Chinese name: what departments know the column by.</summary>
    public required string Name { get; init; }

    /// <summary>Codes and names of older editions that mean the same.</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    public required FieldType Type { get; init; }

    public Requirement Requirement { get; init; } = Requirement.Optional;

    public FieldOpenness Openness { get; init; } = FieldOpenness.Open;

    /// <summary>About a natural person: its values never stand in a message.</summary>
    public bool Personal { get; init; }

    /// <summary>seen, knowledge, inferred or ours: where the field comes from.</summary>
    public string Source { get; init; } = "seen";

    /// <summary>Whether its values may be repeated in a message to the department.</summary>
    public bool MayBeQuoted => !Personal && !Type.IsSealed;
}
