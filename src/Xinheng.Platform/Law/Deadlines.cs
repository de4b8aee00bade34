using Dapper;
using Xinheng.Model.Foundation;
using Xinheng.Model.Law;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Journal;

namespace Xinheng.Platform.Law;

/// <summary>
/// Deadlines as rows, for whichever room's procedure has any: set and ended within an act, listed by day. They live with the
/// law because a calendar that comes or changes counts them again.
/// </summary>
public sealed class Deadlines(Database database, JurisdictionProfile place)
{
    private const int MostListed = 1_000;

    private readonly RecordedLaw recorded = new();

    /// <param name="Kind">What kind of thing it is about, in its room's word.</param>
    /// <param name="Rule">Id of the rule that says how long.</param>
    /// <param name="Fact">The event that starts it, in words a reader understands.</param>
    /// <param name="On">The day of that event, day 0; the rule in force on it counts.</param>
    /// <param name="RulesOn">Where what it belongs to keeps the rules of another day: the day it began.</param>
    public sealed record Start(string Kind, Guid About, string Rule, string Fact, DateOnly On, DateOnly? RulesOn = null);

    /// <summary>Sets one deadline for an act.</summary>
    public async Task<Result<DeadlineOnRecord>> SetAsync(Work work, Start start, CancellationToken ct) =>
        (await SetAsync(work, [start], ct)).Map(set => set[0]);

    /// <summary>Sets many, all or none; in the order given. Nothing is guessed: one that leads into a year without calendar awaits it.</summary>
    public async Task<Result<IReadOnlyList<DeadlineOnRecord>>> SetAsync(Work work, IReadOnlyList<Start> starts, CancellationToken ct)
    {
        var (loading, law) = await recorded.HoldAsync(work, ct);
        var profile = law.Profile(place.Code).Value;
        List<DeadlineOnRecord> set = [];
        List<Refusal> problems = [];
        foreach (var start in starts)
        {
            var found = law.Rules.Find(start.Rule, profile, start.RulesOn ?? start.On);
            problems.AddRange(found.Refusals);
            if (found.TryGet(out var rule))
            {
                set.Add(DeadlineTable.Count(work, start, rule, profile, law.CalendarOf(profile), loading));
            }
        }

        if (problems.Count > 0)
        {
            return Result<IReadOnlyList<DeadlineOnRecord>>.Refuse(problems);
        }

        await DeadlineTable.InsertAsync(work, set, ct);
        return set;
    }

    /// <summary>What was due was done on a day: the clock stands, in time or late.</summary>
    public static async Task<Result<DeadlineOnRecord>> MeetAsync(Work work, DeadlineId id, DateOnly on, CancellationToken ct) =>
        await FindAsync(work, id, ct) switch
        {
            null => NotFound,
            { IsOpen: false } => Ended,
            var open when on < open.StartedOn => Refusal.Invalid("law.deadline-met-before-start",
                $"办结日{on:yyyy-MM-dd}早于期限的起算日{open.StartedOn:yyyy-MM-dd}，请核对。", "on"),
            var open => await EndAsync(work, open, on, ct),
        };

    /// <summary>Nothing is due any more: the matter was taken back or decided otherwise.</summary>
    public static async Task<Result<DeadlineOnRecord>> LapseAsync(Work work, DeadlineId id, CancellationToken ct) =>
        await FindAsync(work, id, ct) switch
        {
            null => NotFound,
            { IsOpen: false } => Ended,
            var open => await EndAsync(work, open, null, ct),
        };

    /// <summary>Everything set about one thing, oldest first.</summary>
    public Task<IReadOnlyList<DeadlineOnRecord>> AboutAsync(string kind, Guid about, CancellationToken ct) =>
        ListAsync("kind = @kind and about = @about order by set_at, id", new { kind, about }, ct);

    /// <summary>Open and past their last day, the oldest first.</summary>
    public Task<IReadOnlyList<DeadlineOnRecord>> OverdueAsync(string? kind, DateOnly today, CancellationToken ct) =>
        ListAsync($"ended_at is null and due_on < @today and {OfKind} order by due_on, id limit {MostListed}", new { kind, today }, ct);

    /// <summary>Open and due within these days, both included.</summary>
    public Task<IReadOnlyList<DeadlineOnRecord>> DueAsync(string? kind, DateOnly from, DateOnly to, CancellationToken ct) =>
        ListAsync($"ended_at is null and due_on between @from and @to and {OfKind} order by due_on, id limit {MostListed}", new { kind, from, to }, ct);

    /// <summary>Open and without a date until a year's calendar comes.</summary>
    public Task<IReadOnlyList<DeadlineOnRecord>> AwaitingAsync(string? kind, CancellationToken ct) =>
        ListAsync($"ended_at is null and awaits_year is not null and {OfKind} order by awaits_year, set_at, id limit {MostListed}", new { kind }, ct);

    /// <summary>What a loading of the law did: every deadline it gave a date or moved, page by page.</summary>
    public async Task<IReadOnlyList<DeadlineChange>> ChangesAsync(int loading, DeadlineId? after, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<DeadlineChange>(new CommandDefinition($"""
            select c.deadline as Deadline, d.kind as Kind, d.about as About, c.was_due_on as WasDueOn, c.was_awaiting as WasAwaiting,
                   c.due_on as DueOn, c.awaits_year as AwaitsYear
              from law.deadline_change c join law.deadline d on d.id = c.deadline
             where c.loading = @loading and (@after::uuid is null or c.deadline > @after)
             order by c.deadline limit {MostListed}
            """, new { loading, after = after?.Value }, cancellationToken: ct))];
    }

    private const string OfKind = "(@kind::text is null or kind = @kind)";

    private static Refusal NotFound => Refusal.NotFound("law.no-deadline", "没有这项期限。请核对编号。");

    private static Refusal Ended => Refusal.Conflict("law.deadline-ended", "这项期限已经办结或终止，不能再改。");

    private static Task<DeadlineOnRecord?> FindAsync(Work work, DeadlineId id, CancellationToken ct) =>
        work.FindAsync<DeadlineOnRecord>($"select {DeadlineOnRecord.Columns} from law.deadline where id = @Value for update", id, ct);

    private static async Task<Result<DeadlineOnRecord>> EndAsync(Work work, DeadlineOnRecord open, DateOnly? metOn, CancellationToken ct)
    {
        var ended = open with { MetOn = metOn, EndedAt = work.At.UtcDateTime, EndedEntry = work.Entry.Value };
        await work.ExecuteAsync("update law.deadline set met_on = @MetOn, ended_at = @At, ended_entry = @EndedEntry where id = @Id",
            new { ended.Id, ended.MetOn, work.At, ended.EndedEntry }, ct);
        return ended;
    }

    private async Task<IReadOnlyList<DeadlineOnRecord>> ListAsync(string where, object parameters, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<DeadlineOnRecord>(new CommandDefinition(
            $"select {DeadlineOnRecord.Columns} from law.deadline where {where}", parameters, cancellationToken: ct))];
    }
}
