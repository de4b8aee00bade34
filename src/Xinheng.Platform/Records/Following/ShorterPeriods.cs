using System.Security.Cryptography;
using System.Text;
using Dapper;
using Npgsql;
using Xinheng.Model.Law;
using Xinheng.Model.Records;

namespace Xinheng.Platform.Records.Following;

/// <summary>
/// Which adverse records the law of today would let be public for less long than is stored: asked once for each date and
/// class there is, not once a record.
/// </summary>
internal sealed class ShorterPeriods(LawBook law, JurisdictionProfile profile, DateOnly today)
{
    // What can come back to light keeps no longer end than what never left it; a repaired or archived record does not come back.
    public const string Followed = """
        r.nature = 'adverse' and r.decided_on is not null and r.state in ('current', 'withdrawn', 'shielded')
        """;

    public sealed record End(DateOnly DecidedOn, short? Severity, DateOnly LawfulEnd, string Reason);

    /// <summary>Over the rules that have begun and can bear on a period: another digest means there is law to follow.</summary>
    public byte[] RulesBegun => SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', law.Rules.All
        .Where(rule => PublicityPeriod.RuleIds.Contains(rule.Id) && profile.Jurisdictions.Contains(rule.Jurisdiction) && !(rule.ValidFrom > today))
        .Select(rule => $"{rule.Id} {rule.Jurisdiction} {rule.Value} {rule.Unit} {rule.ValidFrom:yyyy-MM-dd} {rule.ValidTo:yyyy-MM-dd} {rule.Confidence}")
        .Append($"{profile.Code} {profile.RetentionStart.Value}")
        .Order(StringComparer.Ordinal))));

    /// <summary>The ends that some stored one exceeds. Since: only among what entered or changed after it.</summary>
    public async Task<IReadOnlyList<End>> FindAsync(NpgsqlConnection connection, DateTime? since, CancellationToken ct)
    {
        var stored = await connection.QueryAsync<(DateOnly DecidedOn, short? Severity, DateOnly? Latest)>(new CommandDefinition($"""
            select r.decided_on, case when r.confirmed then r.severity end, nullif(max(coalesce(r.public_until, 'infinity')), 'infinity')
              from records.record r
             where {Followed} and (@since::timestamptz is null or r.changed_at > @since)
             group by 1, 2
            """, new { since }, commandTimeout: 0, cancellationToken: ct));
        List<End> ends = [];
        foreach (var (decidedOn, severity, latest) in stored)
        {
            // Where no rule is in force there is no end to follow; what is stored stays.
            var period = PublicityPeriod.Of(new PublicityFacts(decidedOn, (Severity?)severity), law, profile, today);
            if (period.TryGet(out var publicity) && !(latest <= publicity.LawfulEnd))
            {
                ends.Add(new End(decidedOn, severity, publicity.LawfulEnd, Reason(publicity)));
            }
        }

        return ends;
    }

    private static string Reason(PublicityPeriod period)
    {
        var rule = period.Rules.FirstOrDefault(rule => rule.Period.After(period.From) == period.LawfulEnd) ?? period.Rules[0];
        return $"依{rule.Basis}（规则 {rule.Id}）缩短公示期";
    }
}
