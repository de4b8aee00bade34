using System.Collections.Frozen;
using Xinheng.Model.Foundation;

namespace Xinheng.Model.Law;

/// <summary>All rules we know, of every jurisdiction and time; asked by id, profile and date.</summary>
public sealed class RuleTable
{
    private readonly FrozenDictionary<(string Id, string Jurisdiction), Rule[]> rules;

    private RuleTable(IReadOnlyList<Rule> all)
    {
        All = all;
        rules = all.GroupBy(rule => (rule.Id, rule.Jurisdiction))
            .ToFrozenDictionary(group => group.Key, group => group.ToArray());
    }

    public IReadOnlyList<Rule> All { get; }

    public static Result<RuleTable> Create(IReadOnlyList<Rule> all)
    {
        var overlaps = all.GroupBy(rule => (rule.Id, rule.Jurisdiction))
            .Where(group => Overlap([.. group.OrderBy(rule => rule.ValidFrom ?? DateOnly.MinValue)]))
            .Select(group => Refusal.Invalid("rule.overlap",
                $"规则 {group.Key.Id}（{group.Key.Jurisdiction}）有两条同时有效，请让前一条的失效日早于后一条的生效日。"))
            .ToList();
        return overlaps.Count > 0 ? Result<RuleTable>.Refuse(overlaps) : new RuleTable(all);
    }

    /// <summary>The rule in force on a date: the jurisdiction's own, else that of the one it falls back to, at last the national.
    /// A rule we are unsure of is refused, not passed over: what stands behind it may not be the law there.</summary>
    public Result<Rule> Find(string id, JurisdictionProfile profile, DateOnly date)
    {
        foreach (var jurisdiction in profile.Jurisdictions)
        {
            if (rules.TryGetValue((id, jurisdiction), out var candidates)
                && Array.Find(candidates, rule => rule.IsInForce(date)) is { } found)
            {
                return found.Confidence == Confidence.Unsure
                    ? Refusal.Conflict("rule.unsure",
                        $"规则 {id}（{profile.Name}）尚未核实（U），不能作为法律依据使用；请由人工核对“{found.Basis}”后再载入。")
                    : found;
            }
        }

        return Refusal.NotFound("rule.not-in-force", $"{date:yyyy-MM-dd}没有适用于{profile.Name}的规则 {id}。");
    }

    private static bool Overlap(Rule[] byStart)
    {
        for (var i = 1; i < byStart.Length; i++)
        {
            if (byStart[i - 1].ValidTo is not { } end || end >= (byStart[i].ValidFrom ?? DateOnly.MinValue))
            {
                return true;
            }
        }

        return false;
    }
}
