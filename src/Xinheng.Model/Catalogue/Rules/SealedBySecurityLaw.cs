using System.Collections.Immutable;
using Xinheng.Model.Catalogue.Checking;
using Xinheng.Model.Catalogue.Types;

namespace Xinheng.Model.Catalogue.Rules;

/// <summary>Records of public-security violations are sealed (治安管理处罚法 136, since 2026-01-01): they never enter.</summary>
/// <param name="Kinds">Column of the penalty kinds.</param>
/// <param name="DetentionCode">The kind 行政拘留.</param>
/// <param name="Texts">Columns in which the legal basis stands.</param>
/// <param name="Words">Names of the sealed statute.</param>
public sealed record SealedBySecurityLaw(
    FieldRef Kinds, string DetentionCode, ImmutableArray<FieldRef> Texts, ImmutableArray<string> Words) : RowRule
{
    private static readonly Fault Detention = new("record.sealed-detention", "E13",
        "含行政拘留，不进入公共信用信息。治安违法记录依法封存（治安管理处罚法第136条）；依据其他法律的，请先向主管部门确认。", Silent: true);

    private static readonly Fault Statute = new("record.sealed", "E13",
        "引用了治安管理处罚法。治安违法记录依法封存（第136条），不得报送，请从文件中删去这一行。", Silent: true);

    public override ImmutableArray<FieldRef> Fields { get; } = [Kinds, .. Texts];

    public override string Signature =>
        $"sealed({Kinds},{DetentionCode};{string.Join(',', Texts)};{string.Join(',', Words)})";

    public override string Explain => "治安违法记录依法封存，不得报送";

    public override ImmutableArray<(FieldRef Field, string Code)> Codes => [(Kinds, DetentionCode)];

    internal override void Apply(RowDraft row)
    {
        if (row[Kinds.Index] is { } kinds && CodeField.Holds(kinds, DetentionCode))
        {
            row.Find(Kinds.Index, null, Detention);
        }

        foreach (var text in Texts)
        {
            if (row[text.Index] is not { } basis)
            {
                continue;
            }

            foreach (var word in Words)
            {
                if (basis.Contains(word, StringComparison.Ordinal))
                {
                    row.Find(text.Index, null, Statute);
                    break;
                }
            }
        }
    }
}
