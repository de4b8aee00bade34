using System.Collections.Immutable;
using Xinheng.Model.Catalogue.Checking;

namespace Xinheng.Model.Catalogue.Rules;

/// <summary>A number given with an identity card passes GB 11643; of other documents only the shape is known.</summary>
public sealed record ResidentNumber(FieldRef Number, FieldRef? Kind, NumberChecks Checks) : RowRule
{
    /// <summary>身份证 in the national list of documents.</summary>
    private const string IdentityCard = "01";

    private static readonly Fault Refused =
        new("person-id.invalid", "E06", "不是有效的公民身份号码，请对照身份证核对 18 位号码。", Silent: true);

    public override ImmutableArray<FieldRef> Fields { get; } = Kind is { } kind ? [Number, kind] : [Number];

    public override string Signature => $"resident-number({Number},{Kind})";

    public override string Explain => $"证件类型是身份证时，“{Number.Name}”须通过校验";

    internal override void Apply(RowDraft row)
    {
        if (row[Number.Index] is not { } number || (Kind is { } kind && row[kind.Index] != IdentityCard))
        {
            return;
        }

        var verdict = Checks.ResidentNumber(number);
        if (verdict.Normalised is { } value)
        {
            row.Set(Number.Index, value);
        }

        if (verdict.Normalised is null || verdict.Fault is not null)
        {
            row.Find(Number.Index, null, verdict.Fault ?? Refused);
        }
    }
}
