using Dapper;
using Xinheng.Model.Catalogue;
using Xinheng.Model.Catalogue.Rules;
using Xinheng.Model.Law;
using Xinheng.Model.Records;
using Xinheng.Platform.Collection;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Law;

namespace Xinheng.Platform.Publication.Rules;

/// <summary>The numbers of the law by which this platform works, as anybody reads them: nothing we are unsure of has a value here.</summary>
public class PublicRules(Database database, Jurisdiction jurisdiction, PublicItems items, DisclosureLists lists, Clock clock)
{
    /// <summary>Rules that apply here, in the order of the file that tells of them.</summary>
    public virtual IReadOnlyList<PublicRule> All
    {
        get
        {
            var known = jurisdiction.Law.Rules.All.ToLookup(rule => rule.Id);
            return
            [
                .. jurisdiction.Law.Words.Values.Where(words => words.Group != RuleWords.Watching)
                    .Select(words => Of(words, known[words.Id])).Where(rule => rule.Editions.Count > 0),
            ];
        }
    }

    public virtual PublicRule? Find(string id) => All.FirstOrDefault(rule => rule.Words.Id == id);

    /// <summary>The active items whose records the rule bears on.</summary>
    public virtual async Task<IReadOnlyList<PublicRuleUse>> UsesAsync(string id, CancellationToken ct)
    {
        var pack = (await items.CurrentAsync(ct)).Pack;
        return [.. pack.Items.Where(item => item.IsActive && Uses(item, id)).Select(item => new PublicRuleUse(item.Code, item.Name))];
    }

    /// <summary>When each edition of a rule was put on record here, newest first.</summary>
    public virtual async Task<IReadOnlyList<RuleRecorded>> RecordedAsync(string id, CancellationToken ct)
    {
        await using var connection = await database.Portal.OpenConnectionAsync(ct);
        var rows = await connection.QueryAsync<(string Jurisdiction, DateOnly? From, DateTime At, DateTime? Until)>(new CommandDefinition("""
            select r.jurisdiction, r.valid_from, r.recorded_at, r.recorded_until
              from publication.rule_recorded r where r.rule = @id order by r.recorded_at desc, r.jurisdiction
            """, new { id }, cancellationToken: ct));
        return [.. rows.Select(row => new RuleRecorded(
            row.Jurisdiction, row.From, new DateTimeOffset(row.At, TimeSpan.Zero),
            row.Until is { } until ? new DateTimeOffset(until, TimeSpan.Zero) : null))];
    }

    public string PlaceOf(string jurisdictionCode) => jurisdiction.Law.Profile(jurisdictionCode).TryGet(out var profile) ? profile.Name : jurisdictionCode;

    private PublicRule Of(RuleWords words, IEnumerable<Rule> editions)
    {
        var here = jurisdiction.Profile.Jurisdictions.ToList();
        List<Rule> ours = [.. editions.Where(rule => here.Contains(rule.Jurisdiction))
            .OrderBy(rule => here.IndexOf(rule.Jurisdiction)).ThenByDescending(rule => rule.ValidFrom ?? DateOnly.MinValue)];
        var found = jurisdiction.Law.Rules.Find(words.Id, jurisdiction.Profile, clock.Today);
        return new PublicRule(words, found.TryGet(out var rule) ? rule : null, ours);
    }

    private bool Uses(CatalogueItem item, string rule) => rule switch
    {
        _ when PublicityPeriod.RuleIds.Contains(rule) => item.Nature == Nature.Adverse,
        "DOUBLE_PUB_DEADLINE" => lists.Acts.Any(act => act.Items.Contains(item.Code)),
        "PENALTY_WITHDRAW" => lists.Acts.Any(act => act.Code == "penalty" && act.Items.Contains(item.Code)),
        "SIMPLE_PROC_PERSON_CAP" or "SIMPLE_PROC_ORG_CAP" => item.Rules.Any(check => check is NoSimpleProcedure),
        "ADULT_AGE" => item.Subjects.HasFlag(SubjectKinds.NaturalPerson),
        _ => rule.StartsWith("REPAIR_", StringComparison.Ordinal) && item.Nature == Nature.Adverse,
    };
}

/// <summary>A rule before a reader.</summary>
/// <param name="InForce">What holds here today; null when nothing does, or nobody has confirmed it.</param>
/// <param name="Editions">Ours first, the newest of each place first.</param>
public sealed record PublicRule(RuleWords Words, Rule? InForce, IReadOnlyList<Rule> Editions)
{
    /// <summary>平台规则: set by this platform, not by any law.</summary>
    public bool IsOurOwn => Editions.All(rule => rule.Basis.Instrument.StartsWith("平台规则", StringComparison.Ordinal));
}

public sealed record PublicRuleUse(string Item, string Name);

/// <summary>When the platform took an edition of a rule for the law.</summary>
public sealed record RuleRecorded(string Jurisdiction, DateOnly? ValidFrom, DateTimeOffset At, DateTimeOffset? Until);
