using Xinheng.Model.Foundation;
using Xinheng.Model.Law;

namespace Xinheng.Platform.Law;

/// <summary>rules.yaml and its words, fine-thresholds.yaml and purposes.yaml: the numbers of the law, and what for a closed file may be read.</summary>
internal static class RuleFile
{
    public static IReadOnlyList<Rule> Rules(string directory, List<Refusal> problems)
    {
        List<Rule> rules = [];
        foreach (var row in Rows(directory, "rules.yaml", "rules", problems))
        {
            var rule = row.Keep(Rule.Create(
                row.Required("id"), row.Text("jurisdiction") ?? JurisdictionProfile.National, row.Text("value"),
                row.Choice<RuleUnit>("unit"), row.Basis(), row.Confidence(),
                row.Date("from"), row.Date("to"), row.Text("note")));
            row.Done();
            rules.AddRange(rule is null ? [] : [rule]);
        }

        return rules;
    }

    public static IReadOnlyList<FineThreshold> FineThresholds(string directory, List<Refusal> problems)
    {
        List<FineThreshold> thresholds = [];
        foreach (var row in Rows(directory, "fine-thresholds.yaml", "thresholds", problems))
        {
            var threshold = new FineThreshold(
                row.Required("sector"), row.Text("jurisdiction") ?? JurisdictionProfile.National,
                row.Number("larger"), row.Number("veryLarge"), row.Basis(), row.Confidence(),
                row.Date("from"), row.Date("to"));
            row.Done();
            if (threshold.LargerYuan >= threshold.VeryLargeYuan)
            {
                problems.Add(Refusal.Invalid("fine-threshold.order", $"{row.Place}：较大数额应小于巨额。"));
            }

            if (thresholds.Any(known => (known.Sector, known.Jurisdiction, known.ValidFrom) == (threshold.Sector, threshold.Jurisdiction, threshold.ValidFrom)))
            {
                problems.Add(Refusal.Invalid("fine-threshold.twice",
                    $"{row.Place}：行业 {threshold.Sector}（{threshold.Jurisdiction}）自同一日起已有一条标准，请只留一条。"));
                continue;
            }

            thresholds.Add(threshold);
        }

        return thresholds;
    }

    public static IReadOnlyList<QueryPurpose> Purposes(string directory, List<Refusal> problems)
    {
        List<QueryPurpose> purposes = [];
        foreach (var row in Rows(directory, "purposes.yaml", "purposes", problems))
        {
            var purpose = new QueryPurpose(
                row.Required("code"), row.Required("name"), row.Choice<PurposeKind>("kind"),
                row.Text("jurisdiction") ?? JurisdictionProfile.National, row.Basis(), row.Confidence(), row.Date("from"), row.Date("to"));
            row.Done();
            if (purposes.Any(known => (known.Code, known.Jurisdiction, known.ValidFrom) == (purpose.Code, purpose.Jurisdiction, purpose.ValidFrom)))
            {
                problems.Add(Refusal.Invalid("purpose.twice", $"{row.Place}：用途 {purpose.Code} 自同一日起已列过，请只留一条。"));
                continue;
            }

            purposes.Add(purpose);
        }

        return purposes;
    }

    public static IReadOnlyList<HistoricCode> HistoricCodes(string directory, List<Refusal> problems)
    {
        List<HistoricCode> codes = [];
        foreach (var row in Rows(directory, "historic-codes.yaml", "codes", problems))
        {
            var code = new HistoricCode(row.Required("code"), row.Required("reason"), row.Required("source"));
            row.Done();
            if (codes.Any(known => known.Code == code.Code))
            {
                problems.Add(Refusal.Invalid("historic-code.twice", $"{row.Place}：代码 {code.Code} 已列过，请只留一行。"));
                continue;
            }

            codes.Add(code);
        }

        return codes;
    }

    public static IReadOnlyList<RuleWords> Words(string directory, List<Refusal> problems)
    {
        List<RuleWords> words = [];
        foreach (var row in Rows(directory, "words.yaml", "words", problems))
        {
            var one = new RuleWords(row.Required("id"), row.Required("group"), row.Required("name"), row.Required("text"));
            row.Done();
            if (words.Any(known => known.Id == one.Id))
            {
                problems.Add(Refusal.Invalid("rule-words.twice", $"{row.Place}：规则 {one.Id} 已有说明，请只留一条。"));
                continue;
            }

            words.Add(one);
        }

        return words;
    }

    private static IReadOnlyList<YamlMap> Rows(string directory, string file, string key, List<Refusal> problems)
    {
        var top = YamlMap.Open(Path.Combine(directory, file), file, problems);
        var rows = top?.Maps(key) ?? [];
        top?.Done();
        return rows;
    }
}
