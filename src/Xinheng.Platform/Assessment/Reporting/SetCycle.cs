using Xinheng.Model.Assessment;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Platform.Catalogue.Publishing;
using Xinheng.Platform.People;

namespace Xinheng.Platform.Assessment.Reporting;

/// <summary>The centre sets how often a department must hand an item in, from a day on (逐步缩短报送周期); also for one that never has.</summary>
public sealed class SetCycle(Journal.Journal journal, CatalogueInForce catalogue, Organisations organisations)
{
    public const int LongestReason = 200;

    /// <param name="Cycle">As <see cref="ReportingCycle.Code"/> writes it.</param>
    public sealed record Command(string Provider, string Item, string Cycle, DateOnly? Since, string Reason);

    public async Task<Result<Done>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        var region = await organisations.RegionAsync(command.Provider, ct);
        if (region is null || !caller.May(Permission.RunDesk, new Target(command.Provider, region)))
        {
            return Refusal.Forbidden("assessment.not-operator-of", "报送周期由管辖这个单位的信用中心值班员设定。");
        }

        List<Refusal> problems = [.. (await catalogue.CurrentAsync(ct)).Find(command.Item).Refusals];
        if (ReportingCycle.Parse(command.Cycle) is null)
        {
            problems.Add(Refusal.Invalid("assessment.cycle", "请选择报送周期：按需、每个工作日，或每几个月一次（1–12）。", "cycle"));
        }

        if (command.Since is null)
        {
            problems.Add(Refusal.Invalid("assessment.cycle-since", "请写明从哪一天起按这个周期报，如 2026-11-01。", "since"));
        }

        if (command.Reason.Trim() is not { Length: > 0 and <= LongestReason })
        {
            problems.Add(Refusal.Invalid("assessment.cycle-reason", $"请用一句话写明依据（如“市信用办〔2026〕5号文”），不超过 {LongestReason} 个字。", "reason"));
        }

        if (problems.Count > 0)
        {
            return Result<Done>.Refuse(problems);
        }

        await using var work = await journal.OpenAsync(caller.Actor, Power.SetCycle, ct);
        var id = Guid.CreateVersion7(work.At);
        await work.ExecuteAsync("""
            insert into assessment.duty (id, provider, item, cycle, since, reason, entry, set_by, set_at)
            values (@id, @Provider, @Item, @Cycle, @Since, @reason, @entry, @by, @At)
            """, new
        {
            id, command.Provider, command.Item, command.Cycle, command.Since, reason = command.Reason.Trim(), entry = work.Entry.Value,
            by = caller.Actor.Identity, work.At,
        }, ct);
        work.Tell(new { duty = id, provider = command.Provider, item = command.Item, cycle = command.Cycle, since = command.Since });
        await work.CommitAsync(ct);
        return default(Done);
    }
}
