using System.Collections.Immutable;

namespace Xinheng.Model.Catalogue.Conditions;

/// <summary>All of them hold.</summary>
public sealed record AllOf(ImmutableArray<Condition> Parts) : Condition
{
    public override ImmutableArray<FieldRef> Fields { get; } = [.. Parts.SelectMany(p => p.Fields)];

    public override string Signature => $"all({string.Join(';', Parts.Select(p => p.Signature))})";

    public override string Explain => string.Join("，并且", Parts.Select(p => p.Explain));

    public override ImmutableArray<(FieldRef Field, string Code)> Codes => [.. Parts.SelectMany(p => p.Codes)];

    public override bool Holds(ReadOnlySpan<string?> row)
    {
        foreach (var part in Parts)
        {
            if (!part.Holds(row))
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>At least one of them holds.</summary>
public sealed record AnyOf(ImmutableArray<Condition> Parts) : Condition
{
    public override ImmutableArray<FieldRef> Fields { get; } = [.. Parts.SelectMany(p => p.Fields)];

    public override string Signature => $"any({string.Join(';', Parts.Select(p => p.Signature))})";

    public override string Explain => string.Join("，或者", Parts.Select(p => p.Explain));

    public override ImmutableArray<(FieldRef Field, string Code)> Codes => [.. Parts.SelectMany(p => p.Codes)];

    public override bool Holds(ReadOnlySpan<string?> row)
    {
        foreach (var part in Parts)
        {
            if (part.Holds(row))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>It does not hold.</summary>
public sealed record Not(Condition Part) : Condition
{
    public override ImmutableArray<FieldRef> Fields => Part.Fields;

    public override string Signature => $"not({Part.Signature})";

    public override string Explain => $"并非{Part.Explain}";

    public override ImmutableArray<(FieldRef Field, string Code)> Codes => Part.Codes;

    public override bool Holds(ReadOnlySpan<string?> row) => !Part.Holds(row);
}
