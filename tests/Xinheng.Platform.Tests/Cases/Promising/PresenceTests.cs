using Xinheng.Model.Cases.Promising;
using Xinheng.Model.People;
using Xinheng.Platform.Cases.Promising;
using Xinheng.Platform.Publication.Promising;
using Xinheng.Platform.Tests.Collection;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.Cases.Promising;

/// <summary>Present and valid: what an approval system asks while somebody waits.</summary>
public sealed class PresenceTests(Intake intake) : IClassFixture<Intake>
{
    private readonly TestPlatform platform = intake.Platform;

    [Fact]
    public async Task A_promise_is_present_from_its_signing_to_its_last_day()
    {
        var n = intake.Next();
        var template = await platform.OfferAsync(Promised.Template($"present-{n}"));
        var firm = await platform.FirmAsync(n);
        Assert.False((await PublicAsync(n, template)).Present);

        await platform.SignAsync(template, firm);

        var found = await PublicAsync(n, template);
        Assert.Equal((true, new DateOnly(2026, 6, 15), new DateOnly(2028, 6, 14)), (found.Present, found.Since!.Value, found.Until!.Value));
        await platform.SetTodayAsync(new DateOnly(2028, 6, 14));
        Assert.True((await PublicAsync(n, template)).Present);
        await platform.SetTodayAsync(new DateOnly(2028, 6, 15));
        Assert.False((await PublicAsync(n, template)).Present);
        await platform.SetTodayAsync(new DateOnly(2026, 6, 15));
    }

    [Fact]
    public async Task What_is_not_public_is_answered_for_a_task_only()
    {
        var n = intake.Next();
        var template = await platform.OfferAsync(Promised.Template($"task-{n}", openness: PromiseOpenness.Government));
        await platform.SignAsync(template, await platform.FirmAsync(n));
        var clerk = await platform.AppointAsync($"task-clerk-{n}", Role.CounterClerk);

        Assert.False((await PublicAsync(n, template)).Present);
        Assert.True((await AskAsync(clerk, PenaltyFile.Code(n), template, "2026-受-001")).Value.Present);
        Assert.Equal("cases.promise-not-for-task", Promised.CodeOf(await AskAsync(platform.Maker, PenaltyFile.Code(n), template, "2026-受-001")));
        Assert.Equal("cases.promise-no-matter", Promised.CodeOf(await AskAsync(clerk, PenaltyFile.Code(n), template, null)));
        Assert.Equal(3, await platform.ScalarAsync<long>("select count(*) from people.look where items @> array['CN_CNS']"));
    }

    [Fact]
    public async Task A_promise_found_broken_is_present_no_more_and_one_only_doubted_is()
    {
        var n = intake.Next();
        var template = await platform.OfferAsync(Promised.Template($"doubted-{n}"));
        var firm = await platform.FirmAsync(n);
        var id = await platform.SignAsync(template, firm);

        _ = (await platform.DoubtAsync(id)).Value;
        Assert.True((await PublicAsync(n, template)).Present);
        _ = (await platform.Get<AnswerDoubt>().RunAsync(new(id, "认可。", []), firm, default)).Value;
        _ = (await platform.BreakAsync(id, n)).Value;
        Assert.False((await PublicAsync(n, template)).Present);
    }

    private Task<PromisePresence> PublicAsync(int subject, PromiseTemplate template) =>
        platform.Get<PublicPromises>().PresentAsync(PenaltyFile.Code(subject), template.Code, default);

    private Task<Model.Foundation.Result<PromisePresence>> AskAsync(Caller by, string number, PromiseTemplate template, string? matter) =>
        platform.Get<PresentPromise>().RunAsync(new("uscc", number, template.Code, matter), by, default);
}
