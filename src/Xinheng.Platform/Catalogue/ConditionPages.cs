using System.Collections.Immutable;
using System.Globalization;
using Xinheng.Model.Catalogue.Conditions;
using YamlDotNet.RepresentationModel;

namespace Xinheng.Platform.Catalogue;

/// <summary>Reads conditions in their YAML form: <c>{contains: [CF_CFLB, "03"]}</c>, <c>{any: […]}</c>, <c>{given: XM}</c>.</summary>
internal static class ConditionPages
{
    public static Condition? Read(Section page, Columns columns)
    {
        var keys = page.Keys.ToImmutableArray();
        if (keys is not [var key])
        {
            page.Problem("catalogue.condition-shape", "一个条件只写一个判断，如 {given: 字段}。");
            return null;
        }

        switch (key)
        {
            case "given":
                return new Given(columns.Find(page, page.Text(key)));
            case "missing":
                return new Missing(columns.Find(page, page.Text(key)));
            case "not":
                return page.Map(key) is { } part && Read(part, columns) is { } negated ? new Not(negated) : null;
            case "all":
                return new AllOf(Parts(page, key, columns));
            case "any":
                return new AnyOf(Parts(page, key, columns));
            case "equals" or "contains" or "greater" or "before":
                return Compare(page, key, columns);
            default:
                page.Problem("catalogue.condition-unknown", $"不认识条件“{key}”。");
                return null;
        }
    }

    private static Condition? Compare(Section page, string key, Columns columns)
    {
        if (page.Words(key) is not [var code, var value])
        {
            page.Problem("catalogue.condition-shape", $"“{key}”应写成 [字段, 值]。");
            return null;
        }

        var field = columns.Find(page, code);
        switch (key)
        {
            case "equals":
                return new EqualTo(field, value, columns.SetOf(field));
            case "contains":
                return new Contains(field, value, columns.SetOf(field));
            case "before":
                return new Before(field, value);
            default:
                if (decimal.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var limit))
                {
                    return new GreaterThan(field, limit);
                }

                page.Problem("catalogue.condition-shape", $"“{value}”不是数字。");
                return null;
        }
    }

    private static ImmutableArray<Condition> Parts(Section page, string key, Columns columns) =>
        [.. page.Nodes(key).OfType<YamlMappingNode>().Select(n => Read(page.Into(n), columns)).OfType<Condition>()];
}
