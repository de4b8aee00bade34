namespace Xinheng.Model.Catalogue.Integrity;

/// <summary>Two things by one name: a file's column, or a record's item, could then mean either.</summary>
internal static class NameClashes
{
    public static IEnumerable<IntegrityFinding> In(CataloguePack pack)
    {
        foreach (var code in Twice(pack.Items.Select(i => i.Code)))
        {
            yield return new("catalogue.item-duplicate", code, null, $"目录项代码 {code} 出现了不止一次。", true);
        }

        foreach (var code in Twice(pack.CodeSets.Select(s => s.Code)))
        {
            yield return new("catalogue.code-set-duplicate", null, null, $"代码集 {code} 出现了不止一次。", true);
        }

        foreach (var set in pack.CodeSets)
        {
            foreach (var key in Twice(set.Values.SelectMany(v => v.Aliases.Append(v.Text).Append(v.Code).Distinct())))
            {
                yield return new("catalogue.code-duplicate", null, null, $"代码集 {set.Code} 里“{key}”可以指不止一个值。", true);
            }
        }

        foreach (var finding in pack.Items.SelectMany(InItem))
        {
            yield return finding;
        }
    }

    private static IEnumerable<IntegrityFinding> InItem(CatalogueItem item)
    {
        foreach (var code in Twice(item.Fields.Select(f => f.Code)))
        {
            yield return new("catalogue.field-duplicate", item.Code, code, $"{item.Code} 的字段 {code} 出现了不止一次。", true);
        }

        foreach (var name in Twice(item.Fields.Select(f => f.Name)))
        {
            yield return new("catalogue.field-name-duplicate", item.Code, name, $"{item.Code} 有不止一个字段叫“{name}”。", true);
        }

        // An older name that is another field's present name would put old files into the wrong column.
        foreach (var field in item.Fields)
        {
            foreach (var alias in field.Aliases)
            {
                if (item.Fields.FirstOrDefault(f => f != field
                    && (f.Code == alias || f.Name == alias || f.Aliases.Contains(alias))) is { } other)
                {
                    yield return new("catalogue.alias-collision", item.Code, field.Code,
                        $"{item.Code} 的旧名“{alias}”同时指 {field.Code} 和 {other.Code}。", true);
                }
            }
        }
    }

    private static IEnumerable<string> Twice(IEnumerable<string> keys) =>
        keys.GroupBy(k => k, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key);
}
