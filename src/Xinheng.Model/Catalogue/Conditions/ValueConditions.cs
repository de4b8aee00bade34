using System.Collections.Immutable;
using System.Globalization;
using Xinheng.Model.Catalogue.Types;

namespace Xinheng.Model.Catalogue.Conditions;

/// <summary>The field has exactly this value.</summary>
public sealed record EqualTo(FieldRef Field, string Value, CodeSet? Set) : Condition
{
    public override ImmutableArray<FieldRef> Fields { get; } = [Field];

    public override string Signature => $"equals({Field},{Value})";

    public override string Explain => $"“{Field.Name}”是“{Say(Set, Value)}”";

    public override ImmutableArray<(FieldRef Field, string Code)> Codes => Set is null ? [] : [(Field, Value)];

    public override bool Holds(ReadOnlySpan<string?> row) => row[Field.Index] == Value;
}

/// <summary>The coded field holds this code, alone or among others.</summary>
public sealed record Contains(FieldRef Field, string Code, CodeSet? Set) : Condition
{
    public override ImmutableArray<FieldRef> Fields { get; } = [Field];

    public override string Signature => $"contains({Field},{Code})";

    public override string Explain => $"“{Field.Name}”含“{Say(Set, Code)}”";

    public override ImmutableArray<(FieldRef Field, string Code)> Codes => [(Field, Code)];

    public override bool Holds(ReadOnlySpan<string?> row) =>
        row[Field.Index] is { } stored && CodeField.Holds(stored, Code);
}

/// <summary>The field is given.</summary>
public sealed record Given(FieldRef Field) : Condition
{
    public override ImmutableArray<FieldRef> Fields { get; } = [Field];

    public override string Signature => $"given({Field})";

    public override string Explain => $"填写了“{Field.Name}”";

    public override bool Holds(ReadOnlySpan<string?> row) => row[Field.Index] is not null;
}

/// <summary>The field is not given.</summary>
public sealed record Missing(FieldRef Field) : Condition
{
    public override ImmutableArray<FieldRef> Fields { get; } = [Field];

    public override string Signature => $"missing({Field})";

    public override string Explain => $"没有填写“{Field.Name}”";

    public override bool Holds(ReadOnlySpan<string?> row) => row[Field.Index] is null;
}

/// <summary>The amount is greater than a number.</summary>
public sealed record GreaterThan(FieldRef Field, decimal Limit) : Condition
{
    public override ImmutableArray<FieldRef> Fields { get; } = [Field];

    public override string Signature => string.Create(CultureInfo.InvariantCulture, $"greater({Field},{Limit})");

    public override string Explain => string.Create(CultureInfo.InvariantCulture, $"“{Field.Name}”大于 {Limit}");

    public override bool Holds(ReadOnlySpan<string?> row) =>
        row[Field.Index] is { } stored
        && decimal.TryParse(stored, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
        && amount > Limit;
}

/// <summary>The date lies before a day.</summary>
public sealed record Before(FieldRef Field, string Day) : Condition
{
    public override ImmutableArray<FieldRef> Fields { get; } = [Field];

    public override string Signature => $"before({Field},{Day})";

    public override string Explain => $"“{Field.Name}”早于 {Day}";

    // Canonical dates have one length and one order of parts: they compare as text.
    public override bool Holds(ReadOnlySpan<string?> row) =>
        row[Field.Index] is { } stored && string.CompareOrdinal(stored, Day) < 0;
}
