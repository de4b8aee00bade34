using System.Text;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Law;

namespace Xinheng.Platform.Assessment.Scoring;

/// <summary>发出通报: the month's figures are kept as they are now and named in the log; what changes later stands beside them.</summary>
public sealed class IssueBulletin(Journal.Journal journal, Bulletins bulletins, Clock clock)
{
    public sealed record Command(DateOnly Month, Region? Region);

    /// <returns>The bulletin's id.</returns>
    public async Task<Result<Guid>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        if (!caller.May(Permission.RunDesk, new Target(Region: command.Region?.Code)))
        {
            return Refusal.Forbidden("assessment.not-issuer", "通报由管辖这个区域的信用中心值班员发出。");
        }

        var month = Scoreboard.FirstOf(command.Month);
        if (clock.Today <= Scoreboard.LastOf(month))
        {
            return Refusal.Conflict("assessment.month-not-over", $"{month:yyyy年M月}还没有结束，现在可以查看和打印，下个月 1 日起可以发出。");
        }

        var figures = await bulletins.NowAsync(month, command.Region, caller, ct);
        if (!figures.TryGet(out var now))
        {
            return Result<Guid>.Refuse(figures.Refusals);
        }

        if (now.Departments.Count == 0)
        {
            return Refusal.Conflict("assessment.bulletin-empty", $"{month:yyyy年M月}没有任何单位报送，也没有应报的，没有可以通报的内容。");
        }

        await using var work = await journal.OpenAsync(caller.Actor, Power.IssueBulletin, ct);
        var content = Bulletins.Write(now);
        var (id, digest) = (Guid.CreateVersion7(work.At), Hash256.Of(Encoding.UTF8.GetBytes(content)));
        if (await work.ExecuteAsync("""
            insert into assessment.bulletin (id, region, month, content, digest, entry, issued_by, issued_at)
            values (@id, @region, @month, @content::json, @digest, @entry, @by, @At) on conflict do nothing
            """, new
        {
            id, region = command.Region?.Code, month, content, digest = digest.ToArray(), entry = work.Entry.Value, by = caller.Actor.Identity, work.At,
        }, ct) == 0)
        {
            return Refusal.Conflict("assessment.already-issued", $"{month:yyyy年M月}的通报已经发出，原样保存着；此后的变化列在它下面。");
        }

        work.Tell(new { bulletin = id, month, region = command.Region?.Code, digest = digest.ToString(), departments = now.Departments.Count });
        await work.CommitAsync(ct);
        return id;
    }
}
