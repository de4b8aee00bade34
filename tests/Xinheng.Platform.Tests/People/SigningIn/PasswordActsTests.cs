using Microsoft.Extensions.DependencyInjection;
using Xinheng.Model.People;
using Xinheng.Model.People.SigningIn;
using Xinheng.Platform.People;
using Xinheng.Platform.People.SigningIn;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.People.SigningIn;

public sealed class PasswordActsTests
{
    private const string Old = "correct horse battery";
    private const string New = "seven green umbrellas";

    [Fact]
    public async Task Changing_it_ends_every_other_session_and_keeps_this_one()
    {
        await using var platform = await TestPlatform.CreateAsync();
        var (here, there) = (await BeginAsync(platform, Old), await BeginAsync(platform, Old));

        Assert.Null(await ChangeAsync(platform, Old, New, here));

        Assert.NotNull(await platform.Get<Sessions>().FindAsync(here, default));
        Assert.Null(await platform.Get<Sessions>().FindAsync(there, default));
        Assert.Equal("people.sign-in-failed", await SignInAsync(platform, Old));
        Assert.Null(await SignInAsync(platform, New));
    }

    [Theory]
    [InlineData("not the old one", New, "people.old-password-wrong")]
    [InlineData(Old, "short", "people.password-short")]
    [InlineData(Old, "the.maker.of.1", "people.password-names")]
    [InlineData(Old, Old, "people.password-same")]
    public async Task The_old_one_is_asked_for_and_the_new_one_follows_the_rules(string old, string chosen, string code)
    {
        await using var platform = await TestPlatform.CreateAsync();

        Assert.Equal(code, await ChangeAsync(platform, old, chosen, await BeginAsync(platform, Old)));

        Assert.Null(await SignInAsync(platform, Old));
    }

    [Fact]
    public async Task Whoever_sits_down_at_anothers_desk_does_not_guess_the_old_password_for_long()
    {
        await using var platform = await TestPlatform.CreateAsync();
        var here = await BeginAsync(platform, Old);
        List<string?> heard = [];
        for (var i = 0; i < 6; i++)
        {
            heard.Add(await ChangeAsync(platform, $"guess number {i}", New, here));
        }

        Assert.Equal([.. Enumerable.Repeat("people.old-password-wrong", 5), "people.sign-in-wait"], heard);
    }

    [Fact]
    public async Task A_reset_ends_every_session_and_hands_out_a_password_for_one_use_within_three_days()
    {
        await using var platform = await TestPlatform.CreateAsync();
        var before = await BeginAsync(platform, Old);

        var reset = (await platform.Get<ResetPassword>().RunAsync(new("maker"), Caller.TheProgram, default)).Value;

        Assert.Null(await platform.Get<Sessions>().FindAsync(before, default));
        Assert.Equal("people.sign-in-failed", await SignInAsync(platform, Old));
        var session = await BeginAsync(platform, reset.OneTimePassword);
        Assert.Equal(SignInDuty.ChangePassword, (await platform.Get<Sessions>().FindAsync(session, default))!.Duty);
        Assert.Null(await ChangeAsync(platform, reset.OneTimePassword, New, session));
        Assert.Equal(SignInDuty.None, (await platform.Get<Sessions>().FindAsync(session, default))!.Duty);
        platform.Clock.Advance(TimeSpan.FromHours(73));
        Assert.Null(await SignInAsync(platform, New));
    }

    [Fact]
    public async Task A_one_time_password_is_dead_after_72_hours_and_only_who_knows_it_hears_why()
    {
        await using var platform = await TestPlatform.CreateAsync();
        var made = (await platform.Get<AppointAccount>().RunAsync(new("fresh", null, null), Caller.TheProgram, default)).Value;
        platform.Clock.Advance(TimeSpan.FromHours(72) - TimeSpan.FromSeconds(1));
        Assert.Null(await SignInAsync(platform, made.OneTimePassword!, "fresh"));

        platform.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("people.password-lapsed", await SignInAsync(platform, made.OneTimePassword!, "fresh"));
        Assert.Equal("people.sign-in-failed", await SignInAsync(platform, "something else", "fresh"));
    }

    [Fact]
    public async Task A_reset_leaves_second_factors_so_that_whoever_resets_does_not_come_in_with_it()
    {
        await using var platform = await TestPlatform.CreateAsync();
        _ = await Phone.PairAsync(platform, platform.Maker);

        var reset = (await platform.Get<ResetPassword>().RunAsync(new("maker"), Caller.TheProgram, default)).Value;

        Assert.True((await platform.Get<SignIn>().RunAsync("maker", reset.OneTimePassword, Phone.Office, default)).Answer.Value.AsksFactor);
    }

    [Fact]
    public async Task Only_an_administrator_resets_and_only_an_account_that_is()
    {
        await using var platform = await TestPlatform.CreateAsync();
        var reset = platform.Get<ResetPassword>();

        Assert.Equal("people.not-administrator", (await reset.RunAsync(new("maker"), platform.Reviewer, default)).Refusals[0].Code);
        Assert.Equal("people.no-account", (await reset.RunAsync(new("nobody"), Caller.TheProgram, default)).Refusals[0].Code);
    }

    [Theory]
    [InlineData("required", "reviewer", SignInDuty.AddFactor)]
    [InlineData("required", "maker", SignInDuty.None)]
    [InlineData("offered", "reviewer", SignInDuty.None)]
    public async Task Where_it_is_required_whoever_decides_adds_a_factor_before_anything_else(string setting, string name, SignInDuty duty)
    {
        await using var platform = await TestPlatform.CreateAsync(services => services.AddSingleton(
            FactorRule.Of(new() { SecondFactor = setting }, isFictional: true)));
        var session = await BeginAsync(platform, Old, name);

        Assert.Equal(duty, (await platform.Get<Sessions>().FindAsync(session, default))!.Duty);

        _ = await Phone.PairAsync(platform, name == "maker" ? platform.Maker : platform.Reviewer);
        Assert.Equal(SignInDuty.None, (await platform.Get<Sessions>().FindAsync(session, default))!.Duty);
    }

    [Fact]
    public async Task A_session_knows_when_its_owner_last_proved_who_they_are()
    {
        await using var platform = await TestPlatform.CreateAsync();
        var session = await BeginAsync(platform, Old);
        var began = platform.Clock.GetUtcNow();
        platform.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.InRange((await platform.Get<Sessions>().FindAsync(session, default))!.ProvedAt, began.AddSeconds(-1), began);

        await platform.Get<Sessions>().ProveAsync(session, default);

        Assert.True((await platform.Get<Sessions>().FindAsync(session, default))!.ProvedAt > began.AddMinutes(5));
    }

    private static async Task<Guid> BeginAsync(TestPlatform platform, string password, string name = "maker")
    {
        var signed = (await platform.Get<SignIn>().RunAsync(name, password, Phone.Office, default)).Answer.Value;
        return await platform.Get<Sessions>().BeginAsync(signed, Phone.Office, "Firefox/140.0", null, default);
    }

    private static async Task<string?> SignInAsync(TestPlatform platform, string password, string name = "maker") =>
        (await platform.Get<SignIn>().RunAsync(name, password, Phone.Office, default)).Answer is { IsRefused: true } refused ? refused.Refusals[0].Code : null;

    private static async Task<string?> ChangeAsync(TestPlatform platform, string old, string chosen, Guid session) =>
        (await platform.Get<ChangePassword>().RunAsync(new(old, chosen, session), platform.Maker, Phone.Office, default)).Answer is { IsRefused: true } refused
            ? refused.Refusals[0].Code
            : null;
}
