using System.Text.Encodings.Web;
using System.Text.Json;
using Dapper;
using Xinheng.Model.Assessment;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.Assessment.Scoring;

/// <summary>A bulletin as it was issued, word for word.</summary>
/// <param name="Entry">The journal entry that names its digest.</param>
public sealed record IssuedBulletin(Guid Id, MonthFigures Figures, string Digest, Guid Entry, string IssuedBy, DateTime IssuedAt);

/// <summary>A figure that is another today than when the bulletin was issued: rows were put right, came late, were withdrawn.</summary>
public sealed record BulletinDifference(string Provider, string Name, string Figure, string Then, string Now);

/// <summary>通报: what was issued, and what of it has changed since.</summary>
public sealed class Bulletins(Database database, Scoreboard scoreboard)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private sealed record Row(Guid Id, string Content, byte[] Digest, Guid Entry, string IssuedBy, DateTime IssuedAt);

    /// <summary>Everything a line of the bulletin says, in order: name, and the figure as it is written.</summary>
    public static IReadOnlyList<(string Name, Func<DepartmentFigures, string> Of)> Figures { get; } =
    [
        .. QualityIndex.All.Select(index => (index.Name, (Func<DepartmentFigures, string>)(d => Percent(d.Of(index).Value)))),
        ("报送行数", d => N(d.Rows)), ("应报期数", d => N(d.Due)), ("按期", d => N(d.InTime)), ("其中零报告", d => N(d.Nothing)),
        ("迟到", d => N(d.Late)), ("逾期未到", d => N(d.Overdue)),
    ];

    /// <summary>The month's figures as they are now; refused where the caller does not see the whole of the region.</summary>
    public async Task<Result<MonthFigures>> NowAsync(DateOnly month, Region? region, Caller caller, CancellationToken ct) =>
        caller.May(Permission.SeeBulletin, new Target(Region: region?.Code))
            ? await scoreboard.OfAsync(month, region, caller, ct)
            : Refusal.Forbidden("assessment.bulletin-elsewhere", "这个区域的通报不在您的管辖范围。请选择您管辖的区域，或请上级值班员办理。");

    public async Task<IssuedBulletin?> FindAsync(DateOnly month, Region? region, Caller caller, CancellationToken ct)
    {
        if (!caller.May(Permission.SeeBulletin, new Target(Region: region?.Code)))
        {
            return null;
        }

        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition("""
            select id, content::text as Content, digest, entry, issued_by as IssuedBy, issued_at as IssuedAt
              from assessment.bulletin where month = @month and region is not distinct from @region
            """, new { month = Scoreboard.FirstOf(month), region = region?.Code }, cancellationToken: ct));
        return row is null ? null : new IssuedBulletin(
            row.Id, Read(row.Content), new Hash256(row.Digest).ToString(), row.Entry, row.IssuedBy, row.IssuedAt);
    }

    /// <summary>Months with an issued bulletin of that region, the newest first.</summary>
    public async Task<IReadOnlyList<DateOnly>> IssuedMonthsAsync(Region? region, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return (await connection.QueryAsync<DateOnly>(new CommandDefinition(
            "select month from assessment.bulletin where region is not distinct from @region order by month desc limit 60",
            new { region = region?.Code }, cancellationToken: ct))).AsList();
    }

    /// <summary>The widest region a caller has bulletins of; null where that is the whole installation.</summary>
    public static Region? RegionOf(Caller caller) =>
        caller.May(Permission.SeeBulletin, default(Target)) ? null
        : caller.Grants.Where(g => Rights.ReachOf(g.Role, Permission.SeeBulletin) == Reach.Region).Select(g => g.Region)
            .OrderBy(r => r?.Stem.Length).FirstOrDefault();

    /// <summary>Every figure that is not what it was, department by department.</summary>
    public static IReadOnlyList<BulletinDifference> Compare(MonthFigures then, MonthFigures now)
    {
        var (before, after) = (then.Departments.ToDictionary(d => d.Provider), now.Departments.ToDictionary(d => d.Provider));
        return
        [
            .. from provider in before.Keys.Union(after.Keys)
               let one = before.GetValueOrDefault(provider)
               let other = after.GetValueOrDefault(provider)
               from figure in Figures
               let was = one is null ? "（未列）" : figure.Of(one)
               let today = other is null ? "（未列）" : figure.Of(other)
               where was != today
               select new BulletinDifference(provider, (other ?? one)!.Name, figure.Name, was, today),
        ];
    }

    /// <summary>Two places, half rounded up; a dash where there was nothing to count.</summary>
    public static string Percent(decimal? share) =>
        share is { } value ? FormattableString.Invariant($"{decimal.Round(value * 100, 2, MidpointRounding.AwayFromZero):0.00}%") : "—";

    internal static string Write(MonthFigures figures) => JsonSerializer.Serialize(figures, Json);

    private static MonthFigures Read(string content) => JsonSerializer.Deserialize<MonthFigures>(content, Json)!;

    private static string N(long number) => FormattableString.Invariant($"{number}");
}
