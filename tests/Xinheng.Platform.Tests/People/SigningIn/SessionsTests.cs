using System.Net;
using Dapper;
using Xinheng.Platform.People.SigningIn;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.People.SigningIn;

public sealed class SessionsTests
{
    private static readonly IPAddress Office = IPAddress.Parse("192.0.2.7");

    [Fact]
    public async Task A_session_lives_while_it_is_used_and_ends_when_it_is_not()
    {
        await using var platform = await TestPlatform.CreateAsync();
        var (sessions, session) = (platform.Get<Sessions>(), await BeginAsync(platform, "maker"));
        for (var i = 0; i < 3; i++)
        {
            platform.Clock.Advance(Sessions.Idle - TimeSpan.FromSeconds(1));
            Assert.Equal("maker", (await sessions.CallerAsync(session, default))!.Actor.Name);
        }

        platform.Clock.Advance(Sessions.Idle);

        Assert.Null(await sessions.CallerAsync(session, default));
        Assert.Empty(await sessions.ListAsync(platform.Maker.Actor.Account!.Value, default));
    }

    [Fact]
    public async Task No_session_outlives_a_working_day_however_much_it_is_used()
    {
        await using var platform = await TestPlatform.CreateAsync();
        var session = await BeginAsync(platform, "maker");
        var lived = TimeSpan.Zero;
        while (await platform.Get<Sessions>().CallerAsync(session, default) is not null)
        {
            platform.Clock.Advance(TimeSpan.FromMinutes(20));
            lived += TimeSpan.FromMinutes(20);
        }

        Assert.Equal(Sessions.Longest, lived);
    }

    [Fact]
    public async Task A_new_stamp_ends_every_session_of_its_account_and_nobody_elses()
    {
        await using var platform = await TestPlatform.CreateAsync();
        Guid[] ended = [await BeginAsync(platform, "maker"), await BeginAsync(platform, "maker")];
        var other = await BeginAsync(platform, "reviewer");

        await using (var connection = await platform.Database.Owner.OpenConnectionAsync())
        {
            await connection.ExecuteAsync("update people.account set stamp = gen_random_uuid() where name = 'maker'");
        }

        foreach (var session in ended)
        {
            Assert.Null(await platform.Get<Sessions>().CallerAsync(session, default));
        }

        Assert.NotNull(await platform.Get<Sessions>().CallerAsync(other, default));
    }

    [Fact]
    public async Task One_ends_ones_own_sessions_and_nobody_elses()
    {
        await using var platform = await TestPlatform.CreateAsync();
        var (sessions, maker) = (platform.Get<Sessions>(), platform.Maker.Actor.Account!.Value);
        Guid[] mine = [await BeginAsync(platform, "maker"), await BeginAsync(platform, "maker"), await BeginAsync(platform, "maker")];
        var other = await BeginAsync(platform, "reviewer");

        Assert.Equal(0, await sessions.EndAsync(maker, other, default));
        Assert.Equal(1, await sessions.EndAsync(maker, mine[0], default));
        Assert.Equal(1, await sessions.EndAllAsync(maker, except: mine[2], default));

        Assert.Equal([mine[2]], (await sessions.ListAsync(maker, default)).Select(s => s.Id));
        Assert.NotNull(await sessions.CallerAsync(other, default));
        Assert.Equal(1, await sessions.EndAllAsync(maker, except: null, default));
        Assert.Null(await sessions.CallerAsync(mine[2], default));
    }

    [Fact]
    public async Task Signing_in_again_in_the_same_browser_ends_the_session_before()
    {
        await using var platform = await TestPlatform.CreateAsync();
        var before = await BeginAsync(platform, "maker");

        var after = await BeginAsync(platform, "maker", before);

        Assert.Null(await platform.Get<Sessions>().CallerAsync(before, default));
        Assert.NotNull(await platform.Get<Sessions>().CallerAsync(after, default));
    }

    [Fact]
    public async Task Whatever_a_browser_calls_itself_is_kept_short_and_legible()
    {
        await using var platform = await TestPlatform.CreateAsync();
        await BeginAsync(platform, "maker", agent: "A\u0000\n\ud800" + new string('x', 10_000));

        var session = Assert.Single(await platform.Get<Sessions>().ListAsync(platform.Maker.Actor.Account!.Value, default));

        Assert.Equal("A" + new string('x', 299), session.Agent);
        Assert.Equal("192.0.2.7", session.Address);
    }

    private static async Task<Guid> BeginAsync(TestPlatform platform, string name, Guid? instead = null, string agent = "Firefox/140.0")
    {
        var signed = (await platform.Get<SignIn>().RunAsync(name, "correct horse battery", Office, default)).Answer.Value;
        return await platform.Get<Sessions>().BeginAsync(signed, Office, agent, instead, default);
    }
}
