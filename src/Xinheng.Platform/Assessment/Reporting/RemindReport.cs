using Xinheng.Model.Assessment;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Platform.Law;
using Xinheng.Platform.People;

namespace Xinheng.Platform.Assessment.Reporting;

/// <summary>催报: the centre asks a department for what did not come. Its makers see it where they work; no mail is sent.</summary>
public sealed class RemindReport(Journal.Journal journal, Coverage coverage, Organisations organisations, Foundation.Clock clock)
{
    public sealed record Command(string Provider, string Item, DateOnly Month);

    public async Task<Result<Done>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        if (!caller.May(Permission.RunDesk, new Target(command.Provider, await organisations.RegionAsync(command.Provider, ct))))
        {
            return Refusal.Forbidden("assessment.not-operator", "催报由管辖这个单位的信用中心值班员办理。");
        }

        var month = new DateOnly(command.Month.Year, command.Month.Month, 1);
        var cell = (await coverage.OfAsync(month, caller, command.Provider, command.Item, ct)).FirstOrDefault();
        if (cell is not { State: ArrivalState.Overdue })
        {
            return Refusal.Conflict("assessment.not-overdue", $"信息项 {command.Item} 在{month:yyyy年M月}没有逾期未到的周期，不必催报。");
        }

        await using var work = await journal.OpenAsync(caller.Actor, Power.RemindReport, ct);
        var today = clock.Today;
        if (await work.ExecuteAsync("""
            insert into assessment.reminder (id, provider, item, month, entry, reminded_by, reminded_at)
            select @id, @Provider, @Item, @month, @entry, @by, @At
             where not exists (select from assessment.reminder r
                                where (r.provider, r.item, r.month) = (@Provider, @Item, @month)
                                  and (r.reminded_at at time zone 'Asia/Shanghai')::date = @today)
            """, new
        {
            id = Guid.CreateVersion7(work.At), command.Provider, command.Item, month, entry = work.Entry.Value, by = caller.Actor.Identity, work.At, today,
        }, ct) == 0)
        {
            return Refusal.Conflict("assessment.reminded-today", "今天已经催报过，对方的工作台上看得到。急需的请电话联系。");
        }

        work.Tell(new
        {
            provider = command.Provider, item = command.Item, month,
            overdue = cell.Arrivals.Where(a => a.State == ArrivalState.Overdue).Select(a => new { from = a.Period.From, to = a.Period.To, due = a.DueOn }),
        });
        await work.CommitAsync(ct);
        return default(Done);
    }
}
