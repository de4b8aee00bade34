using Xinheng.Model.Catalogue;
using Xinheng.Model.Catalogue.Checking;
using Xinheng.Model.Catalogue.Rules;

namespace Xinheng.Platform.Catalogue;

/// <summary>Reads the rules between the columns of an item.</summary>
internal static class RulePages
{
    private static readonly Dictionary<string, ProblemSeverity> Severities = new(StringComparer.Ordinal)
    {
        ["error"] = ProblemSeverity.Error,
        ["hold"] = ProblemSeverity.Hold,
        ["warning"] = ProblemSeverity.Warning,
    };

    public static RowRule? Read(Section page, Columns columns, FieldRoles roles, SubjectKinds subjects)
    {
        var rule = page.Keys.FirstOrDefault() switch
        {
            "ordered" => Ordered(page, "ordered", columns),
            "usuallyOrdered" => Ordered(page, "usuallyOrdered", columns),
            "notInFuture" => new NotInFuture(columns.Find(page, page.Text("notInFuture"))),
            "amountByKind" => AmountByKind(page.Map("amountByKind"), columns),
            "demand" => Demand(page.Map("demand"), columns),
            "noSimpleProcedure" => NoSimpleProcedure(page.Map("noSimpleProcedure"), columns, roles, subjects),
            "sealedBySecurityLaw" => Sealed(page.Map("sealedBySecurityLaw"), columns),
            _ => Unknown(page),
        };
        page.Close();
        return rule;
    }

    private static OrderedDates? Ordered(Section page, string key, Columns columns)
    {
        if (page.Words(key) is [var first, var then])
        {
            return new OrderedDates(columns.Find(page, first), columns.Find(page, then), key == "ordered");
        }

        page.Problem("catalogue.rule-shape", $"“{key}”应写成 [先, 后]。");
        return null;
    }

    private static AmountByKind? AmountByKind(Section? page, Columns columns)
    {
        if (page is null || page.Map("kind") is not { } kind || ConditionPages.Read(kind, columns) is not { } condition)
        {
            return null;
        }

        var rule = new AmountByKind(columns.Find(page, page.Text("amount")), condition);
        page.Close();
        return rule;
    }

    private static Demand? Demand(Section? page, Columns columns)
    {
        if (page?.Map("must") is not { } mustPage || ConditionPages.Read(mustPage, columns) is not { } must)
        {
            return null;
        }

        var when = page.Map("when") is { } whenPage ? ConditionPages.Read(whenPage, columns) : null;
        var fault = new Fault(
            page.Text("code"), page.Text("number"), page.Text("message"), page.Choice("severity", Severities));
        var rule = new Demand(columns.Find(page, page.Text("field")), when, must, fault);
        page.Close();
        return rule;
    }

    private static NoSimpleProcedure? NoSimpleProcedure(Section? page, Columns columns, FieldRoles roles, SubjectKinds subjects)
    {
        if (page is null)
        {
            return null;
        }

        var rule = new NoSimpleProcedure(
            columns.Find(page, page.Text("procedure")),
            page.Text("code"),
            roles.All.TryGetValue(FieldRole.SubjectCategory, out var category) ? category : null,
            subjects == SubjectKinds.NaturalPerson);
        page.Close();
        return rule;
    }

    private static SealedBySecurityLaw? Sealed(Section? page, Columns columns)
    {
        if (page is null)
        {
            return null;
        }

        var rule = new SealedBySecurityLaw(
            columns.Find(page, page.Text("kinds")),
            page.Text("detention"),
            [.. page.Words("texts").Select(t => columns.Find(page, t))],
            page.Words("words"));
        page.Close();
        return rule;
    }

    private static RowRule? Unknown(Section page)
    {
        page.Problem("catalogue.rule-unknown", $"不认识规则“{page.Keys.FirstOrDefault()}”。");
        return null;
    }
}
