using Xinheng.Model.Journal;
using Xinheng.Model.Law;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Law;

namespace Xinheng.Platform.People.Tracing;

/// <summary>
/// Destroys what the trace need not keep any longer (《浙江省公共信用信息管理条例》第20条, V: ten years), whole hours at a time. Each hour's
/// count, root and commitments stay, so that the log still holds; they say nothing about anybody.
/// </summary>
public sealed class EraseLooks(Journal.Journal journal, LawHistory history, JurisdictionProfile place, Clock clock)
{
    public const string Job = "people.erase-looks";

    public const string Rule = "QUERY_LOG_RETENTION";

    /// <summary>Nowhere less, whatever a rule says: 《深圳经济特区社会信用条例》第45条.</summary>
    public const int FewestYears = 5;

    private const int HoursAtOnce = 24 * 31;

    /// <summary>Returns how many rows went; nothing is written while nothing is due.</summary>
    public async Task<long> RunAsync(CancellationToken ct)
    {
        // Without law on record nothing is destroyed.
        if (await history.NowAsync(ct) is not { } law || RuleOf(law) is not { } rule)
        {
            return 0;
        }

        var years = Math.Max(rule.Number, FewestYears);
        var before = LegalTime.StartOf(clock.Today.AddYears(-years)).ToUniversalTime();
        long erased = 0;
        while (await EraseAsync(rule, years, before, ct) is > 0 and var rows)
        {
            erased += rows;
        }

        return erased;
    }

    public JobKind AsJob() => new(Job, (_, ct) => RunAsync(ct));

    // Where the place's own law is content with less than the nation's longest, the longer one counts.
    private Rule? RuleOf(LawBook law) => new[] { law.Profile(place.Code).Value, law.National }
        .Select(profile => law.Rules.Find(Rule, profile, clock.Today))
        .Where(found => !found.IsRefused)
        .Select(found => found.Value)
        .MaxBy(found => found.Number);

    private async Task<long> EraseAsync(Rule rule, int years, DateTimeOffset before, CancellationToken ct)
    {
        await using var work = await journal.OpenAsync(Actor.TheProgram, Power.EraseLooks, ct);
        var entry = work.Entry.Value;
        var hours = await work.ListAsync<DateTime>($"""
            update people.look_seal set erased_in = @entry
             where hour in (select hour from people.look_seal where erased_in is null and hour + interval '1 hour' <= @before
                             order by hour limit {HoursAtOnce} for update)
            returning hour
            """, new { entry, before }, ct);
        if (hours.Count == 0)
        {
            return 0;
        }

        var (from, to) = (hours.Min(), hours.Max().AddHours(1));
        var rows = await work.ExecuteAsync("""
            delete from people.look where at >= @from and at < @to and date_trunc('hour', at, 'UTC') = any (@hours)
            """, new { from, to, hours = hours.ToArray() }, ct);
        work.Tell(new { hours = hours.Count, looks = rows, from, to, rule = rule.Id, years, basis = rule.Basis.ToString() });
        await work.CommitAsync(ct);
        return rows;
    }
}
