using Xinheng.Model.Foundation;

namespace Xinheng.Model.Cases.Promising;

/// <summary>A field in which no promise may stand in for an approval or a paper: 国家安全, 公共安全, 金融审慎监管 …</summary>
/// <param name="Words">Words in a matter's name by which it is recognised even if nobody ticks it.</param>
public sealed record ExcludedField(string Code, string Name, IReadOnlyList<string> Words, string Basis);

/// <summary>不适用信用承诺的事项: kept as data. Basis: 深圳经济特区社会信用条例 59 (V).</summary>
public sealed record ExcludedMatters(IReadOnlyList<ExcludedField> Fields)
{
    /// <summary>Why the template may not be offered; empty for those that spare nobody anything.</summary>
    /// <param name="ticked">Codes of the fields the drafter says the matter touches.</param>
    public IReadOnlyList<Refusal> Against(PromiseTemplate template, IReadOnlyCollection<string> ticked)
    {
        if (!PromiseKinds.Spares(template.Kind))
        {
            return [];
        }

        var text = $"{template.Title}\n{template.Matter}";
        return [.. from field in Fields
                   let word = field.Words.FirstOrDefault(one => text.Contains(one, StringComparison.Ordinal))
                   where ticked.Contains(field.Code) || word is not null
                   select Refusal.Invalid("cases.promise-excluded-matter",
                       $"这件事属于“{field.Name}”{(word is null ? "" : $"（名称里有“{word}”）")}，不能用承诺代替审批、材料或证明（{field.Basis}）。请改用一般程序，或改为主动型、行业自律型承诺。",
                       "matter")];
    }
}
