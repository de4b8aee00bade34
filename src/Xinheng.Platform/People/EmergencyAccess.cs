using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;

namespace Xinheng.Platform.People;

/// <summary>
/// The way in when no administrator is left: from the server's own command line, for hours, with the reason, and in sight of
/// everybody who watches over the installation.
/// </summary>
public sealed class EmergencyAccess(Journal.Journal journal)
{
    public const int LongestHours = 24;

    /// <param name="Hours">1 to 24.</param>
    public sealed record Command(string Account, string Reason, int Hours);

    /// <summary>Until when it holds.</summary>
    public async Task<Result<DateTimeOffset>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        if (Problems(command, caller) is { Count: > 0 } problems)
        {
            return Result<DateTimeOffset>.Refuse(problems);
        }

        await using var work = await journal.OpenAsync(caller.Actor, Power.EmergencyAccess, ct);
        if (await Managing.LockAsync(work, caller, command.Account, ct) is not { Ended: false } account)
        {
            return Managing.NoAccount(command.Account);
        }

        var (reason, lapses) = (command.Reason.Trim(), work.At.AddHours(command.Hours));
        await work.ExecuteAsync("""
            insert into people.role_grant (account, role, region, entry, granted_at, lapses_at)
            values (@Id, 'Administrator', null, @entry, @At, @lapses)
            """, new { account.Id, entry = work.Entry.Value, work.At, lapses }, ct);
        work.Tell(new { account = account.Id, role = nameof(Role.Administrator), region = (string?)null, lapses, reason });
        await work.CommitAsync(ct);
        return lapses;
    }

    private static List<Refusal> Problems(Command command, Caller caller)
    {
        List<Refusal> problems = [];
        if (caller.Actor.Kind != ActorKind.CommandLine)
        {
            problems.Add(Refusal.Forbidden("people.emergency-elsewhere", "应急授权只能在服务器上用 xinheng account emergency 办理。"));
        }

        if (command.Reason.Trim().Length is < 5 or > 200)
        {
            problems.Add(Refusal.Invalid("people.emergency-reason", "请写明应急的原因，5 到 200 个字；它会记入日志并显示给值班员和审计员。", "reason"));
        }

        if (command.Hours is < 1 or > LongestHours)
        {
            problems.Add(Refusal.Invalid("people.emergency-hours", $"应急授权的时长为 1 到 {LongestHours} 小时，给出的是 {command.Hours}。", "hours"));
        }

        return problems;
    }
}
