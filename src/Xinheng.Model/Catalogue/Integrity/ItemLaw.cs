namespace Xinheng.Model.Catalogue.Integrity;

/// <summary>What the law asks of an item before anything may be collected or shown under it.</summary>
internal static class ItemLaw
{
    // Shanghai 11, 国办发〔2020〕49号: nothing adverse without an effective document, its authority and its date.
    private static readonly (FieldRole FieldRole, string Key, string Name)[] AdverseNeeds =
    [
        (FieldRole.DocumentNumber, "documentNumber", "文书号"),
        (FieldRole.AuthorityName, "authorityName", "作出机关"),
        (FieldRole.DecidedOn, "decidedOn", "作出日期"),
    ];

    public static IEnumerable<IntegrityFinding> Of(CatalogueItem item)
    {
        if (!item.LegalBasis.Any(b => b.IsUsable))
        {
            yield return Error(item, "catalogue.legal-basis-missing", null, "没有可用的法律依据。");
        }

        foreach (var field in item.Fields)
        {
            if (item.Terms.ForbiddenWords.FirstOrDefault(w => field.Name.Contains(w, StringComparison.Ordinal)) is { } word)
            {
                yield return Error(item, "catalogue.forbidden-field", field.Code,
                    $"字段 {field.Code}“{field.Name}”涉及“{word}”，任何目录项都不得有这类字段（征信业管理条例第14条）。");
            }
        }

        var onlyPersons = item.Subjects == SubjectKinds.NaturalPerson;
        if (item.Openness == Openness.Public && onlyPersons && item.PublicAboutPersons is null)
        {
            yield return Error(item, "catalogue.public-persons-uncited", null,
                "只收自然人信息而又公开，却没有引用准许公开的国家规定（publicAboutPersons）。");
        }

        if (item.PublicAboutPersons is { IsUsable: false } unsure)
        {
            yield return Error(item, "catalogue.public-persons-unsure", null,
                $"公开自然人信息所引的规定（{unsure.Text}）未经核实，不能作为依据。");
        }

        var adverse = item.Nature == Nature.Adverse;
        foreach (var (role, key, name) in AdverseNeeds.Where(n => adverse && !IsDemanded(item, n.FieldRole)))
        {
            yield return Error(item, "catalogue.adverse-undocumented", key, $"是失信信息，却没有要求填写{name}（{key}）。");
        }

        if (adverse && item.Class is null)
        {
            yield return Error(item, "catalogue.class-missing", null, "是失信信息，却没有说明分类（severity）从何而来，公示期无法确定。");
        }

        if (item.Class is ClassRule.FromField && !item.Roles.Has(FieldRole.Severity))
        {
            yield return Error(item, "catalogue.role-missing", "severity", "分类取自字段，却没有指明哪个字段（severity）。");
        }

        if (item.Class is ClassRule.FromPenalty && !item.Roles.Has(FieldRole.PenaltyKinds))
        {
            yield return Error(item, "catalogue.role-missing", "penaltyKinds", "分类由处罚种类推出，却没有指明哪个字段（penaltyKinds）。");
        }

        if (item.Class is ClassRule.Fixed { Basis.IsUsable: false } fixedClass)
        {
            yield return Error(item, "catalogue.class-unsure", null, $"分类所引的依据（{fixedClass.Basis.Text}）未经核实。");
        }
    }

    private static bool IsDemanded(CatalogueItem item, FieldRole role) =>
        item.Roles[role] is >= 0 and var column
        && item.Columns[column].Requirement is { } requirement
        && (requirement.IsAlways || requirement.When is not null);

    private static IntegrityFinding Error(CatalogueItem item, string code, string? field, string message) =>
        new(code, item.Code, field, $"{item.Code} {message}", true);
}
