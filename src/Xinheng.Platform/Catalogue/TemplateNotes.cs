using Xinheng.Model.Catalogue;

namespace Xinheng.Platform.Catalogue;

/// <summary>What a clerk needs beside the empty table: each field in words, the code lists, the rules between columns.</summary>
internal static class TemplateNotes
{
    public static IEnumerable<string[]> Of(CatalogueItem item)
    {
        yield return [$"{item.Name}（{item.Code}，目录版本 {item.Edition}）"];
        yield return ["法律依据", string.Join('；', item.LegalBasis.Where(b => b.IsUsable).Select(b => b.Text))];
        yield return ["报送时限", item.Update.ToString(), "提供单位", item.Authority];
        yield return [];
        yield return ["代码", "名称", "是否必填", "填写方法", "是否公开", "示例"];
        for (var i = 0; i < item.Fields.Length; i++)
        {
            var field = item.Fields[i];
            var example = i < item.Example.Length ? item.Example[i] : null;
            yield return [field.Code, field.Name, field.Requirement.Explain, field.Type.Explain, Say(field.Openness), example ?? ""];
        }

        yield return [];
        yield return ["行内规则"];
        foreach (var rule in item.Rules)
        {
            yield return [rule.Explain];
        }

        foreach (var set in item.Fields.Select(f => f.Type.KnownCodes).OfType<CodeSet>().DistinctBy(s => s.Code))
        {
            yield return [];
            yield return [$"代码集 {set.Code}", set.Name];
            foreach (var value in set.Values)
            {
                yield return [value.Code, value.Text];
            }
        }
    }

    private static string Say(FieldOpenness openness) => openness switch
    {
        FieldOpenness.Closed => "不公开",
        FieldOpenness.Masked => "部分遮盖",
        _ => "随目录项",
    };
}
