using System.Collections.Immutable;
using Xinheng.Model.Catalogue;
using Xinheng.Model.Catalogue.Rules;
using Xinheng.Model.Law;

namespace Xinheng.Platform.Catalogue;

/// <summary>Reads one item file.</summary>
internal sealed class ItemPage(
    Edition edition, IReadOnlyDictionary<string, RetentionRule> retention, CommonTerms terms, FieldPages fieldPages)
{
    private static readonly Dictionary<string, Nature> Natures = new(StringComparer.Ordinal)
    {
        ["neutral"] = Nature.Neutral,
        ["positive"] = Nature.Positive,
        ["adverse"] = Nature.Adverse,
    };

    private static readonly Dictionary<string, Openness> Opennesses = new(StringComparer.Ordinal)
    {
        ["public"] = Openness.Public,
        ["governmentSharing"] = Openness.GovernmentSharing,
        ["authorised"] = Openness.Authorised,
        ["restricted"] = Openness.Restricted,
        ["perField"] = Openness.PerField,
    };

    public CatalogueItem? Read(Section page)
    {
        var fieldList = page.Sections("fields").Select(p => (Page: p, Field: fieldPages.Read(p))).ToList();
        if (fieldList.Count == 0)
        {
            page.Problem("catalogue.file-missing", "缺少字段（fields）。");
            return null;
        }

        var columns = new Columns([.. fieldList.Select(f => f.Field)], terms.Envelope);
        var fields = fieldList.Select(f => WithCondition(f.Page, f.Field, columns)).ToImmutableArray();
        var roles = RolePages.Read(page.Map("roles"), columns, terms);
        var subjects = SubjectPages.Read(page);
        var item = new CatalogueItem
        {
            Code = page.Text("code"),
            Edition = edition.Code,
            Name = page.Text("name"),
            EnglishName = page.Text("english"),
            Category = page.Text("category"),
            NationalCategory = page.Text("nationalCategory"),
            Nature = page.Choice("nature", Natures),
            NatureCases = [.. page.Sections("natureCases").Select(c => Case(c, columns)).OfType<NatureCase>()],
            Openness = page.Choice("openness", Opennesses),
            Subjects = subjects,
            Authority = page.Text("authority"),
            Update = SubjectPages.Cycle(page),
            Retention = RetentionOf(page),
            LegalBasis = CitationPages.All(page, "legalBasis"),
            PublicAboutPersons = page.Map("publicAboutPersons") is { } rule ? CitationPages.Read(rule) : null,
            MayBeVetoed = page.Flag("veto"),
            Class = SubjectPages.Class(page),
            Sectors = page.Words("sectors"),
            InactiveBecause = page.Maybe("inactive"),
            ValidFrom = page.Date("validFrom") ?? edition.ValidFrom,
            ValidTo = page.Date("validTo") ?? edition.ValidTo,
            Fields = fields,
            KeyFields = [.. page.Words("key").Select(k => columns.Find(page, k))],
            Roles = roles,
            Rules = [.. page.Sections("rules").Select(r => RulePages.Read(r, columns, roles, subjects)).OfType<RowRule>()],
            Example = ExampleOf(page, fields),
            Terms = terms,
        };
        page.Close();
        return item;
    }

    private static Field WithCondition(Section page, Field field, Columns columns)
    {
        var when = page.Map("when") is { } condition ? ConditionPages.Read(condition, columns) : null;
        page.Close();
        return when is null ? field : field with { Requirement = Requirement.IfSo(when) };
    }

    private static NatureCase? Case(Section page, Columns columns)
    {
        var nature = page.Choice("nature", Natures);
        var when = page.Map("when") is { } condition ? ConditionPages.Read(condition, columns) : null;
        page.Close();
        return when is null ? null : new NatureCase(when, nature);
    }

    private RetentionRule RetentionOf(Section page)
    {
        var code = page.Text("retention");
        if (retention.TryGetValue(code, out var rule))
        {
            return rule;
        }

        page.Problem("catalogue.retention-absent", $"保存规则 {code} 不在 pack.yaml 里。");
        return new RetentionRule(code, code, code, null, new Citation(code, Confidence.Unsure));
    }

    private static ImmutableArray<string?> ExampleOf(Section page, ImmutableArray<Field> fields)
    {
        if (page.Map("example") is not { } example)
        {
            return [];
        }

        var row = fields.Select(f => example.Maybe(f.Code)).ToImmutableArray();
        example.Close();
        return row;
    }
}
