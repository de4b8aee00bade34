using System.Collections.Immutable;
using Xinheng.Model.Catalogue.Checking;
using Xinheng.Model.Catalogue.Conditions;

namespace Xinheng.Model.Catalogue.Rules;

/// <summary>An amount is greater than nothing exactly where the kinds say that there is one (a fine where the kind is 罚款).</summary>
public sealed record AmountByKind(FieldRef Amount, Condition Kind) : RowRule
{
    public override ImmutableArray<FieldRef> Fields { get; } = [Amount, .. Kind.Fields];

    public override string Signature => $"amount-by-kind({Amount},{Kind.Signature})";

    public override string Explain => $"当且仅当{Kind.Explain}时，“{Amount.Name}”大于 0";

    public override ImmutableArray<(FieldRef Field, string Code)> Codes => Kind.Codes;

    internal override void Apply(RowDraft row)
    {
        if (row[Amount.Index] is not { } amount || row.IsSpoiled(Kind.Fields))
        {
            return;
        }

        var isZero = amount == "0";
        if (isZero == Kind.Holds(row.Values))
        {
            row.Find(Amount.Index, amount, isZero
                ? new Fault("amount.zero", "E02", $"不应为 0。{Explain}。")
                : new Fault("amount.without-kind", "E02", $"与所填的种类不符。{Explain}；请核对种类或删去金额。"));
        }
    }
}
