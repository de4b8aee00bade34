using Xinheng.Model.Catalogue;

namespace Xinheng.Platform.Catalogue;

/// <summary>Reads the small typed properties of an item: subject kinds, update cycle, class rule.</summary>
internal static class SubjectPages
{
    private static readonly Dictionary<string, SubjectKinds> Kinds = new(StringComparer.Ordinal)
    {
        ["legal_person"] = SubjectKinds.LegalPerson,
        ["other_org"] = SubjectKinds.OtherOrganisation,
        ["individual_business"] = SubjectKinds.IndividualBusiness,
        ["natural_person"] = SubjectKinds.NaturalPerson,
    };

    private static readonly Dictionary<string, AdverseClass> Classes = new(StringComparer.Ordinal)
    {
        ["minor"] = AdverseClass.Minor,
        ["ordinary"] = AdverseClass.Ordinary,
        ["serious"] = AdverseClass.Serious,
    };

    public static SubjectKinds Read(Section page)
    {
        var kinds = SubjectKinds.None;
        foreach (var word in page.Words("subjects"))
        {
            if (!Kinds.TryGetValue(word, out var kind))
            {
                page.Problem("catalogue.subject-unknown", $"不认识主体类型“{word}”。");
            }

            kinds |= kind;
        }

        if (kinds == SubjectKinds.None)
        {
            page.Problem("catalogue.file-missing", "缺少主体类型（subjects）。");
        }

        return kinds;
    }

    /// <summary>The kinds as files and answers name them, in their order.</summary>
    public static IEnumerable<string> WordsOf(SubjectKinds kinds) =>
        Kinds.Where(k => kinds.HasFlag(k.Value)).Select(k => k.Key);

    /// <summary><c>{workingDays: 7}</c>, <c>{days: 1}</c>, <c>{months: 3}</c> or the word <c>onDemand</c>.</summary>
    public static UpdateCycle Cycle(Section page)
    {
        if (page.Node("update") is YamlDotNet.RepresentationModel.YamlScalarNode { Value: "onDemand" })
        {
            return new UpdateCycle(UpdateUnit.OnDemand, 0);
        }

        if (page.Map("update") is not { } update)
        {
            page.Problem("catalogue.file-missing", "缺少更新周期（update）。");
            return default;
        }

        var cycle = update.Has("workingDays") ? new UpdateCycle(UpdateUnit.WorkingDays, update.Number("workingDays"))
            : update.Has("days") ? new UpdateCycle(UpdateUnit.Days, update.Number("days"))
            : new UpdateCycle(UpdateUnit.Months, update.Number("months"));
        update.Close();
        return cycle;
    }

    /// <summary><c>severity: {from: field}</c>, <c>{from: penalty}</c> or <c>{fixed: serious, basis: {…}}</c>.</summary>
    public static ClassRule? Class(Section page)
    {
        if (page.Map("severity") is not { } severity)
        {
            return null;
        }

        ClassRule? rule = severity.Maybe("from") switch
        {
            "field" => new ClassRule.FromField(),
            "penalty" => new ClassRule.FromPenalty(),
            _ => severity.Map("basis") is { } basis
                ? new ClassRule.Fixed(severity.Choice("fixed", Classes), CitationPages.Read(basis))
                : null,
        };
        if (rule is null)
        {
            severity.Problem("catalogue.severity-shape", "分类写成 {from: field}、{from: penalty} 或 {fixed: …, basis: …}。");
        }

        severity.Close();
        return rule;
    }
}
