using System.Security.Cryptography;
using System.Text;
using Xinheng.Model.Law;

namespace Xinheng.Platform.Law;

/// <summary>One rule, fine threshold, query purpose, profile or calendar year as a row on record: whose, which, since when law, its text.</summary>
internal sealed record Provision(string Kind, string Scope, string Name, DateOnly? ValidFrom, DateOnly? ValidTo, string Content)
{
    public const string Rule = "rule";
    public const string FineThreshold = "fine-threshold";
    public const string QueryPurpose = "query-purpose";
    public const string Profile = "profile";
    public const string CalendarYear = "calendar-year";

    public const string Columns =
        "kind as Kind, scope as Scope, name as Name, valid_from as ValidFrom, valid_to as ValidTo, content::text as Content";

    /// <summary>What it is called in the log; known once at a time.</summary>
    public string Key => $"{Kind} {Scope} {Name}{(ValidFrom is { } from ? $" {from:yyyy-MM-dd}" : "")}";

    /// <summary>SHA-256 over all that the row says, in hexadecimal.</summary>
    public string Digest => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        $"{Kind}\0{Scope}\0{Name}\0{ValidFrom:yyyy-MM-dd}\0{ValidTo:yyyy-MM-dd}\0{Content}")));

    /// <summary>All that is recorded of a book. Divisions and historic codes belong to other publications and stay files.</summary>
    public static IReadOnlyList<Provision> Of(LawBook law) =>
    [
        .. law.Rules.All.Select(rule => new Provision(
            Rule, rule.Jurisdiction, rule.Id, rule.ValidFrom, rule.ValidTo, ProvisionText.Of(rule))),
        .. law.FineThresholds.All.Select(row => new Provision(
            FineThreshold, row.Jurisdiction, row.Sector, row.ValidFrom, row.ValidTo, ProvisionText.Of(row))),
        .. law.Purposes.All.Select(row => new Provision(
            QueryPurpose, row.Jurisdiction, row.Code, row.ValidFrom, row.ValidTo, ProvisionText.Of(row))),
        .. law.Profiles.Values.Select(profile => new Provision(
            Profile, profile.Code, profile.Name, profile.RegulationInForceFrom, null, ProvisionText.Of(profile))),
        .. law.Calendars.Values.SelectMany(calendar => calendar.Years.Select(year => new Provision(
            CalendarYear, calendar.Name, $"{year.Year}", new DateOnly(year.Year, 1, 1), new DateOnly(year.Year, 12, 31),
            ProvisionText.Of(year)))),
    ];

    /// <summary>Of the whole law: the digests under their names, in order.</summary>
    public static byte[] DigestOf(IEnumerable<(string Key, string Digest)> all)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (key, text) in all.OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            digest.AppendData(Encoding.UTF8.GetBytes($"{key}\0{text}\n"));
        }

        return digest.GetHashAndReset();
    }
}
