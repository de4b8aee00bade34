using Xinheng.Model.Foundation;
using Xinheng.Model.Law;

namespace Xinheng.Model.Records;

/// <summary>How long an adverse record may be public, counted from its document's date, and from when its repair may be asked for.
/// Basis: 国办发〔2025〕22号, Order 36 of 2025 (V-); before 2026-04-01 Order 58 of 2023 (K).</summary>
public sealed record PublicityPeriod
{
    /// <summary>Every rule that can bear on a period, by id: when one of them begins, ends may come earlier.</summary>
    public static IReadOnlySet<string> RuleIds { get; } = new HashSet<string>
    {
        "REPAIR_MINOR_MAX", "REPAIR_ORDINARY_MAX", "REPAIR_ORDINARY_MIN", "REPAIR_SERIOUS_MAX", "REPAIR_SERIOUS_MIN",
        "ORDER58_MAX", "ORDER58_MIN", "ORDER58_SAFETY_MIN", "ADVERSE_MAX_USE",
    };

    private PublicityPeriod(DateOnly from, DateOnly lawfulEnd) => (From, LawfulEnd) = (from, lawfulEnd);

    /// <summary>The date of the judicial or administrative document, not of publication.</summary>
    public DateOnly From { get; }

    /// <summary>The first day no longer public if published: at 00:00 of the anniversary, the reading kinder to the subject.
    /// Nothing that is handed in can move it later.</summary>
    public DateOnly LawfulEnd { get; }

    /// <summary>The first day no longer public; null when it is not public at all (minor, or class unconfirmed).</summary>
    public DateOnly? PublicUntil { get; private init; }

    /// <summary>First day on which repair may be applied for, the anniversary included.</summary>
    public DateOnly RepairableFrom { get; private init; }

    /// <summary>The given end was later than the law allows and was not followed.</summary>
    public bool GivenEndWasTooLate { get; private init; }

    /// <summary>Every rule that was weighed, for the page that explains the dates.</summary>
    public IReadOnlyList<Rule> Rules { get; private init; } = [];

    public bool IsPublicOn(DateOnly date) => date >= From && date < PublicUntil;

    public static Result<PublicityPeriod> Of(PublicityFacts facts, LawBook law, JurisdictionProfile profile, DateOnly lawAsOf)
    {
        if (facts.GivenEnd < facts.DocumentDate)
        {
            return Refusal.Invalid("publicity.end-before-document",
                $"公示截止期{facts.GivenEnd:yyyy-MM-dd}早于决定日期{facts.DocumentDate:yyyy-MM-dd}，请核对；留空则按法定期限。");
        }

        var regimes = Regimes(facts, law.Rules, profile, lawAsOf);
        if (regimes.Count == 0)
        {
            return Refusal.Conflict("publicity.no-rule",
                $"{lawAsOf:yyyy-MM-dd}没有适用的公示期规则，无法确定{facts.DocumentDate:yyyy-MM-dd}的记录公示到何时；请先载入规则。");
        }

        // Where old and new law meet, neither text says which governs: the earlier end and the earlier repair are taken (K/U).
        var ends = regimes.Select(regime => regime.Max.Period.After(facts.DocumentDate));
        var fiveYears = law.Rules.Find("ADVERSE_MAX_USE", profile, lawAsOf);
        var useStarts = profile.RetentionStart.Value == RetentionStart.ActEnded ? facts.ActEndedOn : facts.DocumentDate;
        if (useStarts is { } start && fiveYears.TryGet(out var use))
        {
            ends = ends.Append(use.Period.After(start));
        }

        // An act that ended long before its document leaves nothing to publish; the end never stands before the start.
        var end = ends.Min() is var earliest && earliest < facts.DocumentDate ? facts.DocumentDate : earliest;
        var isPublic = facts.Confirmed switch
        {
            Severity.Ordinary or Severity.Serious => true,
            Severity.Minor => facts.MinorIsPublished,
            _ => false,
        };
        return new PublicityPeriod(facts.DocumentDate, end)
        {
            PublicUntil = !isPublic ? null : facts.GivenEnd < end ? facts.GivenEnd : end,
            RepairableFrom = regimes.Min(regime =>
                regime.Min is { } min ? min.Period.After(facts.DocumentDate) : facts.DocumentDate),
            GivenEndWasTooLate = facts.GivenEnd > end,
            Rules = [.. regimes.SelectMany(regime => new[] { regime.Max, regime.Min }).OfType<Rule>(),
                .. fiveYears.IsRefused ? [] : new[] { fiveYears.Value }],
        };
    }

    private static List<(Rule Max, Rule? Min)> Regimes(
        PublicityFacts facts, RuleTable rules, JurisdictionProfile profile, DateOnly lawAsOf)
    {
        Rule? At(string id, DateOnly date) => rules.Find(id, profile, date).TryGet(out var rule) ? rule : null;

        List<(Rule, Rule?)> found = [];
        var (max, min) = facts.Confirmed switch
        {
            Severity.Serious => ("REPAIR_SERIOUS_MAX", "REPAIR_SERIOUS_MIN"),
            Severity.Ordinary => ("REPAIR_ORDINARY_MAX", "REPAIR_ORDINARY_MIN"),
            // Unconfirmed counts as minor: hidden, and repairable as soon as duties are done.
            _ => ("REPAIR_MINOR_MAX", null),
        };
        // A minimum that should be there and is not loaded must not read as "no minimum".
        if (At(max, lawAsOf) is { } today && (min is null || At(min, lawAsOf) is not null))
        {
            found.Add((today, min is null ? null : At(min, lawAsOf)));
        }

        if (At("ORDER58_MAX", facts.DocumentDate) is { } former)
        {
            var formerMin = facts.IsSafetySector ? "ORDER58_SAFETY_MIN" : "ORDER58_MIN";
            found.Add((former, facts.Confirmed is null or Severity.Minor ? null : At(formerMin, facts.DocumentDate)));
        }

        return found;
    }
}

/// <summary>What bears on the period. <c>Confirmed</c> is the class the determining body confirmed; null while it has not.</summary>
public sealed record PublicityFacts(DateOnly DocumentDate, Severity? Confirmed)
{
    /// <summary>The end handed in: the first day that shall no longer be public. It may shorten, never lengthen.</summary>
    public DateOnly? GivenEnd { get; init; }

    /// <summary>The determining body decided, with reasons, to publish a minor record.</summary>
    public bool MinorIsPublished { get; init; }

    /// <summary>When the act itself ended, where the place counts the years of use from it.</summary>
    public DateOnly? ActEndedOn { get; init; }

    /// <summary>Food, drugs, special equipment, safety production, fire: a longer minimum before 2026-04-01.</summary>
    public bool IsSafetySector { get; init; }
}
