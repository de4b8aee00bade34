namespace Xinheng.Model.Catalogue.Integrity;

/// <summary>Code sets that nobody uses, and conditions on codes that no row can have: rules that can never fire.</summary>
internal static class CodeUse
{
    public static IEnumerable<IntegrityFinding> In(CataloguePack pack)
    {
        var used = pack.Items.SelectMany(i => i.Columns).Concat(pack.Terms.Envelope)
            .Select(f => f.Type.KnownCodes?.Code).OfType<string>().ToHashSet(StringComparer.Ordinal);
        foreach (var set in pack.CodeSets.Where(s => !used.Contains(s.Code)))
        {
            yield return new("catalogue.code-set-orphan", null, null, $"代码集 {set.Code} 没有任何字段使用。", false);
        }

        foreach (var item in pack.Items)
        {
            foreach (var (where, field, code) in Compared(item))
            {
                if (item.Columns[field.Index].Type.Codes is { } set && !set.HasCode(code))
                {
                    yield return new("catalogue.rule-never-fires", item.Code, field.Code,
                        $"{item.Code} 的{where}以“{code}”为条件，但代码集 {set.Code} 里没有这个代码，永远不会成立。", true);
                }
            }

            foreach (var field in item.Fields.Where(f => f.Requirement.When is { } when
                && when.Fields.Any(r => r.Code == f.Code)))
            {
                yield return new("catalogue.rule-never-fires", item.Code, field.Code,
                    $"{item.Code} 的字段 {field.Code} 是否必填取决于它自己。", true);
            }

            foreach (var rule in item.Rules.OfType<Rules.OrderedDates>().Where(r => r.First == r.Then))
            {
                yield return new("catalogue.rule-never-fires", item.Code, rule.First.Code,
                    $"{item.Code} 拿 {rule.First.Code} 与它自己比较先后。", true);
            }
        }
    }

    private static IEnumerable<(string Where, FieldRef Field, string Code)> Compared(CatalogueItem item) =>
        item.Fields
            .SelectMany(f => (f.Requirement.When?.Codes ?? []).Select(c => ($"字段 {f.Code} 的必填条件", c.Field, c.Code)))
            .Concat(item.Rules.SelectMany(r => r.Codes.Select(c => ($"规则 {r.Signature} ", c.Field, c.Code))))
            .Concat(item.NatureCases.SelectMany(n => n.When.Codes.Select(c => ("性质条件", c.Field, c.Code))));
}
