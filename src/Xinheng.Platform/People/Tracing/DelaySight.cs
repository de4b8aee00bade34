using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.Law;
using Xinheng.Model.People;
using Xinheng.Model.People.Tracing;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Law;

namespace Xinheng.Platform.People.Tracing;

/// <summary>
/// Where a law demands secrecy, the subject does not yet see certain reads of its own body: those under one authorisation or
/// matter, or one read (《个人信息保护法》第18条). Never without an end; never hidden from the auditor.
/// </summary>
public sealed class DelaySight(Journal.Journal journal, LawHistory history, JurisdictionProfile place, Clock clock)
{
    public const string Rule = "SIGHT_DELAY_LONGEST";

    private const int ShortestText = 5;
    private const int LongestText = 300;

    /// <summary>Exactly one of the three is given.</summary>
    /// <param name="Until">First day on which the subject sees them.</param>
    /// <param name="Basis">The law that demands it, with its article.</param>
    public sealed record Command(Guid? Authorisation, string? Matter, LookId? Look, DateOnly Until, string Basis, string Reason);

    public async Task<Result<Guid>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        if (caller.Actor.Organisation is not { } organisation || !caller.May(Permission.DelaySight, organisation))
        {
            return Refusal.Forbidden("people.not-delaying", "暂缓告知由查询单位的审核员决定，只及于本单位的查询。");
        }

        if (await ProblemsAsync(command, ct) is { Count: > 0 } problems)
        {
            return Result<Guid>.Refuse(problems);
        }

        await using var work = await journal.OpenAsync(caller.Actor, Power.DelaySight, ct);
        if (command.Look is { } look && !await work.FindAsync<bool>(
            "select exists (select from people.look where id = @Value and organisation = @organisation)", new { look.Value, organisation }, ct))
        {
            return Refusal.NotFound("people.no-look", "本单位没有这次查询。请核对编号。");
        }

        var id = clock.NewId();
        await work.ExecuteAsync("""
            insert into people.sight_delay (id, organisation, authorisation, matter, look, until, basis, reason, entry, decided_at)
            values (@id, @organisation, @Authorisation, @matter, @look, @Until, @basis, @reason, @entry, @At)
            """, new
        {
            id, organisation, command.Authorisation, matter = Trimmed(command.Matter), look = command.Look?.Value, command.Until,
            basis = command.Basis.Trim(), reason = command.Reason.Trim(), entry = work.Entry.Value, work.At,
        }, ct);
        work.Tell(new
        {
            delay = id, organisation, authorisation = command.Authorisation, matter = Trimmed(command.Matter), look = command.Look?.Value,
            until = command.Until, basis = command.Basis.Trim(),
        });
        await work.CommitAsync(ct);
        return id;
    }

    private async Task<IReadOnlyList<Refusal>> ProblemsAsync(Command command, CancellationToken ct)
    {
        List<Refusal> problems = [];
        if (new[] { command.Authorisation is not null, Trimmed(command.Matter) is not null, command.Look is not null }.Count(given => given) != 1)
        {
            problems.Add(Refusal.Invalid("people.delay-what", "请写明暂缓告知哪些查询：授权、事项号或某一次查询，三者填一项。", "matter"));
        }

        if (command.Basis.Trim().Length is < ShortestText or > LongestText || command.Reason.Trim().Length is < ShortestText or > LongestText)
        {
            problems.Add(Refusal.Invalid("people.delay-basis",
                $"请写明要求保密的法律及条款和理由，各 {ShortestText} 到 {LongestText} 个字，如“《监察法》第……条”。", "basis"));
        }

        var longest = await LongestAsync(ct);
        if (command.Until <= clock.Today || (longest is { } last && command.Until > last))
        {
            problems.Add(Refusal.Invalid("people.delay-until",
                $"暂缓告知必须有期限：请写今天以后、不迟于 {longest:yyyy-MM-dd} 的日期；届时仍须保密的，另行决定。", "until"));
        }

        return problems;
    }

    private async Task<DateOnly?> LongestAsync(CancellationToken ct) =>
        await history.NowAsync(ct) is { } law && law.Rules.Find(Rule, law.Profile(place.Code).Value, clock.Today).TryGet(out var rule)
            ? clock.Today.AddMonths(rule.Number)
            : null;

    private static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
