using System.Text;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;

namespace Xinheng.Platform.People.Tracing.Alarms;

/// <summary>Says what came of looking into an alarm. It stays on the list of those that were, with the reason.</summary>
public sealed class CloseAlarm(Journal.Journal journal)
{
    public const int ShortestReason = 5;
    public const int LongestReason = 500;

    public sealed record Command(Guid Alarm, string Reason);

    private sealed record Known(bool IsClosed, string? Organisation, string? Region);

    public async Task<Result<Done>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        if (!caller.MayEnter(Permission.CloseAlarm))
        {
            return Refusal.Forbidden("people.not-operator", "办结异常需要值班员角色；审计员只查看，不办理。");
        }

        var reason = command.Reason.Trim();
        if (reason.Length is < ShortestReason or > LongestReason)
        {
            return Refusal.Invalid("people.alarm-reason",
                $"请写明核查的结果（{ShortestReason} 到 {LongestReason} 个字），如“系统升级后的集中补录，已与单位核对”。", "reason");
        }

        await using var work = await journal.OpenAsync(caller.Actor, Power.CloseAlarm, ct);
        var known = await work.FindAsync<Known>("""
            select a.closed_in is not null as IsClosed, a.organisation, o.region
              from people.alarm a left join people.organisation o on o.code = a.organisation
             where a.id = @Alarm for update of a
            """, command, ct);
        if (known is null || !caller.May(Permission.CloseAlarm, new Target(known.Organisation, known.Region)))
        {
            return Refusal.NotFound("people.no-alarm", "没有这条异常，或它不在您值守的区域。");
        }

        if (known.IsClosed)
        {
            return Refusal.Conflict("people.alarm-closed", "这条异常已经办结，不必再办。");
        }

        await work.ExecuteAsync("update people.alarm set closed_in = @entry, closed_at = @At, reason = @reason where id = @Alarm",
            new { command.Alarm, reason, entry = work.Entry.Value, work.At }, ct);
        work.Tell(new { alarm = command.Alarm, reason = Hash256.Of(Encoding.UTF8.GetBytes(reason)).ToString() });
        await work.CommitAsync(ct);
        return default(Done);
    }
}
