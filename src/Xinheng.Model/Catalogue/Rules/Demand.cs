using System.Collections.Immutable;
using Xinheng.Model.Catalogue.Checking;
using Xinheng.Model.Catalogue.Conditions;

namespace Xinheng.Model.Catalogue.Rules;

/// <summary>Where one condition holds another must: the general form, with its own code and sentence.</summary>
/// <param name="Field">The column that the sentence is about.</param>
/// <param name="When">Where it applies; null: everywhere.</param>
/// <param name="Must">What must then hold.</param>
/// <param name="Fault">What is said where it does not.</param>
public sealed record Demand(FieldRef Field, Condition? When, Condition Must, Fault Fault) : RowRule
{
    public override ImmutableArray<FieldRef> Fields { get; } = [Field, .. When?.Fields ?? [], .. Must.Fields];

    public override string Signature =>
        $"demand({Field};{When?.Signature ?? "always"};{Must.Signature};{Fault.Code};{Fault.Severity})";

    public override string Explain => When is null ? $"要求：{Must.Explain}" : $"当{When.Explain}时，要求：{Must.Explain}";

    public override ImmutableArray<(FieldRef Field, string Code)> Codes => [.. When?.Codes ?? [], .. Must.Codes];

    internal override void Apply(RowDraft row)
    {
        if (!row.IsSpoiled(Fields) && (When is null || When.Holds(row.Values)) && !Must.Holds(row.Values))
        {
            row.Find(Field.Index, row[Field.Index], Fault);
        }
    }
}
